"""What a browser sends for a page of a questionnaire, read question by question into the answers that are kept."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final

from django.utils.datastructures import MultiValueDict

from darna.methods.xlsform import Answers, Circumstances, Item, Kind, Path, Run, Screen, begun
from darna.methods.xlsform.running import MOST_TIMES

LONGEST_TEXT: Final = 20_000
MOST_RANKED: Final = 40
_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_WHOLE: Final = re.compile(r"[+-]?\d{1,15}$", re.ASCII)
_BROKEN: Final = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d{0,12})?|\.\d{1,12})$", re.ASCII)


def name_of(item: Item, path: Path) -> str:
    """The name of a field: the question, after the times of the repeats around it: `household.0.age`."""
    return ".".join([*(f"{name}.{at}" for name, at in path), item.name])


@dataclass(slots=True)
class Posted:
    """What came of reading a page: the answers, what could not be read, and as it was typed."""

    answers: Answers
    unread: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)


def read_page(run: Run, screen: Screen, sent: MultiValueDict[str, str]) -> Posted:
    """The answers with what a page sent; a question that did not stand on the page keeps its answer."""
    posted = Posted(copy.deepcopy(run.answers))
    shown = set(sent.getlist("asked"))
    for item in (one for top in screen.items for one in top.everything() if one.is_asked):
        for path in run.paths(item):
            name = name_of(item, path)
            if name in shown:
                _put(posted, item, path, name, sent)
    return posted


def _put(posted: Posted, item: Item, path: Path, name: str, sent: MultiValueDict[str, str]) -> None:
    value, code = _value(item, name, sent)
    if code:
        posted.unread[name], posted.typed[name] = code, value
        return
    scope = scope_of(posted.answers, path)
    if value:
        scope[item.name] = value
    else:
        scope.pop(item.name, None)


def scope_of(answers: Answers, path: Path) -> Answers:
    """The answers inside these repeats, made where they are missing."""
    for name, at in path:
        times = answers.setdefault(name, [])
        while len(times) <= at:
            times.append({})
        answers = times[at]
    return answers


def add_time(answers: Answers, repeat: Item, path: Path, around: Circumstances) -> None:
    """One more time of a repeat, unless there are as many as a page holds."""
    times = scope_of(answers, path).setdefault(repeat.name, [])
    if len(times) < MOST_TIMES:
        times.append(begun(repeat, around))


def remove_time(answers: Answers, repeat: Item, path: Path, at: int) -> None:
    """One time of a repeat less."""
    times = scope_of(answers, path).get(repeat.name) or []
    if 0 <= at < len(times):
        del times[at]


def repeat_named(run: Run, told: str) -> tuple[Item, Path, int] | None:
    """The repeat that a button names, `household.0.income.2`: itself, the path to it, and the place; -1 for a new one."""
    pieces = told.split(".")
    if len(pieces) % 2 or len(pieces) > 12:
        return None
    try:
        steps = tuple((name, int(at)) for name, at in zip(pieces[::2], pieces[1::2], strict=True))
    except ValueError:
        return None
    item = run.form.by_name.get(steps[-1][0])
    if item is None or item.kind is not Kind.REPEAT or item.repeat_count is not None:
        return None
    path = steps[:-1]
    return (item, path, steps[-1][1]) if path in run.paths(item) else None


def _value(item: Item, name: str, sent: MultiValueDict[str, str]) -> tuple[str, str]:
    """The answer as it is kept, and the code of what is wrong with it."""
    if item.type == "select_multiple":
        return " ".join(dict.fromkeys(sent.getlist(name))), ""
    if item.type == "rank":
        return _ranked(name, sent)
    if item.type == "geopoint":
        return _point(sent.get(f"{name}.lat", ""), sent.get(f"{name}.lon", ""))
    if item.type == "acknowledge":
        return ("OK" if sent.get(name) else ""), ""
    text = sent.get(name, "").replace("\r\n", "\n").replace("\0", "").strip()
    if not text or item.type in ("select_one", "text", "barcode"):
        return text, "answer_too_long" if len(text) > LONGEST_TEXT else ""
    return _typed(item, text)


def _typed(item: Item, text: str) -> tuple[str, str]:
    plain = text.translate(_DIGITS).replace("\u066b", ".").replace(" ", "").replace("\u202f", "")
    if item.type == "integer":
        return (plain.lstrip("+"), "") if _WHOLE.match(plain) else (text, "answer_no_whole_number")
    if item.type in ("decimal", "range"):
        plain = plain.replace(",", ".", 1)
        return (plain.lstrip("+"), "") if _BROKEN.match(plain) else (text, "answer_no_number")
    if item.type == "date":
        return _instant(text, lambda told: date.fromisoformat(told).isoformat(), "answer_no_day")
    if item.type == "time":
        return _instant(text, lambda told: time.fromisoformat(told).isoformat("minutes"), "answer_no_time")
    return _instant(text, lambda told: datetime.fromisoformat(told).isoformat("T", "minutes"), "answer_no_day")


def _instant(text: str, read: Callable[[str], str], code: str) -> tuple[str, str]:
    try:
        return read(text.translate(_DIGITS)), ""
    except ValueError:
        return text, code


def _point(latitude: str, longitude: str) -> tuple[str, str]:
    told = [piece.strip().translate(_DIGITS).replace(",", ".") for piece in (latitude, longitude)]
    if not any(told):
        return "", ""
    if not all(_BROKEN.match(piece) for piece in told) or abs(float(told[0])) > 90 or abs(float(told[1])) > 180:
        return " ".join(told), "answer_no_place"
    return " ".join(told), ""


def _ranked(name: str, sent: MultiValueDict[str, str]) -> tuple[str, str]:
    told = [sent.get(f"{name}.{place}", "") for place in range(1, MOST_RANKED + 1)]
    codes = [code for code in told if code]
    if len(set(codes)) != len(codes):
        return " ".join(codes), "answer_ranked_twice"
    offered = sum(1 for place in range(1, MOST_RANKED + 1) if f"{name}.{place}" in sent)
    return " ".join(codes), "answer_not_all_ranked" if codes and len(codes) < offered else ""
