"""The one error of reading: the file as a whole cannot be used."""

from __future__ import annotations

from darna.kernel.errors import Problem


class UnreadableRegister(Problem):
    """The file cannot be read as a register; `reason` is a code of the reasons table, `detail` what it is about."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail=detail)

    @property
    def reason(self) -> str:
        """The code that `explain` turns into a sentence."""
        return self.code

    @property
    def detail(self) -> str:
        """The file, sheet, heading or field it is about."""
        return str(self.values["detail"])
