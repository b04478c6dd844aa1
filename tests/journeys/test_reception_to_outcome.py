"""From a ticket at the reception to an answered referral and a closed case: on a phone in Arabic, at a desk in French."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.journeys import steps
from tests.journeys.browsing import DESKTOP, PHONE
from tests.journeys.colleague import Colleague, Desk, agency
from tests.journeys.doings import CASEWORKER, SUPERVISOR
from tests.journeys.steps import Newcomer

pytestmark = pytest.mark.journey
RECEPTIONIST = "receptionist@maison.example"
PARTNER = "caseworker@entraide.example"


@dataclass(frozen=True)
class Words:
    """What people write in one language."""

    goal: str
    commitment: str
    by_worker: str
    by_person: str
    task: str
    summary: str
    welcome: str
    outcome: str


ARABIC = Words(
    goal="أن تحصل الأسرة على الدعم الذي يحق لها.",
    commitment="أحضر الوثائق وآتي إلى المواعيد.",
    by_worker="الاتصال بالتعاون الوطني",
    by_person="إحضار شهادة السكنى",
    task="الاتصال بها يوم الخميس",
    summary="عادت منذ شهر مع ثلاثة أطفال ولا دخل لها. نطلب تقييم الوضعية.",
    welcome="موعدها يوم الاثنين على الساعة العاشرة.",
    outcome="قبل الملف وتوصلت بالدعم.",
)
FRENCH = Words(
    goal="Que la famille reçoive le soutien auquel elle a droit.",
    commitment="J'apporte les papiers et je viens aux rendez-vous.",
    by_worker="Appeler l'Entraide Nationale",
    by_person="Apporter le certificat de résidence",
    task="L'appeler jeudi",
    summary="De retour depuis un mois avec trois enfants, sans revenu. Nous demandons une évaluation.",
    welcome="Attendue lundi à dix heures.",
    outcome="Le dossier est accepté et l'aide versée.",
)


def test_from_reception_to_a_closed_case_in_arabic_on_a_phone(desk: Desk) -> None:
    somebody = Newcomer("زهور المرابطي", "F", "1984", "0600000021")
    accompany(desk, "ar", PHONE, somebody, ARABIC)


def test_from_reception_to_a_closed_case_in_french_at_a_desk(desk: Desk) -> None:
    somebody = Newcomer("Ghizlane Ouchrif-Essai", "F", "1979", "0600000022")
    accompany(desk, "fr", DESKTOP, somebody, FRENCH)


def accompany(desk: Desk, language: str, screen: dict[str, int], somebody: Newcomer, words: Words) -> None:
    """The whole way, by three people in three browsers."""
    with (
        desk.colleague(RECEPTIONIST, language, screen) as receptionist,
        desk.colleague(CASEWORKER, language, screen) as worker,
        desk.colleague(PARTNER, language, screen) as partner,
    ):
        ticket = steps.take_ticket(receptionist, "ary")
        steps.meet(worker, ticket)
        file = register(worker, somebody)
        steps.open_case(worker, "returned_mre")
        plan_the_case(desk, worker, somebody, words, file)
        worker.go(worker.site + file)
        referral = steps.refer(worker, agency("entraide", language), words.summary)
        steps.finish_visit(worker, ticket)
        answer(partner, referral, somebody, words)
        steps.read_answer(worker, referral, words.outcome)
        steps.close_case(worker, file, words.outcome)
        print(f"\n{receptionist.pages + worker.pages + partner.pages} pages")


def register(worker: Colleague, somebody: Newcomer) -> str:
    """The visitor is searched, then registered with consent: step by step in Arabic, on one page in French."""
    steps.search_in_vain(worker, somebody.name)
    if worker.language == "ar":
        steps.register_step_by_step(worker, somebody)
    else:
        steps.register_on_one_page(worker, somebody)
    return steps.save_the_visitor(worker, somebody)


def plan_the_case(desk: Desk, worker: Colleague, somebody: Newcomer, words: Words, file: str) -> None:
    """Need, plan that a supervisor approves, checklist, task and appointment; the file tells all of it."""
    steps.note_need(worker, "social_aid", "urgent")
    items = {"worker": ("worker", words.by_worker), "person": ("person", words.by_person)}
    plan = steps.write_plan(worker, words.goal, words.commitment, items)
    with desk.colleague(SUPERVISOR, worker.language, worker.screen) as supervisor:
        steps.approve_plan(supervisor, plan, somebody.name)
    steps.begin_plan(worker, plan)
    for step in (lambda: steps.tick_checklist(worker, 2), lambda: steps.set_task(worker, words.task)):
        worker.go(worker.site + file)
        step()
    worker.go(worker.site + file)
    steps.make_appointment(worker)
    worker.go(worker.site + file)
    assert steps.checklist(worker)[0] == 2
    assert all(told in worker.told() for told in (words.goal, words.task, "10:30"))


def answer(partner: Colleague, referral: str, somebody: Newcomer, words: Words) -> None:
    """The partner finds the referral, takes the person on, opens a case of its own and tells what came of it."""
    steps.find_received(partner, referral)
    assert all(told in partner.told() for told in (somebody.name, words.summary))
    assert words.goal not in partner.told()
    steps.accept(partner, words.welcome)
    steps.open_own_case(partner, "returned_mre")
    assert somebody.name in partner.told()
    partner.go(partner.site + referral)
    steps.complete(partner, words.outcome)
