"""How much of what is sent is taken in at all: a file that is too large is stopped at its first bytes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler


class UploadTooLarge(RequestDataTooBig):
    """More was sent than any page of Darna takes; it is answered with 413."""


class BoundedUploadHandler(FileUploadHandler):
    """Stands before those that keep a file: what is announced or sent beyond the bound is neither held nor written."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._taken = 0

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        """Look at what is announced, before a byte is read. Raises: UploadTooLarge."""
        self._require(content_length)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Count what comes, whatever was announced, and hand it on. Raises: UploadTooLarge."""
        self._taken += len(raw_data)
        self._require(self._taken)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler keeps the file."""

    def _require(self, size: int) -> None:
        if size > settings.DARNA_REQUEST_MAX_BYTES:
            raise UploadTooLarge("more was sent than is taken")
