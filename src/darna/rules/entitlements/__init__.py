"""Access to rights in Morocco: for people of other countries who live here, and for Moroccans who come home."""
