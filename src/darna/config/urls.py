"""Addresses of the whole house; the language is part of each."""

from django.urls import path  # noqa: F401

urlpatterns: list = []
