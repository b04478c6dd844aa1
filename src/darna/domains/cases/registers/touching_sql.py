"""SQL that tells which persons of an import somebody worked on since: the import's own later steps are nobody's work."""

from __future__ import annotations

from typing import Final

from darna.domains.people.guard_sql import IMPORTS

_START: Final = IMPORTS.index("create function sec.persons_of_import")
_BEFORE: Final = IMPORTS[_START : IMPORTS.index("$$;", IMPORTS.index("as $$", _START)) + 3]
#: A pair that the import itself proposed, once all its rows were in, and the mark of its row that says so.
_NOW: Final = _BEFORE.replace(
    "(later.epoch, later.txid) <> (made.epoch, made.txid)",
    """(later.epoch, later.txid) <> (made.epoch, made.txid)
     and later.table_name <> 'imports_importedrow'
     and not (later.table_name = 'people_duplicateproposal' and later.operation = 'INSERT' and exists (
       select 1 from public.people_duplicateproposal d where d.id = later.row_id and d.source = batch))""",
)
_AGAIN: Final = """
revoke all on function sec.persons_of_import(uuid) from public;
grant execute on function sec.persons_of_import(uuid) to darna_app;
alter function sec.persons_of_import(uuid) owner to darna_guard;
"""

TOUCHING = "drop function sec.persons_of_import(uuid);\n" + _NOW + _AGAIN
NO_TOUCHING = "drop function if exists sec.persons_of_import(uuid);\n" + _BEFORE + _AGAIN
