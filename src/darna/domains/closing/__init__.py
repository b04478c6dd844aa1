"""How an accompaniment ends: a second person's eyes, the person's opinion, and how they are some months later."""
