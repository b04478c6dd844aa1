"""Some health cover after the return to Morocco."""
