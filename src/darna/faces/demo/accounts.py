"""The agencies and accounts of the demo: real kinds of institutions, fictional people, one account a role."""

from __future__ import annotations

from dataclasses import dataclass

from darna.base.accounts.demo_password import DEMO_PASSWORD
from darna.base.agencies.roles import Role


@dataclass(frozen=True)
class DemoAgency:
    """One agency of the demo region."""

    slug: str
    kind: str
    prefix: str
    names: tuple[str, str, str, str]
    country: str = "MA"
    time_zone: str = "Africa/Casablanca"
    province: str = ""


@dataclass(frozen=True)
class DemoPlace:
    """One account with its places: (agency, role)."""

    email: str
    full_name: str
    what: str
    places: tuple[tuple[str, Role], ...]
    language: str = "fr"
    password: str = DEMO_PASSWORD


AGENCIES = (
    DemoAgency(
        "maison",
        "maison",
        "BM",
        (
            "دار المغاربة المقيمين بالخارج والمهاجرين – بني ملال",
            "Maison des MRE et des Migrants – Béni Mellal",
            "Casa dei marocchini all'estero e dei migranti – Béni Mellal",
            "House of Moroccans abroad and migrants – Béni Mellal",
        ),
        province="05.091",
    ),
    DemoAgency(
        "entraide", "public", "EN", ("التعاون الوطني", "Entraide Nationale", "Entraide Nationale", "Entraide Nationale")
    ),
    DemoAgency(
        "odco",
        "public",
        "OD",
        (
            "مكتب تنمية التعاون",
            "Office du développement de la coopération",
            "Ufficio per lo sviluppo della cooperazione",
            "Office for the Development of Cooperation (ODCO)",
        ),
    ),
    DemoAgency(
        "aideca", "ngo", "AI", ("جمعية AIDECA – أفورار", "AIDECA – Afourer", "AIDECA – Afourer", "AIDECA – Afourer")
    ),
    DemoAgency(
        "anolf-piemonte",
        "ngo",
        "AN",
        ("ANOLF بييمونتي – تورينو", "ANOLF Piémont – Turin", "ANOLF Piemonte – Torino", "ANOLF Piedmont – Turin"),
        country="IT",
        time_zone="Europe/Rome",
    ),
)

OPERATOR = DemoAgency(
    "operator",
    "operator",
    "OP",
    ("مشغل المنصة", "Opérateur de la plateforme", "Gestore della piattaforma", "Operator of the platform"),
)

_OF_THE_MAISON = (
    (Role.RECEPTIONIST, "Hanane Fikri", "fr"),
    (Role.CASEWORKER, "Khadija Naciri", "ar"),
    (Role.SUPERVISOR, "Rachid Oumlil", "fr"),
    (Role.MOBILITY_ADVISER, "Salma Tahiri", "fr"),
    (Role.ENTERPRISE_ADVISER, "Youssef Amrani", "fr"),
    (Role.SESSION_ORGANISER, "Nadia Bekkali", "fr"),
    (Role.CONTENT_MANAGER, "Imane Rami", "fr"),
    (Role.DIRECTORY_KEEPER, "Omar Jabrane", "fr"),
    (Role.LAW_KEEPER, "Leila Sqalli", "fr"),
    (Role.COMPLAINTS_OFFICER, "Hicham Baraka", "fr"),
    (Role.PLANNER, "Meryem Hadri", "fr"),
    (Role.RESEARCHER, "Said Lahlou", "fr"),
    (Role.DONOR, "Giulia Ferrero", "it"),
    (Role.DATA_OFFICER, "Zineb Kadiri", "fr"),
    (Role.AGENCY_ADMINISTRATOR, "Mustapha Chraibi", "fr"),
)


def demo_accounts() -> tuple[DemoPlace, ...]:
    """Every account of the demo: each role at the Maison, the operator's, and the partners' workers."""
    own = tuple(
        DemoPlace(
            f"{role.value.replace('_', '-')}@maison.example", name, str(role.label), (("maison", role),), language
        )
        for role, name, language in _OF_THE_MAISON
    )
    others = (
        DemoPlace(
            "platform-administrator@operator.example",
            "Anas Filali",
            str(Role.PLATFORM_ADMINISTRATOR.label),
            (("operator", Role.PLATFORM_ADMINISTRATOR),),
            "en",
        ),
        *(
            DemoPlace(
                f"caseworker@{slug}.example",
                name,
                f"{Role.CASEWORKER.label}, {slug}",
                ((slug, Role.CASEWORKER),),
                language,
            )
            for slug, name, language in (
                ("entraide", "Fatiha Ouali", "ar"),
                ("odco", "Brahim Zerhouni", "fr"),
                ("aideca", "Sanae Mouline", "fr"),
                ("anolf-piemonte", "Paolo Rinaldi", "it"),
            )
        ),
        *(
            DemoPlace(
                f"supervisor@{slug}.example", name, f"{Role.SUPERVISOR.label}, {slug}", ((slug, Role.SUPERVISOR),), "fr"
            )
            for slug, name in (("entraide", "Abdellatif Sabir"), ("odco", "Ghizlane Bennis"))
        ),
        DemoPlace(
            "complaints-officer@entraide.example",
            "Naima Chafik",
            f"{Role.COMPLAINTS_OFFICER.label}, entraide",
            (("entraide", Role.COMPLAINTS_OFFICER),),
        ),
        DemoPlace(
            "two-places@maison.example",
            "Karim Bouazzaoui",
            f"{Role.CASEWORKER.label}, maison + {Role.RECEPTIONIST.label}, aideca",
            (("maison", Role.CASEWORKER), ("aideca", Role.RECEPTIONIST)),
        ),
    )
    return own + others
