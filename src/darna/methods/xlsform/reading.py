"""A workbook read as a questionnaire, with every fault by sheet, row and column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from darna.methods.xlsform import checking
from darna.methods.xlsform.faults import Fault
from darna.methods.xlsform.form import (
    CHOSEN,
    FILES,
    LEFT_OUT,
    METADATA,
    WRITTEN,
    Choice,
    Expression,
    Form,
    Item,
    Kind,
    language_code,
    plain,
)
from darna.methods.xlsform.parsing import UnreadableExpression, parse
from darna.methods.xlsform.sheets import Line, Workbook, sheet_of, texts_of

MOST_ROWS: Final = 3_000
MOST_CHOICES: Final = 20_000
_OTHER_NAMES: Final[Mapping[str, str]] = {
    "int": "integer",
    "string": "text",
    "datetime": "dateTime",
    "date_time": "dateTime",
    "trigger": "acknowledge",
    "photo": "image",
    "select one": "select_one",
    "select1": "select_one",
    "select multiple": "select_multiple",
    "select all that apply": "select_multiple",
    "location": "geopoint",
    "gps": "geopoint",
}
_CHOOSING: Final = ("select_one_from_file", "select_multiple_from_file", "select_one_external", *sorted(CHOSEN))
_SINGLE: Final = WRITTEN | FILES | METADATA | LEFT_OUT | {"acknowledge", "note", "calculate", "hidden"}
#: What the extra answer of a list with `or_other` is called, by the language of its column.
_OTHER: Final[Mapping[str, str]] = {"ar": "غير ذلك", "fr": "Autre", "it": "Altro", "en": "Other", "es": "Otro"}


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of reading: the questionnaire, unless a grave fault stands in it, and every fault."""

    form: Form | None
    faults: tuple[Fault, ...]

    @property
    def grave(self) -> tuple[Fault, ...]:
        """The faults that keep it from being used."""
        return tuple(fault for fault in self.faults if fault.is_grave)

    @property
    def remarks(self) -> tuple[Fault, ...]:
        """What the author should know: left out, or shown otherwise than elsewhere."""
        return tuple(fault for fault in self.faults if not fault.is_grave)


def read_form(workbook: Workbook) -> Checked:
    """A questionnaire from its sheets `survey`, `choices` and `settings`. It never raises for what they hold."""
    return _Reading(workbook).checked()


@dataclass
class _Open:
    """A group or a repeat whose end was not met yet."""

    item: Item
    children: list[Item] = field(default_factory=list)


