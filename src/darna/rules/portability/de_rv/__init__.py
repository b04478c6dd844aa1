"""The German statutory pension: sixty months, and a refund that ends every right."""
