"""Papers that come in: pages photographed or scanned, made ready to be kept."""
