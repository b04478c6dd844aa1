"""The law of the demo: what is said of one value written anew by two people, another proposal, and a reading.

No figure is invented: values, days, sources and certainties are those of the files.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from darna.base.agencies.actor import Actor
from darna.base.rowsecurity.context import acting
from darna.domains.law import actions, queries
from darna.domains.law.values import RevisionDraft
from darna.kernel.clock import today
from darna.kernel.text import LocalText
from darna.rules.engine.units import written

#: What the two proposals say of a value that stays as it is: a sentence that a later figure leaves true.
PENSION_AGE: Final = (
    "ma_cnss.pension_age",
    LocalText(
        ar="سن معاش الشيخوخة بالأشهر، مع التوقف عن كل نشاط مأجور.",
        fr="Âge de la pension de vieillesse, en mois, avec cessation de l'activité salariée.",
        it="Età della pensione di vecchiaia, in mesi, con cessazione del lavoro dipendente.",
        en="Old-age pension age, in months, with the end of salaried activity.",
    ),
)
SALARY_CAP: Final = (
    "ma_cnss.salary_cap",
    LocalText(
        ar="سقف الأجر الشهري المعتمد؛ لم يتم التأكد من أنه ما زال معمولا به.",
        fr="Plafond du salaire mensuel pris en compte ; il reste à confirmer qu'il vaut toujours.",
        it="Massimale del salario mensile considerato; resta da confermare che valga ancora.",
        en="Cap on the monthly salary taken into account; that it still holds is to be confirmed.",
    ),
)
READ_AGAIN: Final = "ma_cnss.miners_pension_age"
_WHY: Final = "(exemple) La valeur reste ; la phrase ne répète plus un chiffre ni une année."


def keep_the_law(keeper: Actor, second: Actor) -> None:
    """One sentence is approved by a second person, one waits for them, and one value is noted as read again."""
    proposal = _proposed(*PENSION_AGE, keeper)
    with acting(second.context):
        seen = queries.revision_card(second, proposal).version
        actions.approve_revision(proposal, "(exemple)", seen_version=seen, by=second)
    _proposed(*SALARY_CAP, keeper)
    with acting(keeper.context):
        last = queries.current_law().parameter(READ_AGAIN).values[-1]
        # On the day on which the files themselves were read there is nothing to read again.
        if last.citation.read_on < today():
            actions.mark_rechecked(READ_AGAIN, last.valid_from, "(exemple)", by=keeper)


def _proposed(name: str, says: LocalText, keeper: Actor) -> UUID:
    with acting(keeper.context):
        parameter = queries.current_law().parameter(name)
        last = parameter.values[-1]
        draft = RevisionDraft(
            value=written(last.value),
            valid_from=last.valid_from,
            certainty=last.citation.certainty.value,
            checked_on=last.citation.read_on,
            reason=_WHY,
            source_id=last.citation.source.id,
            article=last.citation.article,
            says=says,
        )
        return actions.propose_revision(name, draft, by=keeper).pk
