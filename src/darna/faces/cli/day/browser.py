"""As much of a browser as a day needs: pages, forms as they were sent, cookies. No scripts, as on an old phone."""

from __future__ import annotations

import http.client
import re
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

Fields = list[tuple[str, str]]
_PATIENCE = 60


class Trouble(RuntimeError):
    """A page answered otherwise than the day expects."""


@dataclass
class Form:
    """A form of a page with what it would send untouched."""

    action: str
    method: str
    fields: Fields = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)

    def filled(self, values: dict[str, str | list[str]]) -> Fields:
        """What the form sends when these fields are filled; a field it does not have is an error."""
        known = {name for name, _value in self.fields} | self.choices.keys()
        if lacking := [name for name in values if name not in known]:
            raise Trouble(f"the form at {self.action} has no {', '.join(lacking)}; it has {', '.join(sorted(known))}")
        kept = [(name, value) for name, value in self.fields if name not in values]
        given = [
            (name, one) for name, value in values.items() for one in ([value] if isinstance(value, str) else value)
        ]
        return kept + given


@dataclass
class Page:
    """An answer: where it came from, its forms and its links."""

    url: str
    status: int
    text: str
    forms: list[Form]
    links: list[str]

    def form(self, part: str) -> Form:
        """The last form whose address holds this part: the frame's own stand first. Without an address: the page itself."""
        for form in reversed(self.forms):
            if part in (form.action or self.url):
                return form
        raise Trouble(f"{self.url} has no form to {part}")

    def link(self, part: str) -> str:
        """The first link whose address holds this part."""
        for link in self.links:
            if part in link:
                return link
        raise Trouble(f"{self.url} has no link to {part}")


class Browser:
    """One person at one screen; every request is timed."""

    def __init__(self, site: str, language: str) -> None:
        self.site, self.language = site, language
        self.times: list[tuple[str, float]] = []
        self._cookies: dict[str, str] = {}
        parts = urlsplit(site)
        self._host, self._port = parts.hostname or "127.0.0.1", parts.port or 80
        self._connection: http.client.HTTPConnection | None = None

    def go(self, path: str, *, expect: int = 200) -> Page:
        """Open a page by its path without the language."""
        return self._ask("GET", self._full(path), None, expect)

    def send(self, page: Page, part: str, expect: int = 200, **values: str | list[str]) -> Page:
        """Fill a form of the page and send it. Names with a hyphen are written with two underscores."""
        return self.send_form(page, page.form(part), expect, **values)

    def send_form(self, page: Page, form: Form, expect: int = 200, **values: str | list[str]) -> Page:
        """The same for a form already found."""
        given = {name.replace("__", "-"): value for name, value in values.items()}
        target = urljoin(page.url, form.action) if form.action else page.url
        if form.method == "get":
            return self._ask("GET", f"{target.split('?')[0]}?{urlencode(form.filled(given))}", None, expect)
        return self._ask("POST", target, urlencode(form.filled(given)), expect)

    def _full(self, path: str) -> str:
        return path if path.startswith(f"/{self.language}/") else f"/{self.language}{path}"

    def _ask(self, method: str, path: str, body: str | None, expect: int) -> Page:
        for _ in range(6):
            status, text, headers = self._once(method, path, body)
            if status not in {301, 302, 303}:
                break
            method, body, path = "GET", None, urljoin(path, headers["location"])
        if status != expect:
            raise Trouble(f"{method} {path} answered {status}, not {expect}{_why(text)}")
        reader = _Reader()
        reader.feed(text)
        return Page(path, status, text, reader.forms, reader.links)

    def _once(self, method: str, path: str, body: str | None) -> tuple[int, str, dict[str, str]]:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"{self.site}{path}"}
        started = time.perf_counter()
        answer = self._answer(method, path, body, headers)
        text = answer.read().decode("utf-8", "replace")
        self.times.append((f"{method} {_kind(path)}", time.perf_counter() - started))
        for line in answer.headers.get_all("Set-Cookie") or ():
            self._cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer.status, text, {name.lower(): value for name, value in answer.headers.items()}

    def _answer(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> http.client.HTTPResponse:
        connection = self._connection or http.client.HTTPConnection(self._host, self._port, timeout=_PATIENCE)
        self._connection = connection
        try:
            connection.request(method, path, body, headers)
            return connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            # An idle connection the server has closed: once more on a new one, as a browser does.
            connection.close()
            connection.request(method, path, body, headers)
            return connection.getresponse()


def _why(text: str) -> str:
    """What the page says is wrong; errors of forms name no person."""
    said = re.findall(r'field-error-line">([^<]*)', text)
    return f": {'; '.join(said)}" if said else ""


def _kind(path: str) -> str:
    """The path without what is particular: keys become a star."""
    parts = urlsplit(path).path.split("/")[2:]
    return "/".join("*" if len(part) == 36 and part.count("-") == 4 else part for part in parts)


class _Reader(HTMLParser):
    """Forms and links of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._open: Form | None = None
        self._select: str = ""
        self._chosen: bool = False
        self._area: str = ""
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag == "form":
            self._open = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self._open)
        elif self._open is not None:
            self._control(tag, given)

    def _control(self, tag: str, given: dict[str, str]) -> None:
        assert self._open is not None
        name = given.get("name", "")
        if tag == "select":
            self._select, self._chosen = name, False
        elif tag == "option" and self._select:
            self._option(given)
        elif tag == "textarea":
            self._area, self._words = name, []
        elif tag == "input" and name:
            self._input(name, given)
        elif tag == "button" and name:
            self._open.choices.setdefault(name, []).append(given.get("value", ""))

    def _input(self, name: str, given: dict[str, str]) -> None:
        assert self._open is not None
        kind = given.get("type", "text")
        if kind in {"checkbox", "radio"}:
            self._open.choices.setdefault(name, []).append(given.get("value", "on"))
            if "checked" in given:
                self._open.fields.append((name, given.get("value", "on")))
        elif kind not in {"submit", "button", "file"}:
            self._open.fields.append((name, given.get("value", "")))

    def _option(self, given: dict[str, str]) -> None:
        assert self._open is not None
        options = self._open.choices.setdefault(self._select, [])
        options.append(given.get("value", ""))
        if "selected" in given or len(options) == 1:
            self._open.fields = [(name, value) for name, value in self._open.fields if name != self._select]
            self._open.fields.append((self._select, given.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self._area:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea" and self._open is not None and self._area:
            self._open.fields.append((self._area, "".join(self._words).removeprefix("\n")))
            self._area = ""
