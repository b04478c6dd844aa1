"""The tests of training mode."""
