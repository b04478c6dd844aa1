"""Persons of one agency who may live together."""
