"""Static files named by their content and compressed once; only those a page asks for."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage

#: Files of libraries that no page of Darna loads; compressing them took longer than everything else of a first start.
UNUSED = (
    "*.map",
    "bootstrap.css",
    "bootstrap.rtl.css",
    "bootstrap-grid*",
    "bootstrap-reboot*",
    "bootstrap-utilities*",
    "bootstrap.*js",
    "bootstrap.*.js",
    "htma*",
    "htmx-4*",
    "htmx-2.js",
    "hx-*",
    "version.txt",
)


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Names by content; the source maps that the libraries mention are not shipped, so nothing looks for them."""

    patterns = (("*.css", CompressedManifestStaticFilesStorage.patterns[0][1][:2]),)
