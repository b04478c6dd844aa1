"""Questions of the demo, asked without an account: one of a child that waits, one with a proposed time, one answered."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.rowsecurity.context import PUBLIC, acting
from darna.domains.asking import actions, published, queries
from darna.domains.asking.values import QuestionDraft, QuestionFilters
from darna.kernel.clock import now

#: Kind, topic, language, under 18, half days, words.
ASKED: Final = (
    ("question", "child", "ar", True, (), "عمري 16 سنة. هناك من يطلب مني المال لأسافر إلى أوروبا. ماذا أفعل؟"),
    (
        "appointment",
        "returned",
        "fr",
        False,
        ("tue-am", "thu-am"),
        "Je suis rentré d’Italie après vingt ans. Je voudrais parler de ma pension avec quelqu’un.",
    ),
    ("question", "living-here", "ar", False, (), "هل يمكنني تسجيل ابني في المدرسة وليست لدي بطاقة إقامة؟"),
)
ANSWER: Final = "نعم، يمكنك أن تسأل. تعال إلى الدار ومعك ما لديك من أوراق الطفل، ونذهب معك إلى المدرسة إن أردت."
INVITATION: Final = "Apportez vos relevés de contributions, si vous en avez. Demandez l’accueil."


def ask_the_house(supervisor: Actor, reception: Actor) -> None:
    """The house takes questions, somebody asks three, and the desk answers two."""
    with acting(supervisor.context):
        actions.change_desk(is_open=True, answers_within_days=5, seen_version=0, by=supervisor)
    with acting(PUBLIC):
        for number, (kind, topic, language, is_minor, wishes, words) in enumerate(ASKED):
            draft = QuestionDraft(supervisor.agency_id, kind, words, language, topic, is_minor, wishes)
            published.ask(draft, seed=f"demo {number}".encode(), address=f"192.0.2.{number}")
    with acting(reception.context):
        waiting, answered = _found(reception, "returned"), _found(reception, "living-here")
        at = (now() + timedelta(days=6)).replace(hour=9, minute=30, second=0, microsecond=0)
        actions.propose_time(waiting, at, INVITATION, seen_version=1, by=reception)
        actions.answer_question(answered, ANSWER, seen_version=1, by=reception)


def _found(by: Actor, topic: str) -> UUID:
    return queries.question_lines(by, QuestionFilters(topic=topic)).lines[0].id
