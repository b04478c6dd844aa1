"""Referral to a partner without an account, by a link or a paper with a code."""
