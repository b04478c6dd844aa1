"""Drafts: what somebody typed and has not saved, kept on the server, sealed, for two days."""
