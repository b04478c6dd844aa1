"""Walks through the whole product in a real browser, over a demo of their own."""
