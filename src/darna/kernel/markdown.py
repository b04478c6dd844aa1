"""The few signs of Markdown that a public page knows, turned into HTML that can hold nothing else.

Headings (`## ` and `### `), paragraphs, lists (`- ` and `1. `), **bold** and [links](/in/this/site). A link leads to a
page of this site, to a phone number (`tel:`) or to another site over https; anything else stays the text it was typed as.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape
from typing import Final
from urllib.parse import urlsplit

_HEADING: Final = re.compile(r"(#{2,3}) +(\S.*)")
_MARKED: Final = {"ul": re.compile(r"[-*] +(\S.*)"), "ol": re.compile(r"[0-9]{1,3}[.)] +(\S.*)")}
_INLINE: Final = re.compile(r"\*\*(?P<bold>[^*\n]+)\*\*|\[(?P<words>[^\[\]\n]+)\]\((?P<to>[^()\s]*)\)")
_HERE: Final = re.compile(r"/(?![/\\])[A-Za-z0-9/_.~#?=&%+-]*")
_PHONE: Final = re.compile(r"tel:\+?[0-9]{2,15}")
_ELSEWHERE: Final = re.compile(
    r"https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:[0-9]{1,5})?([/?#][A-Za-z0-9/_.~#?=&%+:,;@!$-]*)?"
)
#: Addresses that name their language stay as they are; all others are given the reader's.
_WITH_LANGUAGE: Final = re.compile(r"/(ar|fr|it|en)(/|$)")


class Kind(StrEnum):
    """Where a link leads."""

    HERE = "here"
    PHONE = "phone"
    ELSEWHERE = "elsewhere"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it was written; one that is refused is shown as text."""

    words: str
    to: str
    kind: Kind

    @property
    def host(self) -> str:
        """The site it leads to; empty inside this one."""
        return urlsplit(self.to).netloc if self.kind is Kind.ELSEWHERE else ""


@dataclass(slots=True)
class _Block:
    tag: str
    parts: list[str] = field(default_factory=list)


def to_html(text: str, *, root: str = "") -> str:
    """The text as HTML; `root` is put before links of this site that name no language, such as `/fr`.

    >>> print(to_html("## Before you pay\\n\\n- Ask **us** first\\n- [Call](tel:2511)"))
    <h2>Before you pay</h2>
    <ul><li>Ask <strong>us</strong> first</li><li><a href="tel:2511" dir="auto">Call</a></li></ul>
    >>> to_html("[Rights](/rights/) <b>x</b>", root="/fr")
    '<p><a href="/fr/rights/">Rights</a> &lt;b&gt;x&lt;/b&gt;</p>'
    >>> to_html("[Run](javascript:alert)")
    '<p>[Run](javascript:alert)</p>'
    """
    return "\n".join(_drawn(block, root) for block in _blocks(text))


def to_text(text: str) -> str:
    """The words alone, a block a line: for a search or a text that is passed on.

    >>> to_text("## One\\n\\n1. **Two** [three](/x)")
    'One\\nTwo three'
    """
    return "\n".join(_bare(part) for block in _blocks(text) for part in block.parts)


def links(text: str) -> Iterator[Link]:
    """Every link that is written in a text, in order."""
    for block in _blocks(text):
        for part in block.parts:
            yield from _links(part)


def kind_of(to: str) -> Kind:
    """Where an address leads.

    >>> [str(kind_of(to)) for to in ("/rights/", "//evil.example", "https://www.cnss.ma/", "tel:141", "http://x.ma")]
    ['here', 'refused', 'elsewhere', 'phone', 'refused']
    """
    for kind, pattern in ((Kind.HERE, _HERE), (Kind.PHONE, _PHONE), (Kind.ELSEWHERE, _ELSEWHERE)):
        if pattern.fullmatch(to):
            return kind
    return Kind.REFUSED


def _blocks(text: str) -> list[_Block]:
    found: list[_Block] = []
    is_gap = True
    for line in (one.strip() for one in text.splitlines()):
        if not line:
            is_gap = True
        elif heading := _HEADING.fullmatch(line):
            found.append(_Block(f"h{len(heading[1])}", [heading[2]]))
            is_gap = True
        else:
            _add(found, line, is_gap=is_gap)
            is_gap = False
    return found


def _add(found: list[_Block], line: str, *, is_gap: bool) -> None:
    """A line that begins an entry of a list, goes on with what stands before it, or begins a paragraph."""
    last = found[-1] if found else None
    for tag, mark in _MARKED.items():
        if entry := mark.fullmatch(line):
            if last is None or last.tag != tag:
                last = _Block(tag)
                found.append(last)
            last.parts.append(entry[1])
            return
    if last is None or is_gap:
        found.append(_Block("p", [line]))
    else:
        last.parts[-1] += f" {line}"


def _drawn(block: _Block, root: str) -> str:
    if block.tag in _MARKED:
        entries = "".join(f"<li>{_inline(part, root)}</li>" for part in block.parts)
        return f"<{block.tag}>{entries}</{block.tag}>"
    return f"<{block.tag}>{_inline(block.parts[0], root)}</{block.tag}>"


def _inline(text: str, root: str) -> str:
    drawn, at = [], 0
    for sign in _INLINE.finditer(text):
        drawn += [escape(text[at : sign.start()]), _sign(sign, root)]
        at = sign.end()
    return "".join([*drawn, escape(text[at:])])


def _sign(sign: re.Match[str], root: str) -> str:
    if sign["bold"] is not None:
        return f"<strong>{_inline(sign['bold'], root)}</strong>"
    words, to = sign["words"], sign["to"]
    match kind_of(to):
        case Kind.HERE:
            prefix = "" if _WITH_LANGUAGE.match(to) else root
            return f'<a href="{escape(prefix + to)}">{_inline(words, root)}</a>'
        case Kind.PHONE:
            return f'<a href="{escape(to)}" dir="auto">{_inline(words, root)}</a>'
        case Kind.ELSEWHERE:
            return f'<a href="{escape(to)}" rel="external noopener noreferrer">{_inline(words, root)}</a>'
        case Kind.REFUSED:
            return escape(sign[0])


def _bare(text: str) -> str:
    return _INLINE.sub(_bare_sign, text)


def _bare_sign(sign: re.Match[str]) -> str:
    if sign["bold"] is None and kind_of(sign["to"]) is Kind.REFUSED:
        return sign[0]
    return _bare(sign["bold"] or sign["words"])


def _links(text: str) -> Iterator[Link]:
    for sign in _INLINE.finditer(text):
        if sign["bold"] is not None:
            yield from _links(sign["bold"])
        else:
            yield Link(sign["words"], sign["to"], kind_of(sign["to"]))
