"""Complaints and opinions about an agency: a store of their own, with officers of their own."""
