"""The shell: one look, one set of words and one way to show a form, for every page of Darna."""
