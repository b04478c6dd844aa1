"""Registers that arrive from outside: read, checked row by row, brought in once, and taken back if wrong."""
