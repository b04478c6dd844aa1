"""Guards of tables as operations of Django's migrations: born with their table, reversible, closed without a context."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

OWN_AGENCY = "agency_id = (select sec.agency())"
OWN_DESK = "agency_id = (select sec.desk())"
OWN_OFFICE = "agency_id = (select sec.office())"

_POLICY_NAMES = {"select": "may_see", "insert": "may_add", "update": "may_change", "delete": "may_remove"}


class _TableOperation(Operation):
    """An operation on one table that changes no state of the models."""

    reduces_to_sql = True
    reversible = True

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Row security is unknown to Django's models."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        schema_editor.execute(self.forward_sql(), params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        schema_editor.execute(self.backward_sql(), params=None)

    def forward_sql(self) -> str:
        raise NotImplementedError

    def backward_sql(self) -> str:
        raise NotImplementedError


class GuardRows(_TableOperation):
    """Force row security on a table and say, verb by verb, which rows the application role may touch.

    A verb without a condition is not granted at all. `becoming` is what a changed row must be, where that is more
    than what a row had to be to be changed. The guard and migrator roles pass; the owner does not.
    """

    def __init__(
        self,
        table: str,
        *,
        select: str | None = None,
        insert: str | None = None,
        update: str | None = None,
        delete: str | None = None,
        becoming: str | None = None,
    ) -> None:
        self.table = table
        self.select, self.insert, self.update, self.delete = select, insert, update, delete
        self.becoming = becoming

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.table], {**self.conditions(), "becoming": self.becoming}

    def conditions(self) -> dict[str, str]:
        """The condition of each granted verb."""
        named = {"select": self.select, "insert": self.insert, "update": self.update, "delete": self.delete}
        return {verb: condition for verb, condition in named.items() if condition}

    def forward_sql(self) -> str:
        lines = [
            f"alter table {self.table} enable row level security;",
            f"alter table {self.table} force row level security;",
            f"revoke all on {self.table} from darna_app, public;",
            f"grant select, insert, update, delete on {self.table} to darna_guard, darna_migrator;",
        ]
        for verb, condition in self.conditions().items():
            lines.append(f"grant {verb} on {self.table} to darna_app;")
            lines.append(policy_sql(self.table, verb, condition, becoming=self.becoming))
        return "\n".join(lines)

    def backward_sql(self) -> str:
        lines = [f"drop policy if exists {_POLICY_NAMES[verb]} on {self.table};" for verb in _POLICY_NAMES]
        lines.append(f"alter table {self.table} no force row level security;")
        lines.append(f"alter table {self.table} disable row level security;")
        lines.append(f"revoke all on {self.table} from darna_app, darna_guard, darna_migrator;")
        return "\n".join(lines)

    def describe(self) -> str:
        return f"Guard the rows of {self.table}"


class RegardRows(GuardRows):
    """Replace the guards of a table that an earlier migration guarded more narrowly."""

    def forward_sql(self) -> str:
        return super().backward_sql() + "\n" + super().forward_sql()


class TieToAgency(_TableOperation):
    """A foreign key over (id, agency): a row cannot point at another agency's record, nor learn whether it exists."""

    def __init__(self, table: str, column: str, target: str, *, name: str, on_delete: str = "no action") -> None:
        self.table, self.column, self.target, self.name, self.on_delete = table, column, target, name, on_delete

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return "TieToAgency", [self.table, self.column, self.target], {"name": self.name, "on_delete": self.on_delete}

    def forward_sql(self) -> str:
        return (
            f"alter table {self.table} add constraint {self.name} foreign key ({self.column}, agency_id) "
            f"references {self.target} (id, agency_id) on delete {self.on_delete};"
        )

    def backward_sql(self) -> str:
        return f"alter table {self.table} drop constraint if exists {self.name};"

    def describe(self) -> str:
        return f"Tie {self.table}.{self.column} to the agency"


class WatchRows(_TableOperation):
    """Note every change of a table's rows in the audit trail, under the person that `person_column` names."""

    def __init__(self, table: str, person_column: str = "") -> None:
        self.table, self.person_column = table, person_column

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return "WatchRows", [self.table, self.person_column], {}

    def forward_sql(self) -> str:
        return (
            f"create trigger change_is_noted after insert or update or delete on {self.table} "
            f"for each row execute function sec.note_change('{self.person_column}');"
        )

    def backward_sql(self) -> str:
        return f"drop trigger if exists change_is_noted on {self.table};"

    def describe(self) -> str:
        return f"Watch the rows of {self.table}"


class WatchAdditions(_TableOperation):
    """Note the new rows of a watched table statement by statement: a register brings them in by the hundred thousand."""

    def __init__(self, table: str, person_column: str = "") -> None:
        self.table, self.person_column = table, person_column

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return "WatchAdditions", [self.table, self.person_column], {}

    def forward_sql(self) -> str:
        return (
            f"drop trigger change_is_noted on {self.table};"
            f"create trigger change_is_noted after update or delete on {self.table} "
            f"for each row execute function sec.note_change('{self.person_column}');"
            f"create trigger additions_are_noted after insert on {self.table} referencing new table as fresh "
            f"for each statement execute function sec.note_additions('{self.person_column}');"
        )

    def backward_sql(self) -> str:
        return (
            f"drop trigger if exists additions_are_noted on {self.table};"
            f"drop trigger if exists change_is_noted on {self.table};"
            + WatchRows(self.table, self.person_column).forward_sql()
        )

    def describe(self) -> str:
        return f"Watch the new rows of {self.table} by statement"


class FollowPerson(_TableOperation):
    """The rows of a table move with their person when two files are merged, and back when they are parted.

    The guards of the table that an earlier migration made let that move through and nothing else.
    """

    def __init__(self, table: str, *columns: str) -> None:
        self.table, self.columns = table, columns or ("person_id",)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return "FollowPerson", [self.table, *self.columns], {}

    def forward_sql(self) -> str:
        return f"select sec.follow_person('{self.table}', '{{{','.join(self.columns)}}}');"

    def backward_sql(self) -> str:
        return f"select sec.unfollow_person('{self.table}');"

    def describe(self) -> str:
        return f"Let the rows of {self.table} follow their person"


class RunGuardSQL(_TableOperation):
    """SQL of functions, triggers and grants that belong to a table, with its reverse."""

    def __init__(self, forward: str, backward: str) -> None:
        self.forward, self.backward = forward, backward

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return "RunGuardSQL", [self.forward, self.backward], {}

    def forward_sql(self) -> str:
        return self.forward

    def backward_sql(self) -> str:
        return self.backward

    def describe(self) -> str:
        return "Run SQL of the guards"


def function_in(sql: str, name: str) -> str:
    """The statement that makes one function, as it stands among others: what a later migration goes back to."""
    start = sql.index(f"create function {name}(")
    return sql[start : sql.index("end $$;", start)] + "end $$;"


def policy_sql(table: str, verb: str, condition: str, *, becoming: str | None = None) -> str:
    """One policy as SQL: reading and removing look at the row as it is, adding and changing at the row to be."""
    using = "" if verb == "insert" else f" using ({condition})"
    to_be = becoming if verb == "update" and becoming else condition
    check = f" with check ({to_be})" if verb in {"insert", "update"} else ""
    return f"create policy {_POLICY_NAMES[verb]} on {table} for {verb} to darna_app{using}{check};"
