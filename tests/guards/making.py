"""Rows made past the guards, each remembered as an example of its table."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, date, datetime
from typing import Any

from django.apps import apps
from django.db import connections

PAST = date(2023, 5, 4)
LONG_AFTER = datetime(2099, 1, 1, tzinfo=UTC)


class Maker:
    """Makes rows through the models, as a role that passes row security."""

    def __init__(self, using: str) -> None:
        self.using, self.rows = using, {}

    def make(self, label: str, /, *, example: str = "", **values: Any) -> Any:
        """One row, remembered as an example of its table."""
        model = apps.get_model(label)
        row = model(**values)
        row.save(using=self.using, force_insert=True)
        self.rows.setdefault(model._meta.db_table + example, self._stored(model, row))
        return row

    def _stored(self, model: Any, row: Any) -> dict[str, Any]:
        key = model._meta.pk
        names = [c.name for c in key.columns] if hasattr(key, "columns") and not hasattr(key, "column") else None
        columns = names or ([key.column] if key.column else list(model._meta.pk.field_names))
        where = " and ".join(f"{column} = %s" for column in columns)
        values = [getattr(row, column) for column in columns]
        with connections[self.using].cursor() as cursor:
            cursor.execute(f"select to_jsonb(t) from {model._meta.db_table} t where {where}", values)
            found = cursor.fetchone()[0]
        return json.loads(found) if isinstance(found, str) else found

    def agency(self, slug: str, *, kind: str = "ngo") -> uuid.UUID:
        return self.make(
            "agencies.Agency",
            slug=slug,
            kind=kind,
            name_ar=slug,
            name_fr=slug,
            name_it=slug,
            name_en=slug,
            reference_prefix=slug[:2].upper(),
        ).pk

    def member(self, agency: uuid.UUID, role: str, *, mark: str = "", email: str = "") -> uuid.UUID:
        email = email or f"{uuid.uuid4()}@example.org"
        account = self.make("accounts.Account", email=email, full_name="X", password="!")
        return self.make(
            "agencies.Membership", example=mark, agency_id=agency, account_id=account.pk, role=role, since=PAST
        ).pk

    def person(self, agency: uuid.UUID, mark: str, **values: Any) -> uuid.UUID:
        pk = uuid.uuid4()
        self.make(
            "keys.PersonKey", example=mark, person_id=pk, agency_id=agency, master=1, wrapped=b"w", salt=b"s" * 16
        )
        self.make("people.Person", example=mark, pk=pk, agency_id=agency, reference=f"R-{pk.hex[:8]}", **values)
        return pk
