"""Health care in Morocco for those whose pension comes from abroad."""