class _Reading:
    def __init__(self, workbook: Workbook) -> None:
        self.faults: list[Fault] = []
        self.survey = sheet_of(workbook, "survey")
        self.lists = sheet_of(workbook, "choices")
        self.settings = sheet_of(workbook, "settings")
        self.choices: dict[str, list[Choice]] = {}
        #: Lists with an answer of two words: good for one answer, not for several, which blanks part.
        self.blanks: dict[str, tuple[int, str]] = {}

    def checked(self) -> Checked:
        if not self._is_readable():
            return Checked(None, tuple(self.faults))
        self._read_choices()
        items = self._items()
        form = self._form(items)
        self.faults += checking.faults_of(form)
        order, circle = checking.ordered(form)
        if circle is not None:
            self.faults.append(Fault("asks_for_itself", "survey", circle.row, "relevant", circle.name))
        self.faults.sort(key=lambda fault: (not fault.is_grave, fault.sheet != "survey", fault.row))
        fits = not any(fault.is_grave for fault in self.faults)
        return Checked(replace(form, order=order) if fits else None, tuple(self.faults))

    def _is_readable(self) -> bool:
        if self.survey is None:
            self.faults.append(Fault("no_survey_sheet", "survey"))
            return False
        for column in ("type", "name"):
            if column not in self.survey.columns:
                self.faults.append(Fault("column_missing", "survey", self.survey.heading_row, column))
        if len(self.survey.lines) > MOST_ROWS:
            self.faults.append(Fault("too_many_rows", "survey", MOST_ROWS, "", str(MOST_ROWS)))
        return not self.faults

    # choices

    def _read_choices(self) -> None:
        if self.lists is None:
            return
        named = "list_name" if "list_name" in self.lists.columns else "list name"
        for line in self.lists.lines[:MOST_CHOICES]:
            list_name, name = line.get(named), line.get("name")
            if not list_name and not name:
                continue
            if not list_name or not name:
                missing = "name" if list_name else "list_name"
                self.faults.append(Fault("value_missing", "choices", line.row, missing))
                continue
            self._add_choice(line, list_name, name)

    def _add_choice(self, line: Line, list_name: str, name: str) -> None:
        if len(name.split()) > 1:
            self.blanks.setdefault(list_name, (line.row, name))
        known = self.choices.setdefault(list_name, [])
        if not self._allows_twice and any(choice.name == name for choice in known[-400:]):
            # The same answer under two filters is how cascades are often written.
            self.faults.append(Fault("choice_twice", "choices", line.row, "name", name, is_grave=False))
        labels = texts_of(line, "label") or {"": name}
        others = {key: value for key, value in line.cells.items() if "::" not in key and key != "label"}
        known.append(Choice(name, labels, others))

    @property
    def _allows_twice(self) -> bool:
        return self._setting("allow_choice_duplicates").lower() in ("yes", "true")

    # survey

    def _items(self) -> tuple[Item, ...]:
        assert self.survey is not None
        top: list[Item] = []
        stack: list[_Open] = []
        for line in self.survey.lines:
            told = " ".join(line.get("type").split())
            if not told:
                if line.get("name") or texts_of(line, "label"):
                    self.faults.append(Fault("value_missing", "survey", line.row, "type"))
                continue
            if line.get("disabled").lower() in ("yes", "true"):
                continue
            word = told.lower().replace(" ", "_")
            into = stack[-1].children if stack else top
            if word in ("begin_group", "begin_repeat"):
                stack.append(_Open(self._opened(line, Kind.GROUP if word == "begin_group" else Kind.REPEAT)))
            elif word in ("end_group", "end_repeat"):
                self._close(line, word, stack, top)
            else:
                into.extend(self._question(line, told))
        for left in stack:
            self.faults.append(Fault("not_closed", "survey", left.item.row, "type", left.item.name))
            top.append(replace(left.item, children=tuple(left.children)))
        return tuple(top)

    def _close(self, line: Line, word: str, stack: list[_Open], top: list[Item]) -> None:
        wanted = Kind.GROUP if word == "end_group" else Kind.REPEAT
        if not stack or stack[-1].item.kind is not wanted:
            self.faults.append(Fault("closes_nothing", "survey", line.row, "type", word))
            return
        ended = stack.pop()
        (stack[-1].children if stack else top).append(replace(ended.item, children=tuple(ended.children)))

    def _opened(self, line: Line, kind: Kind) -> Item:
        item = self._common(line, kind, kind.value)
        return replace(item, repeat_count=self._expression(line, "repeat_count")) if kind is Kind.REPEAT else item

    def _question(self, line: Line, told: str) -> list[Item]:
        kind, list_name, has_other = _type_of(told)
        if kind in ("select_one_from_file", "select_multiple_from_file", "select_one_external"):
            self.faults.append(Fault("choices_from_file", "survey", line.row, "type", told))
            return []
        if kind not in CHOSEN and kind not in _SINGLE:
            self.faults.append(Fault("type_unknown", "survey", line.row, "type", told))
            return []
        if kind in LEFT_OUT:
            self.faults.append(Fault("type_left_out", "survey", line.row, "type", told, is_grave=False))
            return []
        item = replace(self._common(line, Kind.QUESTION, kind), choice_list=list_name)
        self._remark(line, item)
        return [item] if not has_other else self._with_other(item)

    def _remark(self, line: Line, item: Item) -> None:
        if item.type in FILES:
            self.faults.append(Fault("file_not_kept", "survey", line.row, "type", item.type, is_grave=False))
        if item.type in CHOSEN and item.choice_list.startswith("${"):
            self.faults.append(Fault("choices_from_answers", "survey", line.row, "type", item.choice_list))
        elif item.type in CHOSEN and item.choice_list not in self.choices:
            self.faults.append(Fault("list_unknown", "survey", line.row, "type", item.choice_list))
        elif item.type in ("select_multiple", "rank") and item.choice_list in self.blanks:
            row, name = self.blanks[item.choice_list]
            self.faults.append(Fault("choice_with_blank", "choices", row, "name", name))
        if item.type == "calculate" and item.calculation is None and not item.default:
            self.faults.append(Fault("value_missing", "survey", line.row, "calculation"))
        if any(look.startswith(("search(", "search ")) for look in (line.get("appearance"),)):
            self.faults.append(Fault("choices_from_file", "survey", line.row, "appearance", line.get("appearance")))

    def _with_other(self, item: Item) -> list[Item]:
        known = self.choices.get(item.choice_list)
        if known and all(choice.name != "other" for choice in known):
            labels = {
                language: _OTHER.get(language_code(language), _OTHER["en"])
                for language in dict.fromkeys(key for choice in known for key in choice.labels)
            }
            known.append(Choice("other", labels))
        name = f"{item.name}_other"
        asked = Expression(f"selected(${{{item.name}}}, 'other')", parse(f"selected(${{{item.name}}}, 'other')"))
        # Beside the question: half a row further, for a row names an item.
        spelt = {language: _OTHER.get(language_code(language), _OTHER["en"]) for language in item.labels}
        row = -item.row
        return [item, Item(Kind.QUESTION, "text", name, row, labels=spelt, relevant=asked)]

    def _common(self, line: Line, kind: Kind, type_: str) -> Item:
        name = line.get("name")
        if not name and kind is not Kind.GROUP and type_ not in METADATA:
            if type_ == "note":
                name = f"note_{line.row}"
            else:
                self.faults.append(Fault("value_missing", "survey", line.row, "name"))
        default = line.get("default")
        computed = self._expression(line, "default") if _is_computed(default) else None
        return Item(
            kind,
            type_,
            name or f"{type_}_{line.row}",
            line.row,
            labels=_plain(texts_of(line, "label")),
            hints=_plain(texts_of(line, "hint")),
            guidance=_plain(texts_of(line, "guidance_hint")),
            relevant=self._expression(line, "relevant"),
            constraint=self._expression(line, "constraint"),
            constraint_messages=texts_of(line, "constraint_message"),
            required=self._expression(line, "required"),
            required_messages=texts_of(line, "required_message"),
            read_only=_says_yes(line.get("read_only")),
            default="" if computed else default,
            default_computed=computed,
            calculation=self._expression(line, "calculation"),
            choice_filter=self._expression(line, "choice_filter"),
            appearance=frozenset(line.get("appearance").lower().split()),
            parameters=_parameters(line.get("parameters")),
        )

    def _expression(self, line: Line, column: str) -> Expression | None:
        source = line.get(column).strip()
        if column == "read_only" or not source:
            return None
        if column in ("required", "relevant"):
            source = _spelt(source)
            if source == "false()" and column == "required":
                return None
        try:
            return Expression(source, parse(source))
        except UnreadableExpression as problem:
            self.faults.append(Fault(problem.code, "survey", line.row, column, problem.piece or source[:60]))
            return None

    # the whole

    def _form(self, items: tuple[Item, ...]) -> Form:
        languages = self._languages(items)
        told = self._setting("default_language")
        default = told if told in languages else languages[0]
        titles = texts_of(self._first_setting, "label") if self._first_setting else {}
        title = self._setting("form_title")
        return Form(
            code=self._setting("form_id") or "questionnaire",
            titles=titles or {"": title or self._setting("form_id")},
            version=self._setting("version"),
            languages=languages,
            default_language=default,
            choices={name: tuple(choices) for name, choices in self.choices.items()},
            items=items,
        )

    @property
    def _first_setting(self) -> Line | None:
        return self.settings.lines[0] if self.settings and self.settings.lines else None

    def _setting(self, name: str) -> str:
        return self._first_setting.get(name) if self._first_setting else ""

    def _languages(self, items: Iterable[Item]) -> tuple[str, ...]:
        told = (
            language for item in items for one in item.everything() for language, text in one.labels.items() if text
        )
        found = tuple(dict.fromkeys(told))
        named = tuple(language for language in found if language)
        return named or ("",)


