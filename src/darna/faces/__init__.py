"""How people and machines see Darna: desk, portal, command line, demonstration."""
