"""Child protection: the best-interests procedure, guardians and assent, urgent clocks, conversations."""
