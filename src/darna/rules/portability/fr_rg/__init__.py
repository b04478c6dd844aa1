"""The French general scheme: quarters, and an age that the law has changed several times."""
