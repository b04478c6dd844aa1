"""The way to protection for somebody who is afraid to return."""
