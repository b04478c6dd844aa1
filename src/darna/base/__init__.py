"""The ground every subject stands on: accounts, agencies, keys, audit, places and the database itself."""
