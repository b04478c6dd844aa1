"""The command `darna`: everything an operator does, with an exit code that says how it went."""
