"""What other programs may ask: public data alone, to read."""
