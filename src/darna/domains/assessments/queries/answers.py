"""Questionnaires: of a case, over all cases, and one of them with its answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language, gettext

from darna.base.agencies.actor import Actor
from darna.base.agencies.queries import names_of_members
from darna.base.agencies.roles import Verb
from darna.base.keys.queries import cipher_of
from darna.base.pages.lines import Lines, page_of_rows
from darna.base.pages.ways import way
from darna.base.prepared import ID, Prepared
from darna.domains.assessments import access
from darna.domains.assessments.instruments import form_of, screens_of_version, title_in
from darna.domains.assessments.models import Questionnaire
from darna.domains.assessments.queries.instruments import offered
from darna.domains.assessments.queries.running import opened
from darna.domains.assessments.sealed import REASON
from darna.domains.assessments.values import OfCase, QuestionnaireCard, QuestionnaireLine
from darna.domains.cases.queries import case_brief
from darna.domains.cases.queries.lists import references_of_cases
from darna.domains.cases.values import TimelineItem

SORTS = {
    "saved": ("-saved_at", "id"),
    "-saved": ("saved_at", "id"),
    "name": ("instrument", "-saved_at", "id"),
    "state": ("state", "-saved_at", "id"),
}
_OF_PERSON = Prepared(
    lambda agency, person: (
        Questionnaire.objects.filter(agency_id=agency, person_id=person)
        .exclude(state="draft")
        .select_related("instrument_version")
        .defer("instrument_version__sheets", "sealed_answers", "sealed_reason")
        .order_by("completed_at", "id")
    ),
    agency=ID,
    person=ID,
)


def case_questionnaires(actor: Actor, case_id: UUID) -> OfCase:
    """What was answered in a case, and what can be. Five queries at most. Raises: Refused, NotFound."""
    case = access.case_to_read(actor, case_id)
    rows = _light(actor).filter(case_id=case_id).order_by("-saved_at", "id")[:200]
    may_write = access.may_answer(actor, case) and case.state == "open"
    brief = case_brief(actor, case_id)
    return OfCase(brief, lines_of(rows, {case_id: brief.reference}), offered(actor) if may_write else (), may_write)


def questionnaire_list(
    actor: Actor, *, instrument: str = "", state: str = "", sort: str = "saved", page: int = 1
) -> Lines[QuestionnaireLine]:
    """Questionnaires over all cases the actor sees. Four queries at most. Raises: Refused."""
    rows = _light(actor)
    if instrument:
        rows = rows.filter(instrument=instrument)
    if state:
        rows = rows.filter(state=state)
    return page_of_rows(rows.order_by(*SORTS[sort]), page, lines_of)


def codes_answered(actor: Actor) -> list[tuple[str, str]]:
    """The instruments the agency may have answered, with their titles, for narrowing the list. One query."""
    rows = access.versions_visible_to(actor).exclude(state="draft").order_by("instrument", "number")
    titles = {
        code: title_in(told, get_language() or "fr") or code for code, told in rows.values_list("instrument", "titles")
    }
    return sorted(titles.items(), key=lambda one: one[1])


def questionnaire_card(actor: Actor, questionnaire_id: UUID) -> QuestionnaireCard:
    """One questionnaire with its answers. Seven queries at most. Raises: Refused, NotFound."""
    row = access.questionnaire_to_read(actor, questionnaire_id)
    case = access.case_to_read(actor, row.case_id)
    brief, cipher = case_brief(actor, row.case_id), cipher_of(row.person_id)
    names = names_of_members(one for one in (row.begun_by, row.saved_by, row.completed_by) if one)
    later = access.questionnaires_read_by(actor).filter(corrects_id=row.pk).values_list("pk", flat=True).first()
    version, may_write = row.instrument_version, access.may_answer(actor, case) and case.state == "open"
    return QuestionnaireCard(
        line=_line(row, {row.case_id: brief.reference}, names),
        case=brief,
        version=row.version,
        version_number=version.number,
        form=form_of(version),
        screens=screens_of_version(version),
        answers=opened(row, cipher),
        language=row.language,
        begun_at=row.begun_at,
        begun_by=names.get(row.begun_by, ""),
        completed_by=names.get(row.completed_by, "") if row.completed_by else "",
        reason=cipher.open(row.sealed_reason, field=REASON) if row.sealed_reason else "",
        corrects_id=row.corrects_id,
        corrected_by_id=later,
        may_answer=may_write,
        may_write=may_write and row.state == "draft",
        may_correct=may_write and row.state == "completed" and later is None,
    )


def lines_of(rows: Iterable[Questionnaire], references: dict[UUID, str] | None = None) -> tuple[QuestionnaireLine, ...]:
    """Questionnaires in a line each. Two queries."""
    found: Sequence[Questionnaire] = list(rows)
    told = references if references is not None else references_of_cases(row.case_id for row in found)
    names = names_of_members(row.saved_by for row in found)
    return tuple(_line(row, told, names) for row in found)


def questionnaires_in_timeline(actor: Actor, person_id: UUID) -> Iterator[TimelineItem]:
    """The completed questionnaires of a person. One query where there is none, two otherwise."""
    if not actor.may(Verb.READ_NARRATIVE):
        return
    rows = _OF_PERSON.rows(agency=actor.agency_id, person=person_id)
    references = references_of_cases(row.case_id for row in rows) if rows else {}
    for row in rows:
        title = title_in(row.instrument_version.titles, get_language() or "fr")
        told = gettext("Questionnaire corrected: %(title)s") if row.number > 1 else gettext("Questionnaire: %(title)s")
        yield TimelineItem(
            kind="document",
            title=told % {"title": title},
            at=row.completed_at,
            url=way("assessments:answer", row.pk),
            url_label=gettext("Read the answers"),
            case_reference=references.get(row.case_id, ""),
            order=(row.completed_at or row.saved_at, 5),
        )


def questionnaires_left_open(actor: Actor, case_id: UUID) -> list[str]:
    """Questionnaires begun and not completed, in a sentence each, for whoever is about to close the case. One query."""
    rows = Questionnaire.objects.filter(agency_id=actor.agency_id, case_id=case_id, state="draft")
    titles = rows.values_list("instrument_version__titles", flat=True)
    sentence = gettext("A questionnaire is begun and not completed: %(title)s.")
    return [sentence % {"title": title_in(one, get_language() or "fr")} for one in titles]


def answered_in(cases: Iterable[UUID]) -> set[UUID]:
    """The cases among these in which a questionnaire was begun. One query."""
    return set(Questionnaire.objects.filter(case_id__in=list(cases)).values_list("case_id", flat=True))


def _light(actor: Actor) -> QuerySet[Questionnaire]:
    rows = access.questionnaires_read_by(actor).select_related("instrument_version")
    return rows.defer("instrument_version__sheets", "sealed_answers", "sealed_reason")


def _line(row: Questionnaire, references: dict[UUID, str], names: dict[UUID, str]) -> QuestionnaireLine:
    return QuestionnaireLine(
        id=row.pk,
        case_id=row.case_id,
        person_id=row.person_id,
        case_reference=references.get(row.case_id, ""),
        title=title_in(row.instrument_version.titles, get_language() or "fr") or row.instrument,
        number=row.number,
        state=row.state,
        state_label=row.get_state_display(),
        saved_at=row.saved_at,
        saved_by=names.get(row.saved_by, ""),
        completed_at=row.completed_at,
        screen=row.screen,
    )
