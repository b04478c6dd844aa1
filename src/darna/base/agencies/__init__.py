"""Agencies that work in Darna, memberships with roles and dates, and what a role may do."""
