"""Complain or give an opinion: without an account, and the answer by a receipt code."""
