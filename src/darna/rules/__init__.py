"""The law as code: dated, sourced and explained; it knows neither Django nor a database."""
