"""My rights: what years of work in several countries are worth, told to the person, kept by nobody."""
