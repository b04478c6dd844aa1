"""Health cover paid by the State (AMO Tadamon)."""
