"""The icons of Darna: strokes on a 24 by 24 grid, always shown beside a word.

Every drawing is our own; each value is the inside of an SVG element whose strokes are styled in `darna.css`.
"""

from __future__ import annotations

from functools import cache

# Only these turn round in a right-to-left page: a clock or a phone means the same either way.
DIRECTIONAL = frozenset({"arrow-next", "arrow-back", "sign-out", "external", "referral", "exit"})

ICONS: dict[str, str] = {
    "arrow-back": '<path d="M20 12H5m6-6-6 6 6 6"/>',
    "arrow-next": '<path d="M4 12h15m-6-6 6 6-6 6"/>',
    "bell": '<path d="M6 16v-5a6 6 0 0 1 12 0v5l2 2H4zM10 21h4"/>',
    "calendar": '<rect x="4" y="5" width="16" height="16" rx="2"/><path d="M4 10h16M8 3v4m8-4v4"/>',
    "case": '<rect x="3" y="7" width="18" height="13" rx="2"/>'
    '<path d="M9 7V5a1 1 0 0 1 1-1h4a1 1 0 0 1 1 1v2M3 13h18"/>',
    "chart": '<path d="M4 4v16h16M9 16v-5m4 5V7m4 9v-3"/>',
    "check": '<path d="m5 13 4 4L19 7"/>',
    "child": '<circle cx="12" cy="6" r="3"/><path d="M8 13c2-2 6-2 8 0l-1 4h-1v4h-4v-4H9z"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>',
    "consent": '<path d="M6 3h9l4 4v14H6zM15 3v4h4"/><path d="m9 14 2 2 4-4"/>',
    "copy": '<rect x="9" y="9" width="11" height="11" rx="2"/><path d="M5 15H4V5a1 1 0 0 1 1-1h10v1"/>',
    "danger": '<path d="M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 8v5"/><path d="M12 16.5v.1"/>',
    "document": '<path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6m-6 4h6"/>',
    "door": '<path d="M5 21V9a7 7 0 0 1 14 0v12M3 21h18"/><path d="M5 8l8 4v12"/>',
    "download": '<path d="M12 4v11m-5-5 5 5 5-5M4 20h16"/>',
    "edit": '<path d="m4 20 1-4L16 5l3 3L8 19zM14 7l3 3"/>',
    "exit": '<path d="M10 4H5v16h5M10 12h10m-5-5 5 5-5 5"/>',
    "external": '<path d="M14 4h6v6m0-6-9 9M18 14v6H4V6h6"/>',
    "filter": '<path d="M4 5h16l-6 8v6l-4-2v-4z"/>',
    "folder": '<path d="M3 6h7l2 3h9v10H3z"/>',
    "globe": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c6 6 6 12 0 18-6-6-6-12 0-18"/>',
    "home": '<path d="m3 11 9-7 9 7M6 9v11h12V9M10 20v-6h4v6"/>',
    "import": '<path d="M4 15v5h16v-5M12 3v12m-4-4 4 4 4-4"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6"/><path d="M12 7.5v.1"/>',
    "language": '<path d="M3 6h10M8 3v3m3 0c-1 5-4 8-8 10m2-7c2 3 4 5 7 6m1 6 4-11 4 11m-7-4h6"/>',
    "lock": '<rect x="5" y="11" width="14" height="10" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "mail": '<rect x="3" y="5" width="18" height="14" rx="2"/><path d="m3 8 9 6 9-6"/>',
    "map": '<path d="m3 6 6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14m6-12v14"/>',
    "menu": '<path d="M4 6h16M4 12h16M4 18h16"/>',
    "note": '<path d="M5 4h14v11l-5 5H5zM14 20v-5h5M8 9h8m-8 4h4"/>',
    "people": '<circle cx="9" cy="8" r="3.5"/>'
    '<path d="M2.5 20c0-8 13-8 13 0M15 5a3.5 3.5 0 0 1 0 6.5m3 2.5c2.5.8 3.5 3 3.5 6"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4 21c0-9 16-9 16 0"/>',
    "phone": '<path d="M6 3h3l2 5-2.5 2c1 2.5 3 4.5 5.5 5.5l2-2.5 5 2v3c0 2-1 3-3 3C10 21 3 14 3 6c0-2 1-3 3-3"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "print": '<path d="M7 9V3h10v6M7 17H4v-8h16v8h-3M7 14h10v7H7z"/>',
    "referral": '<path d="M4 6h6v6H4zM14 12h6v6h-6zM10 9h7v3"/>',
    "scale": '<path d="M12 4v16m-5 0h10M5 7h14M5 7l-3 7c1 2 5 2 6 0zm14 0-3 7c1 2 5 2 6 0z"/>',
    "search": '<circle cx="11" cy="11" r="6.5"/><path d="m16 16 5 5"/>',
    "settings": '<path d="M4 7h9m4 0h3M4 17h3m4 0h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>',
    "shield": '<path d="M12 3l8 3v6c0 5-3 8-8 9-5-1-8-4-8-9V6z"/><path d="m9 12 2 2 4-4"/>',
    "sign-out": '<path d="M10 4H5v16h5M10 12h10m-5-5 5 5-5 5"/>',
    "star": '<path d="M12 3l2.6 2.6h3.8v3.8L21 12l-2.6 2.6v3.8h-3.8L12 21l-2.6-2.6H5.6v-3.8L3 12l2.6-2.6V5.6h3.8z"/>',
    "task": '<rect x="4" y="4" width="16" height="16" rx="2"/><path d="m8 12 3 3 5-6"/>',
    "trash": '<path d="M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14M10 11v6m4-6v6"/>',
    "visit": '<path d="M12 21c-4-5-7-8-7-12a7 7 0 0 1 14 0c0 4-3 7-7 12"/><circle cx="12" cy="9" r="2.5"/>',
    "warning": '<path d="M12 4 2.5 20h19zM12 10v5"/><path d="M12 17.5v.1"/>',
    "work": '<path d="m14 7 3-3 3 3-3 3zM15.5 8.5 5 19m0 0-1 1m1-1 2-6m8 0 5 6"/>',
    "x": '<path d="m6 6 12 12M18 6 6 18"/>',
}


@cache
def icon_svg(name: str, *, flip: bool | None = None) -> str:
    """Draw one icon, hidden from screen readers because its word stands beside it.

    Raises: KeyError when no icon has that name.
    """
    turns = name in DIRECTIONAL if flip is None else flip
    classes = "icon icon-flip" if turns else "icon"
    return f'<svg class="{classes}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{ICONS[name]}</svg>'
