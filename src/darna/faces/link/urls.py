"""The one address of a partner's page: the secret of the link, and nothing about anybody."""

from __future__ import annotations

from django.urls import path

from darna.faces.link import views

app_name = "link"

urlpatterns = [path("<slug:token>/", views.open_link, name="open")]
