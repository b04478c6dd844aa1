"""Insured periods, explained decisions and claims to a right, inside a case; see the README of this folder."""
