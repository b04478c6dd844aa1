"""One module a command: `add_to` adds its grammar, `run` does it."""
