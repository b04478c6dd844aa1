"""Plans, progress, appointments and the supervisor's view of the work."""
