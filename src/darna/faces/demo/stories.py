"""The people of the tutorial, told in a few lines each; all of them fictional."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from darna.domains.people.values import ConsentTerms, JourneyDraft
from darna.kernel.dates import PartialDate, Precision

#: What grown-up citizens come for, in turn.
PROGRAMMES = (
    "returned_mre",
    "informal_to_formal",
    "mobility_candidate",
    "returned_mre",
    "mre_abroad",
    "youth_orientation",
)
#: Up to this age somebody comes for a place at school, and from then on for a way to work.
SCHOOL_AGE = 15

#: programme → (needs, sentences a worker writes)
NOTES: dict[str, tuple[list[str], list[str]]] = {
    "returned_mre": (
        ["pension_italy", "pension_france", "health_cover", "customs_clearance", "diploma_recognition"],
        [
            "A apporté le relevé de carrière ; copie faite.",
            "Veut savoir quelles pièces demander au patronato.",
            "Rappeler après la réponse de la caisse.",
        ],
    ),
    "mre_abroad": (
        ["consular_papers", "pension_abroad", "general_information"],
        [
            "Entretien par téléphone depuis l'étranger.",
            "Envoyer la liste des pièces.",
            "Demande un rendez-vous pendant le séjour d'été.",
        ],
    ),
    "third_country_national": (
        ["school_enrolment", "residence_card", "health_care", "civil_status"],
        [
            "Venue avec son enfant ; école à trouver avant la rentrée.",
            "Appel à la direction provinciale, réponse attendue.",
            "Accompagnée au centre de santé.",
        ],
    ),
    "informal_to_formal": (
        ["cooperative_creation", "training", "enterprise_creation"],
        [
            "Le groupe se réunit au douar une fois par semaine.",
            "Statuts expliqués, reste à choisir un nom.",
            "Visite de l'atelier.",
        ],
    ),
    "mobility_candidate": (
        ["regular_ways_italy", "studies_abroad", "regular_ways_abroad"],
        [
            "Une offre contre paiement lui a été faite ; risques expliqués.",
            "Dossier d'études à compléter.",
            "Intéressé par une formation en langue.",
        ],
    ),
    "youth_orientation": (
        ["training", "employment", "general_information"],
        [
            "Cherche une formation en restauration.",
            "Orienté vers une séance d'information.",
            "Revenir avec le diplôme.",
        ],
    ),
}


#: What a child of citizens who came back comes for.
CHILDREN: tuple[list[str], list[str]] = (
    ["school_enrolment", "civil_status"],
    [
        "Inscription à l’école à faire avant la rentrée.",
        "Les bulletins de l’étranger sont à traduire.",
        "Rendez-vous pris avec la direction provinciale.",
    ],
)


@dataclass(frozen=True)
class Story:
    """One person of the tutorial with a case."""

    names: dict[str, str]
    sex: str
    born_on: date
    nationality: str
    programme: str
    needs: tuple[tuple[str, str], ...]
    encounters: tuple[tuple[str, int, str], ...]
    precision: Precision = Precision.DAY
    tasks: tuple[tuple[str, int], ...] = ()
    languages: tuple[str, ...] = ("ary",)
    needs_interpreter: bool = False
    commune: str = ""
    phone: str = ""
    journeys: tuple[JourneyDraft, ...] = ()
    is_protected: bool = False
    days_ago: int = 20
    consent: ConsentTerms = field(
        default_factory=lambda: ConsentTerms(notice_version="2026-1", notice_language="ar", method="written")
    )


STORIES = (
    Story(
        names={
            "given_name": "Mohamed",
            "family_name": "Ben Aissa",
            "given_name_ar": "محمد",
            "family_name_ar": "بن عيسى",
        },
        sex="M",
        born_on=date(1961, 3, 14),
        nationality="MA",
        programme="returned_mre",
        needs=(("pension_italy", "normal"), ("health_cover", "urgent")),
        encounters=(
            ("reception", 20, "Rentré de Turin après 22 ans. Demande ce que valent ses années de travail en Italie."),
            ("call", 6, "Le patronato demande l'extrait de compte ; il l'apporte lundi."),
        ),
        tasks=(("Préparer la lettre au patronato", 3),),
        languages=("ary", "it"),
        journeys=(
            JourneyDraft(
                "departure", from_country="MA", to_country="IT", started=PartialDate(date(2001, 1, 1), Precision.YEAR)
            ),
            JourneyDraft(
                "return",
                from_country="IT",
                to_country="MA",
                started=PartialDate(date(2023, 6, 1), Precision.MONTH),
                return_manner="retirement",
            ),
        ),
    ),
    Story(
        names={"given_name": "Mariama", "family_name": "Diallo"},
        sex="F",
        born_on=date(1994, 1, 1),
        precision=Precision.YEAR,
        nationality="GN",
        programme="third_country_national",
        needs=(("school_enrolment", "urgent"), ("residence_card", "normal")),
        encounters=(
            ("reception", 12, "Arrivée de Conakry avec son fils de 8 ans. L'école demande un acte de naissance."),
        ),
        tasks=(("Appeler la direction provinciale de l'éducation", -1),),
        languages=("ff", "fr"),
        needs_interpreter=True,
        days_ago=12,
    ),
    Story(
        names={
            "given_name": "Ayoub",
            "family_name": "El Mansouri",
            "given_name_ar": "أيوب",
            "family_name_ar": "المنصوري",
        },
        sex="M",
        born_on=date(2007, 4, 2),
        nationality="MA",
        programme="mobility_candidate",
        needs=(("regular_ways_italy", "normal"),),
        encounters=(
            ("reception", 4, "Un intermédiaire lui demande 4 000 euros pour un contrat. Recrutement gratuit expliqué."),
        ),
        days_ago=4,
    ),
    Story(
        names={
            "given_name": "Fatima Zahra",
            "family_name": "Ait Lahcen",
            "given_name_ar": "فاطمة الزهراء",
            "family_name_ar": "أيت لحسن",
        },
        sex="F",
        born_on=date(1983, 9, 9),
        nationality="MA",
        programme="informal_to_formal",
        needs=(("cooperative_creation", "normal"),),
        encounters=(("home_visit", 30, "Douze femmes tissent à domicile et veulent une coopérative."),),
        tasks=(("Réserver la salle pour l'assemblée constitutive", 9),),
        days_ago=45,
    ),
    Story(
        names={"given_name": "Samir", "family_name": "Haddou"},
        sex="M",
        born_on=date(2011, 11, 30),
        nationality="MA",
        programme="child_protection",
        needs=(("child_care", "immediate"),),
        encounters=(("reception", 2, "Venu avec sa grand-mère. Fiche protégée."),),
        is_protected=True,
        days_ago=2,
        consent=ConsentTerms(
            given_by="guardian",
            guardian="Grand-mère",
            has_assented=True,
            method="guardian",
            notice_version="2026-1",
            notice_language="ar",
        ),
    ),
)

#: Three of them came back another day and were registered once more: in Arabic letters alone, with day and month
#: exchanged, with another spelling and a birth year that was guessed. Darna proposes the pairs; a person decides.
SECOND_FILES = (
    Story(
        names={"given_name_ar": "محمد", "family_name_ar": "بنعيسى"},
        sex="M",
        born_on=date(1961, 3, 14),
        nationality="MA",
        programme="returned_mre",
        needs=(("health_cover", "normal"),),
        encounters=(("reception", 8, "Demande une carte de couverture médicale. Dit être déjà venu."),),
        days_ago=8,
    ),
    Story(
        names={
            "given_name": "Ayoub",
            "family_name": "Elmansouri",
            "given_name_ar": "أيوب",
            "family_name_ar": "المنصوري",
        },
        sex="M",
        born_on=date(2007, 2, 4),
        nationality="MA",
        programme="mobility_candidate",
        needs=(("studies_abroad", "normal"),),
        encounters=(("reception", 1, "Demande comment faire reconnaître son baccalauréat."),),
        days_ago=1,
    ),
    Story(
        names={"given_name": "Mariam", "family_name": "Diallo"},
        sex="F",
        born_on=date(1995, 1, 1),
        precision=Precision.ESTIMATED,
        nationality="GN",
        programme="third_country_national",
        needs=(("civil_status", "normal"),),
        encounters=(("reception", 3, "Cherche une traduction de l'acte de naissance de son fils."),),
        languages=("ff",),
        needs_interpreter=True,
        days_ago=3,
    ),
)
