"""What the interface takes and gives, as its own description tells it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

Number = Annotated[int, Field(ge=1, le=100_000, description="Number of the page")]
Size = Annotated[int, Field(ge=1, le=200, description="How many on a page")]
Search = Annotated[str, Field(max_length=100, description="Words, in any of the four languages")]
Language = Annotated[Literal["ar", "fr", "it", "en"], Field(description="Language of names and sentences")]


class Root(Schema):
    """What this interface is."""

    version: str
    profile: str
    openapi_url: str


class Page(Schema):
    """Some of a list."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[dict[str, Any]]


class Problem(Schema):
    """Why there is no answer."""

    detail: Any
