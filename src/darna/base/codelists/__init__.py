"""Code lists: closed lists of words with labels in four languages and the ways registers write them."""
