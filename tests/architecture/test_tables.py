"""Every table with a person or an agency is guarded, says what becomes of its rows, and is versioned when edited."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, models

from darna.base.rowsecurity.checks import faults, guarded_tables
from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase
from darna.base.rowsecurity.open_tables import OPEN_TABLES

OURS = [model for model in apps.get_models() if model.__module__.startswith("darna.")]
#: Rows that nobody edits on a screen: derived, evidence, or written once and then only ended.
#: Guarded though they are of neither one person nor one agency.
OF_NOBODY = frozenset({"audit_seal", "matches_possiblematch"})
NOT_EDITED = {
    "people_namekey": "derived from the names",
    "linkage_learntmodel": "learnt from the register, never changed",
    "linkage_run": "moved by the job that does it",
    "people_protectedtoken": "derived from the names",
    "people_personvisible": "kept by triggers",
    "cases_casevisible": "kept by triggers",
    "matches_mark": "derived from the file, written anew",
    "keys_personkey": "made once, destroyed once",
    "keys_erasure": "evidence",
    "audit_change": "evidence",
    "audit_entry": "evidence",
    "audit_seal": "evidence",
    "agencies_invitation": "accepted or withdrawn once, its terms never change",
    "outbox_message": "written once, its state follows the mail server",
    "accounts_throttle": "counters",
    "imports_importedrow": "evidence of an import",
    "cases_reopening": "evidence of a closing",
    "planning_stagestep": "evidence of a step",
    "links_linkstep": "evidence of a step",
    "drafts_draft": "the next keeping takes its place",
    "reception_ticketcounter": "a counter",
    "referrals_referralpackage": "frozen when it is sent, emptied by an erasure",
    "directory_schedule": "written anew, never changed",
    "directory_closure": "written anew, never changed",
    "asking_questionmessage": "said once, never changed",
    "complaints_complaintmessage": "said once, never changed",
    "complaints_exclusion": "noted once, never changed",
}

#: The apps whose constraints are named by us.
ROOMS = [
    "people",
    "cases",
    "planning",
    "closing",
    "privacy",
    "transfers",
    "retention",
    "matches",
    "families",
    "linkage",
    "safeguarding",
    "documents",
    "entitlements",
    "assessments",
    "programmes",
    "cohorts",
    "training",
    "directory",
    "pages",
    "law",
    "asking",
    "complaints",
    "agencies",
    "keys",
    "audit",
    "imports",
    "outbox",
    "accounts",
    "reception",
    "referrals",
    "links",
    "drafts",
    "lists",
]


def _names_a_person_or_agency(model: type[models.Model]) -> bool:
    names = {field.name for field in model._meta.get_fields() if isinstance(field, models.Field)}
    return bool(names & {"person", "person_id", "agency", "agency_id", "case", "case_id"}) or model.__name__ in {
        "Person",
        "Agency",
    }


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_a_table_with_a_person_or_an_agency_declares_its_lifecycle(model: type[models.Model]) -> None:
    declared = isinstance(getattr(model, "lifecycle", None), Lifecycle)
    assert declared == _names_a_person_or_agency(model) or (declared and model._meta.db_table in OF_NOBODY)


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_a_table_is_either_guarded_or_open_for_a_reason(model: type[models.Model]) -> None:
    table = model._meta.db_table
    if table in OF_NOBODY:
        return
    assert (table in guarded_tables()) != (table in OPEN_TABLES)


def test_the_catalogue_of_the_database_finds_no_fault(db: None) -> None:
    assert list(faults()) == []


def test_guards_of_the_catalogue_are_looked_at_and_not_taken_on_trust(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_policy")
        (policies,) = cursor.fetchone()
        cursor.execute("select current_user")
        assert cursor.fetchone() == ("darna_app",)
    assert policies > 60


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_columns_that_an_erasure_blanks_exist_and_sealed_ones_are_blanked(model: type[models.Model]) -> None:
    lifecycle = getattr(model, "lifecycle", None)
    if not isinstance(lifecycle, Lifecycle):
        return
    columns = {field.attname for field in model._meta.concrete_fields}
    blanked = {name for name, _value in lifecycle.blank}
    assert blanked <= columns
    sealed = {name for name in columns if name.startswith("sealed_")}
    assert lifecycle.erase is OnErase.DELETE or sealed <= blanked


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_every_editable_row_has_a_version(model: type[models.Model], db: None) -> None:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("select has_table_privilege('darna_app', %s, 'update')", [table])
        (editable,) = cursor.fetchone()
    has_version = "version" in {field.name for field in model._meta.concrete_fields}
    assert not editable or has_version or table in NOT_EDITED


def test_constraints_and_indexes_read_as_sentences(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """select conname from pg_constraint c join pg_class t on t.oid = c.conrelid
                where t.relnamespace = 'public'::regnamespace and c.contype in ('c', 'x')
                  and t.relname ~ ('^(' || %s || ')_')""",
            ["|".join(ROOMS)],
        )
        names = [name for (name,) in cursor.fetchall()]
    # Django itself names the checks of positive integers; all others are ours.
    ours = [name for name in names if not name.endswith("_check")]
    assert len(ours) > 20
    assert all(name.count("_") >= 2 for name in ours)
