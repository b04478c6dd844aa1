"""Papers of persons: asked for, taken in, checked, handed back; kept sealed, and shown to whoever may read them."""
