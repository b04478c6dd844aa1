"""The addresses of the public pages, each under its language; the bare `/` is `choose_language`.

The rooms beside this one give plain lists of addresses: their names are looked for as `portal:<name>`.
"""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from darna.faces.portal import calendars, files, reading, searching, views

app_name = "portal"

#: (prefix, package beside this module); a room that is not there yet has no address.
ROOMS = [
    ("services/", "darna.faces.portal.services"),
    ("complain/", "darna.faces.portal.complaints"),
    ("ask/", "darna.faces.portal.asking"),
    ("rights/", "darna.faces.portal.rights"),
    ("access/", "darna.faces.portal.entitlements"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.welcome, name="welcome"),
    path("door/<slug:door>/", views.behind_door, name="door"),
    path("read/<slug:slug>/", reading.read, name="read"),
    path("picture/<uuid:image_id>/", reading.picture, name="picture"),
    path("search/", searching.search, name="search"),
    path("help/", views.help_lines, name="help"),
    path("offline/", files.offline, name="offline"),
    path("calendars/<str:token>.ics", calendars.calendar_feed, name="calendar_feed"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    *(path(prefix, include(f"{package}.urls")) for prefix, package in ROOMS if find_spec(package)),
]

#: Without a language, at the root of the site.
files_at_the_root: list[URLPattern] = [
    path("sitemap.xml", files.sitemap, name="sitemap"),
    path("robots.txt", files.robots, name="robots"),
    path("manifest-<slug:language>.webmanifest", files.manifest, name="manifest"),
    path("sw.js", files.helper, name="helper"),
]
