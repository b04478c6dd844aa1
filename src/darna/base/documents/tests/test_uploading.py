"""Two hundred megabytes are stopped on the way: next to nothing of them is read, held or written."""

from __future__ import annotations

import tracemalloc
from io import RawIOBase
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadhandler import load_handler
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from darna.base.documents.uploading import UploadTooLarge

BOUNDARY = "between"
HEAD = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'.encode()
LARGE = 200 * 1024 * 1024


class Endless(RawIOBase):
    """A body that would never end; it counts what was taken of it, and holds nothing."""

    def __init__(self) -> None:
        self.taken = 0

    def read(self, size: int = -1) -> bytes:
        piece = HEAD if not self.taken else b"%" * min(size, 65536)
        self.taken += len(piece)
        return piece


def sent(length: int) -> tuple[HttpRequest, Endless]:
    """A form with a file of so many bytes, as it is announced."""
    request, body = HttpRequest(), Endless()
    request.method = "POST"
    request.META = {"CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}", "CONTENT_LENGTH": str(length)}
    request._stream = body  # type: ignore[attr-defined]
    request._read_started = False  # type: ignore[attr-defined]
    request._set_content_type_params(request.META)  # type: ignore[attr-defined]
    request.upload_handlers = [load_handler(name, request) for name in settings.FILE_UPLOAD_HANDLERS]
    return request, body


def test_what_is_announced_as_too_large_is_not_read_at_all() -> None:
    request, body = sent(LARGE)
    with pytest.raises(UploadTooLarge):
        request._load_post_and_files()  # type: ignore[attr-defined]
    assert body.taken == 0


def test_what_turns_out_too_large_is_stopped_at_the_bound() -> None:
    request, body = sent(1000)
    tracemalloc.start()
    with pytest.raises(UploadTooLarge):
        request._load_post_and_files()  # type: ignore[attr-defined]
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert body.taken < settings.DARNA_REQUEST_MAX_BYTES + 1024 * 1024
    assert most < 4 * settings.DARNA_REQUEST_MAX_BYTES


def test_no_file_is_laid_in_clear_on_the_disk() -> None:
    assert not any("Temporary" in name for name in settings.FILE_UPLOAD_HANDLERS)
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE >= settings.DARNA_REQUEST_MAX_BYTES


@pytest.mark.django_db
def test_the_page_says_in_words_that_it_was_too_large() -> None:
    client: Any = Client(enforce_csrf_checks=True)
    told = {"content_type": f"multipart/form-data; boundary={BOUNDARY}", "CONTENT_LENGTH": str(LARGE)}
    with translation.override("en"):
        page = reverse("account_login")
    client.get(page)
    answer = client.generic("POST", page, b"x", **told)
    assert answer.status_code == 413
    assert "too large" in answer.content.decode()
