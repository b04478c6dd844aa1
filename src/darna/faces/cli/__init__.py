"""The command `darna`."""
