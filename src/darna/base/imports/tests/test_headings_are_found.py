"""The headings are found wherever they stand, in four languages."""

from __future__ import annotations

import pytest

from darna.base.imports.reading import FIELDS, UnreadableRegister, read_register
from darna.base.imports.reading.headings import aliases, field_of

from .sheets import TODAY, xlsx

FOUR = {
    "fr": "N° d'ordre|Nom|Prénom|Sexe|Né(e) le|CIN / Passeport|Tél.|Besoin exprimé|Orienté vers",
    "ar": "الرقم|النسب|الاسم الشخصي|الجنس|تاريخ الازدياد|رقم البطاقة الوطنية|رقم الهاتف|الحاجة|وجه إلى",
    "it": "Numero|Cognome|Nome|Sesso|Data di nascita|Documento|Telefono|Bisogno|Inviato a",
    "en": "Number|Surname|Name|Gender|DOB|ID number|Phone number|Need|Referred to",
}
CELLS = ("1", "Alami", "Nadia", "F", "12/03/1985", "IA 123456", "0661000001", "pension", "CNSS")


@pytest.mark.parametrize("language", FOUR)
def test_a_register_in_each_language_gives_the_same_person(language: str) -> None:
    (person,) = read_register(xlsx([FOUR[language].split("|"), CELLS]), today=TODAY).rows
    assert (person.number, person.family_name, person.given_name, person.sex) == ("1", "Alami", "Nadia", "female")
    assert (str(person.birth), person.identifiers[0].value) == ("1985-03-12", "IA123456")
    assert (person.phones[0].international, person.texts) == (
        "+212661000001", {"need": "pension", "referred_to": "CNSS"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("  PRENOM : ", "given_name"),
        ("Pays de résidence (ou d'où il revient)", "country_abroad"),
        ("Accord pour partager (oui/non)", "consent_to_share"),
        ("CIN / Passeport / Carte de séjour", "identifier"),
        ("Nom / الاسم العائلي", "family_name"),
        ("Nom et prénom", "full_name"),
        ("Nom / Prénom", "full_name"),
        ("Date et lieu de naissance", None),
        ("Lieu de naissance", None),
        ("تاريخُ الميلاد", "birth_date"),
        ("#", "number"),
        ("", None),
    ],
)
def test_a_heading_says_what_its_column_holds(heading: str, field: str | None) -> None:
    assert field_of(heading) == field


def test_every_alias_leads_to_a_field_we_have() -> None:
    assert set(aliases().values()) <= {*FIELDS, "name_of_family", "name_given"}


def test_a_slip_of_the_pen_in_a_heading_is_forgiven_once_the_row_is_known() -> None:
    (person,) = read_register(
        xlsx([("Nom", "Prénom", "Date de naisance"), ("Alami", "Nadia", "1985")]), today=TODAY
    ).rows
    assert str(person.birth) == "1985"


def test_nom_alone_is_the_whole_name() -> None:
    (person,) = read_register(xlsx([("Nom", "Téléphone"), ("Nadia Alami", "0661000001")]), today=TODAY).rows
    assert (person.full_name, person.family_name) == ("Nadia Alami", "")


def test_titles_above_and_other_sheets_are_named_and_left_aside() -> None:
    rows = [["Maison – registre"], [], ("Nom", "Prénom"), ("Alami", "Nadia")]
    data = xlsx(rows, more={"Listes": [["Profils"], ["MRE"]], "Février": [("Nom", "Prénom"), ("Idrissi", "Omar")]})
    register = read_register(data, today=TODAY)
    assert [(skipped.row, skipped.reason) for skipped in register.skipped_rows] == [
        (1, "above_headings"),
        (3, "headings"),
    ]
    assert [(other.name, other.looks_like_register) for other in register.other_sheets] == [
        ("Listes", False), ("Février", True),
    ]  # fmt: skip
    assert read_register(data, today=TODAY, sheet="Février").rows[0].given_name == "Omar"


def test_unknown_columns_are_kept_as_text() -> None:
    register = read_register(xlsx([("Nom", "Prénom", "Lieu de naissance"), ("Alami", "Nadia", "Afourer")]), today=TODAY)
    assert [column.heading for column in register.layout.unknown] == ["Lieu de naissance"]
    assert register.rows[0].extras == {"Lieu de naissance": "Afourer"}


def test_the_caller_may_say_what_a_column_holds() -> None:
    data = xlsx([("Nom", "Prénom", "Reçu par"), ("Alami", "Nadia", "05/01/2023")])
    register = read_register(data, today=TODAY, mapping={"reçu par": "received_on"})
    assert str(register.rows[0].received_on) == "2023-01-05"


@pytest.mark.parametrize(
    ("mapping", "reason"),
    [({"Nom": "surnom"}, "mapping_unknown_field"), ({"Ville": "commune"}, "mapping_unknown_column")],
)
def test_a_mapping_that_fits_nothing_is_refused(mapping: dict[str, str], reason: str) -> None:
    with pytest.raises(UnreadableRegister, match=reason):
        read_register(xlsx([("Nom", "Prénom"), ("Alami", "Nadia")]), today=TODAY, mapping=mapping)


def test_a_workbook_without_headings_is_refused() -> None:
    with pytest.raises(UnreadableRegister, match="no_heading_row"):
        read_register(xlsx([("Alami", "Nadia"), ("Idrissi", "Omar")]), today=TODAY)
