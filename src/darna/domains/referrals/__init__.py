"""A person passed on to a service of another agency: a question, a frozen package, an answer."""
