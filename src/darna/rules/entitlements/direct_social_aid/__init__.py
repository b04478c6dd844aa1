"""Direct social aid for families that live in Morocco."""
