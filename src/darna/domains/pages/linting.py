"""What a version must be before it is proposed: ready in the languages that are needed, safe links, told pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from darna.domains.pages.values import NEEDED, Fault, ImageCard, TextCard
from darna.kernel.markdown import Kind, links


def faults(texts: Iterable[TextCard], images: Iterable[ImageCard]) -> tuple[Fault, ...]:
    """Everything that keeps a version from being proposed."""
    known = {text.language: text for text in texts}
    ready = {language: text for language, text in known.items() if text.state == "ready"}
    return (
        *(Fault("language_not_ready", language) for language in NEEDED if language not in ready),
        *(fault for text in ready.values() for fault in _of_links(text)),
        *(fault for image in images for fault in _of_image(image, ready)),
    )


def refused_links(body: str) -> tuple[str, ...]:
    """The links of a text that would be shown as text, in the words they were written in."""
    return tuple(f"[{link.words}]({link.to})" for link in links(body) if link.kind is Kind.REFUSED)


def hosts(texts: Iterable[TextCard]) -> tuple[str, ...]:
    """The other sites that ready texts lead to, each once, for the second person to judge."""
    found = (link.host for text in texts if text.state == "ready" for link in links(text.body) if link.host)
    return tuple(sorted(set(found)))


def _of_links(text: TextCard) -> Iterator[Fault]:
    for words in refused_links(text.body):
        yield Fault("link_leads_nowhere", text.language, words)


def _of_image(image: ImageCard, ready: Iterable[str]) -> Iterator[Fault]:
    for language in ready:
        if not image.shows.get(language, "").strip():
            yield Fault("image_not_told", language, str(image.number))