def _type_of(told: str) -> tuple[str, str, bool]:
    """The type, its list of choices, and whether it may be answered with something else."""
    words, has_other = told, False
    for ending in (" or_other", " or other", " or specify other"):
        if words.lower().endswith(ending):
            words, has_other = words[: -len(ending)], True
    lower = words.lower()
    for spelt in (
        "select all that apply from",
        "select one from",
        "select all that apply",
        "select one",
        "select multiple",
    ):
        if lower.startswith(spelt + " ") and not lower.startswith("select one external"):
            kind = "select_one" if "one" in spelt else "select_multiple"
            return kind, words[len(spelt) :].strip(), has_other
    first, _, rest = words.partition(" ")
    kind = _OTHER_NAMES.get(first.lower(), first)
    known = next((one for one in _CHOOSING if kind.lower() == one), None)
    if known:
        return known, rest.strip(), has_other
    single = _OTHER_NAMES.get(lower, words)
    return next((one for one in _SINGLE if one.lower() == single.lower()), single), "", False


def _plain(texts: Mapping[str, str]) -> Mapping[str, str]:
    return {language: plain(text) for language, text in texts.items()}


def _says_yes(text: str) -> bool:
    return text.strip().lower() in ("yes", "true", "true()", "1")


def _spelt(source: str) -> str:
    lower = source.lower()
    if lower in ("yes", "true", "1"):
        return "true()"
    return "false()" if lower in ("no", "false", "0") else source


def _is_computed(default: str) -> bool:
    return "${" in default or (default.endswith(")") and "(" in default and " " not in default.partition("(")[0])


def _parameters(told: str) -> Mapping[str, str]:
    pieces = told.replace(",", " ").replace(";", " ").split()
    return {key: value for key, _, value in (piece.partition("=") for piece in pieces) if value}
