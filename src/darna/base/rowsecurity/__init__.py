"""Row security: the signed context of a transaction, and the guards of every table, told to PostgreSQL."""
