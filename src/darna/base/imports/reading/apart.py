"""Run as a program of its own: parses an old binary workbook from standard input and prints its sheets as JSON.

It imports nothing of ours, so that a crafted file that breaks the parser breaks an empty room.
"""

from __future__ import annotations

import datetime
import io
import json
import resource
import sys
from typing import Any, Final

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

MACROS: Final = 3
"""Exit code when a sheet holds macros."""
_MEMORY: Final = 1536 * 1024 * 1024
_SECONDS: Final = 45


def main() -> int:
    """Reads, prints a line `[name, hidden, rows]` for each sheet and one for each of its rows, from column A."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    metadata = workbook.sheets_metadata
    if any(sheet.typ in (SheetTypeEnum.MacroSheet, SheetTypeEnum.Vba) for sheet in metadata):
        return MACROS
    for sheet in metadata:
        if sheet.typ is SheetTypeEnum.WorkSheet:
            rows = _rows(workbook, sheet.name)
            _print([sheet.name, sheet.visible is not SheetVisibleEnum.Visible, len(rows)])
            for row in rows:
                _print(row)
    return 0


def restored(cell: Any) -> Any:
    """A cell as it was before it became JSON."""
    if not isinstance(cell, dict):
        return cell
    ((kind, text),) = cell.items()
    match kind:
        case "date":
            return datetime.date.fromisoformat(text)
        case "datetime":
            return datetime.datetime.fromisoformat(text)
        case "time":
            return datetime.time.fromisoformat(text)
        case _:
            return str(text)


def _rows(workbook: CalamineWorkbook, name: str) -> list[list[Any]]:
    sheet = workbook.get_sheet_by_name(name)
    if sheet.start is None:
        return []
    before: list[Any] = [""] * sheet.start[1]
    return [before + row for row in sheet.iter_rows()]


def _print(line: list[Any]) -> None:
    sys.stdout.write(json.dumps(line, default=_stored) + "\n")


def _stored(cell: Any) -> dict[str, str]:
    kind = type(cell).__name__
    return {kind: cell.isoformat() if hasattr(cell, "isoformat") else str(cell)}


if __name__ == "__main__":
    sys.exit(main())
