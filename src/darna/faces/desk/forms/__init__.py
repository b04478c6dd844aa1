"""What staff type, parsed and explained; each form hands on a value and decides nothing."""
