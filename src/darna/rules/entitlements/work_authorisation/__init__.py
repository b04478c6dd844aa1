"""The visa on the employment contract of a foreign worker."""
