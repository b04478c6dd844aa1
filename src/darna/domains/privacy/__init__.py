"""The data-protection officer's room: what is processed and why, what persons ask about their data, and what left the house."""
