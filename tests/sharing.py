"""Which tests run in one process when two share them out."""

from __future__ import annotations

from xdist.scheduler import LoadFileScheduling


class ByWorld(LoadFileScheduling):
    """A file runs in one process; so do all files that share the world of the access table, which is made once then."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return "tests/access" if file.startswith("tests/access/") else file
