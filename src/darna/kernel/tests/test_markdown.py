"""Whatever is typed into a public page, the HTML holds the listed tags and safe links and nothing else."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from darna.kernel.markdown import Kind, links, to_html, to_text

TAGS = {"h2", "h3", "p", "ul", "ol", "li", "strong", "a"}
SAFE = re.compile(r"(https://[A-Za-z0-9.:-]+([/?#].*)?|tel:\+?[0-9]+|/([^/\\].*)?)")

#: Texts that mean harm more often than chance would make them.
PIECES = st.sampled_from(
    [
        *("<script>", "</p>", '"', "'", "&", "<", ">", "**", "[", "]", "(", ")", "\n", "\n\n", "## ", "- ", "1. "),
        *("javascript:", "data:", "//", "/", "\\", "https://", "tel:", "onclick=", "cnss.ma", "0", " ", "a", "م"),
        *("\u2028", "\u202e", "\x00", "&#x6a;", "%0a", "[a](", "[x](/y)", "[x](https://a.b/c)", "[x](tel:141)"),
    ]
)
TYPED = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


class Reader(HTMLParser):
    """What a browser would find in the HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.words = ""
        self.feed(html)
        self.close()
        self.wrong += self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        allowed = {"href", "rel", "dir"} if tag == "a" else set()
        if tag not in TAGS or set(told) - allowed or (tag == "a" and not SAFE.fullmatch(told.get("href") or "")):
            self.wrong.append(f"<{tag} {attrs}>")
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        self.wrong.append("a comment")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append("a declaration")


@given(TYPED)
def test_no_tag_and_no_attribute_outside_the_list_comes_out(typed: str) -> None:
    assert Reader(to_html(typed)).wrong == []


@given(TYPED)
def test_the_prefix_of_a_language_opens_no_other_way_out(typed: str) -> None:
    assert Reader(to_html(typed, root="/ar")).wrong == []


@given(TYPED)
def test_no_letter_that_was_typed_is_lost(typed: str) -> None:
    kept = re.sub(r"[\W_\d]", "", to_text(typed))
    assert kept == re.sub(r"[\W_\d]", "", Reader(to_html(typed)).words)


def test_a_link_that_leads_nowhere_safe_stays_text_and_is_told() -> None:
    typed = "[a](http://x.ma) [b](//x.ma) [c](javascript:x) [d](/rights/) [e](tel:2511) [f](https://www.cnss.ma/x)"
    assert to_html(typed).count("<a ") == 3
    found = list(links(typed))
    assert [link.kind for link in found] == [*[Kind.REFUSED] * 3, Kind.HERE, Kind.PHONE, Kind.ELSEWHERE]
    assert [link.host for link in found][-2:] == ["", "www.cnss.ma"]


def test_lists_go_on_over_an_empty_line_and_lines_that_are_broken_belong_together() -> None:
    assert to_html("1. One\n   goes on\n\n2. Two\n\nAfter") == "<ol><li>One goes on</li><li>Two</li></ol>\n<p>After</p>"
    assert to_html("Before\n- One") == "<p>Before</p>\n<ul><li>One</li></ul>"
    assert to_html("One\ntwo\n\nthree") == "<p>One two</p>\n<p>three</p>"


def test_a_link_of_this_site_is_given_the_language_of_the_reader_once() -> None:
    assert 'href="/ar/rights/"' in to_html("[x](/rights/)", root="/ar")
    assert 'href="/fr/rights/"' in to_html("[x](/fr/rights/)", root="/ar")
