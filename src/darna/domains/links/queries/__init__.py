"""Reads of links; each says how many queries it makes."""

from darna.domains.links.queries.cards import link_card, material_of_link, partners_of, preview_link, shows_abroad
from darna.domains.links.queries.lists import SORTS, link_list, links_of_person, links_today
from darna.domains.links.queries.persons import (
    happenings_of,
    known_recipients,
    linked_now,
    links_left_open,
    open_links_under,
    partner_names,
)

__all__ = [
    "SORTS",
    "happenings_of",
    "known_recipients",
    "link_card",
    "link_list",
    "linked_now",
    "links_left_open",
    "links_of_person",
    "links_today",
    "material_of_link",
    "open_links_under",
    "partner_names",
    "partners_of",
    "preview_link",
    "shows_abroad",
]
