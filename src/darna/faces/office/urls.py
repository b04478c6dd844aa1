"""Addresses of the administrators' room, under the language."""

from __future__ import annotations

app_name = "office"

urlpatterns: list = []
