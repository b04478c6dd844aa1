"""The public face of Darna: what anyone may read, without an account and without being recorded."""
