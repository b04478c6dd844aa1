"""Master key, person keys, sealing of fields, and the ledger of erasures."""
