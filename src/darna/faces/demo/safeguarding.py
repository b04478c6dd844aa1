"""Children in the demo: a clock that runs, a decision to propose, one that waits, one that is followed up, a talk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.agencies.roles import Role
from darna.base.rowsecurity.context import acting
from darna.domains.cases import actions as cases
from darna.domains.people import actions as people
from darna.domains.people.values import ConsentTerms, PersonDraft
from darna.domains.safeguarding import actions
from darna.domains.safeguarding.queries import procedure_card
from darna.domains.safeguarding.values import DecisionDraft, GuardianDraft
from darna.kernel.clock import today
from darna.kernel.dates import PartialDate

Members = Mapping[tuple[str, Role], Actor]

#: Given name, family name, both in Arabic letters, sex and age of fictional children.
CHILDREN: Final = (
    ("Ilyas", "Bouzekri", "إلياس", "بوزكري", "M", 15),
    ("Hajar", "Senhaji", "هاجر", "الصنهاجي", "F", 16),
    ("Wail", "Ouchen", "وائل", "أوشن", "M", 14),
    ("Nada", "Zemmouri", "ندى", "الزموري", "F", 13),
    ("Bilal", "Tighza", "بلال", "تغزى", "M", 16),
)
FOUND: Final = {
    "safety": "Il dort chez sa tante, il mange à sa faim.",
    "guardian": "La tante a montré le papier du juge.",
    "heard": "Il veut rester chez sa tante et finir l'année scolaire.",
    "tracing": "Sa mère appelle chaque semaine.",
    "assessment": "École proche, santé bonne, liens forts avec sa tante.",
    "panel": "Tous penchent pour la tante, avec un soutien.",
}


def protect(members: Members) -> None:
    """Children accompanied by the caseworker of the Maison; the same at every start of a fresh demo."""
    worker, supervisor = members["maison", Role.CASEWORKER], members["maison", Role.SUPERVISOR]
    with acting(worker.context, seconds=600):
        ilyas, hajar, wail, nada, bilal = (_come(child, worker) for child in CHILDREN)
        _begin(ilyas, worker)
        _weigh(hajar, worker)
        _propose(wail, worker)
        decided = _propose(nada, worker)
        _talk(bilal, worker)
    with acting(supervisor.context):
        actions.approve_decision(decided, seen_version=2, by=supervisor)


def _come(child: tuple[str, str, str, str, str, int], worker: Actor) -> Any:
    given, family, given_ar, family_ar, sex, age = child
    names = {"given_name": given, "family_name": family, "given_name_ar": given_ar, "family_name_ar": family_ar}
    birth = PartialDate(date(today().year - age, 1, 15))
    told = {"given_by": "guardian", "guardian": "Tante", "has_assented": True, "method": "guardian"}
    terms = ConsentTerms(notice_version="2026-1", notice_language="ar", **told)
    draft = PersonDraft(**names, sex=sex, birth=birth, nationalities=("MA",))
    person = people.register_person(draft, terms, by=worker)
    return cases.open_case(person.pk, "child_protection", worker_id=worker.membership_id, by=worker)


def _begin(case: Any, worker: Actor) -> None:
    """Only begun: the clock runs, the guardian is as told, a supervisor is asked to restrict the file."""
    concern = "Venu seul de Khouribga, il dort à la gare depuis deux nuits."
    actions.open_procedure(case.pk, "without_family", concern, asks_restriction=True, by=worker)
    aunt = GuardianDraft("Zineb Bouzekri", "family", today(), source="Elle le dit au téléphone.")
    actions.note_guardian(case.person_id, aunt, by=worker)
    actions.start_clock(case.pk, "no_safe_place", "Aucun endroit sûr pour cette nuit.", by=worker)


def _weigh(case: Any, worker: Actor) -> tuple[UUID, UUID]:
    """Every step done and two options weighed; the procedure and the option preferred."""
    procedure = actions.open_procedure(case.pk, "separated", "Elle vit chez sa tante depuis un an.", by=worker).pk
    actions.note_assent(case.person_id, "decision", "agrees", "Je veux rester chez ma tante.", by=worker)
    for step in procedure_card(worker, procedure).steps:
        more: dict[str, Any] = {"heard": {"manner": "alone"}, "panel": {"present": ["child", "guardian"]}}
        actions.finish_step(step.id, FOUND[step.kind], seen_version=1, by=worker, **more.get(step.kind, {}))
    home = actions.weigh_option(procedure, "wider_family", "Elle y est chez elle.", "La maison est petite.", by=worker)
    actions.weigh_option(procedure, "care_home", "Un suivi chaque jour.", "Loin de l'école et des siens.", by=worker)
    return procedure, home.pk


def _propose(case: Any, worker: Actor) -> UUID:
    """A decision that waits for a supervisor."""
    procedure, option = _weigh(case, worker)
    draft = DecisionDraft(
        option, "Rester chez la tante, avec un soutien scolaire.", worker.membership_id, today() + timedelta(days=60)
    )
    actions.propose_decision(procedure, draft, seen_version=1, by=worker)
    return procedure


def _talk(case: Any, worker: Actor) -> None:
    """Somebody who thinks of leaving, and what he chose."""
    answers = {"friends_left": "Deux copains sont à Turin.", "dream": "Mécanicien, comme mon oncle."}
    actions.write_talk(case.pk, answers, ["training", "safe_pathways", "someone_to_talk_to"], by=worker)
