"""How often what was asked: of today and of this week, small numbers withheld."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Final

from django.db.models import Count as CountOf
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.actor import Actor
from darna.base.codelists.queries import label
from darna.domains.reception.access import enquiries_of
from darna.domains.reception.counting import careful, careful_total
from darna.domains.reception.values import Count, CountTable
from darna.kernel.clock import today

#: What is counted, the list its codes are of, and its heading.
_COUNTED: Final[tuple[tuple[str, str, str | Promise], ...]] = (
    ("reason", "need_type", _("What was asked")),
    ("answer", "enquiry_answer", _("What was answered")),
    ("language", "language", _("In which language")),
    ("origin", "enquiry_origin", _("Who asked")),
)
DAYS: Final = {"day": 1, "week": 7, "month": 30}


def enquiry_counts(actor: Actor, span: str = "day") -> tuple[int | None, tuple[CountTable, ...]]:
    """How many questions there were, and the tables, of today or of the last seven or thirty days. One query.

    Raises: Refused.
    """
    since = today() - timedelta(days=DAYS.get(span, 1) - 1)
    columns = [name for name, _list, _title in _COUNTED]
    rows = list(
        enquiries_of(actor).filter(day__gte=since, day__lte=today()).values_list(*columns).annotate(CountOf("pk"))
    )
    tables = [_table(actor, place, rows) for place in range(len(_COUNTED))]
    return careful_total({"all": sum(row[-1] for row in rows)}), tuple(table for table in tables if table.counts)


def first_day(span: str) -> date:
    """The first of the days that a span counts."""
    return today() - timedelta(days=DAYS.get(span, 1) - 1)


def _table(actor: Actor, place: int, rows: list[tuple[object, ...]]) -> CountTable:
    _name, list_code, title = _COUNTED[place]
    counts: Counter[str] = Counter()
    for row in rows:
        if row[place]:
            counts[str(row[place])] += int(str(row[-1]))
    shown = careful(counts)
    lines = [Count(label(list_code, code, actor.language), shown[code]) for code, _number in counts.most_common()]
    # In the order of the counts a withheld one would stand between its neighbours and tell its size.
    lines.sort(key=lambda line: (line.number is None, -(line.number or 0), line.label))
    return CountTable(title, tuple(lines), careful_total(counts))
