"""Access to rights: what each right asks, whether one seems to have it, and how sure that is. Nobody is known."""
