"""The Belgian pension of employees: an age that rises in 2025 and 2030, a full career of forty-five years."""
