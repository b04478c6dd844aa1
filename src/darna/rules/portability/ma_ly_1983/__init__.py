"""The agreement of 1983 between Morocco and Libya, for long-term benefits only; payment in practice is uncertain."""
