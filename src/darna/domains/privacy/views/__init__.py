"""Pages of the room of data protection."""
