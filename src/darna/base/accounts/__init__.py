"""Accounts of staff: e-mail and password, a second factor, throttling, the lock of an idle desk."""
