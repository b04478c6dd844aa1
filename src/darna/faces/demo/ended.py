"""Cases of the demo that are over, each with what came of it, and one that was taken up again; all fictional."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from darna.faces.demo.stories import Story


@dataclass(frozen=True)
class Ended:
    """A story, how it ended and so many days ago, and why it was taken up again if it was."""

    story: Story
    outcome: str
    note: str
    days_ago: int
    reopened_because: str = ""


ENDED: Final = (
    Ended(
        Story(
            names={"given_name": "Zineb", "family_name": "Berkane", "given_name_ar": "زينب", "family_name_ar": "بركان"},
            sex="F",
            born_on=date(1988, 9, 2),
            nationality="MA",
            programme="informal_to_formal",
            needs=(("cooperative_creation", "normal"),),
            encounters=(
                ("reception", 190, "Sept tisseuses veulent fonder une coopérative."),
                ("home_visit", 120, "Statuts signés à l'atelier."),
            ),
            days_ago=190,
        ),
        outcome="goals_achieved",
        note="La coopérative est enregistrée ; le groupe tient ses comptes lui-même.",
        days_ago=40,
    ),
    Ended(
        Story(
            names={"given_name": "Abdelhak", "family_name": "Tounsi"},
            sex="M",
            born_on=date(1979, 2, 20),
            nationality="MA",
            programme="returned_mre",
            needs=(("diploma_recognition", "normal"),),
            encounters=(("reception", 150, "Rentré de Lyon ; veut faire reconnaître son diplôme de soudeur."),),
            days_ago=150,
        ),
        outcome="left_territory",
        note="Il a trouvé du travail dans une autre région ; adresses de la maison de là-bas remises.",
        days_ago=25,
    ),
    Ended(
        Story(
            names={"given_name": "Fatoumata", "family_name": "Sow"},
            sex="F",
            born_on=date(1991, 6, 11),
            nationality="SN",
            programme="third_country_national",
            needs=(("residence_card", "normal"), ("health_care", "normal")),
            encounters=(("reception", 130, "Demande le renouvellement de sa carte de séjour."),),
            languages=("wo", "fr"),
            days_ago=130,
        ),
        outcome="partly_achieved",
        note="Carte renouvelée ; le suivi de santé continue au centre.",
        days_ago=60,
        reopened_because="Elle revient : le centre de santé demande un nouveau justificatif.",
    ),
)
