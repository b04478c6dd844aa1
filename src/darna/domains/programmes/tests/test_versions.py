"""Versions are drafted, published and kept; a case finds the one it was opened with."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from darna.base.audit.models import Entry
from darna.base.rowsecurity.context import acting
from darna.domains.programmes import actions, drafting, queries
from darna.domains.programmes.loading import load_programmes
from darna.domains.programmes.models import ProgrammeVersion
from darna.domains.programmes.shipped import shipped
from darna.domains.programmes.tests.makers import Office
from darna.domains.programmes.values import Content, Kind
from darna.kernel.clock import now
from darna.kernel.errors import AlreadyDone, Invalid, NotFound, Refused, StaleVersion
from darna.kernel.text import LocalText

RETURNED = shipped()["returned_mre"]
LABEL = LocalText(ar="زيارة", fr="Visite", it="Visita", en="Visit")


def in_force(by: Any, programme: str = "returned_mre") -> Any:
    with acting(by.context):
        return queries.definition(programme, agency_id=by.agency_id)


def drafted(by: Any) -> Any:
    origin = in_force(by).version_id
    with acting(by.context):
        return actions.start_draft(origin, by=by)


def published(by: Any, content: Content) -> Any:
    draft = drafted(by)
    with acting(by.context):
        actions.change_draft(draft.pk, content, seen_version=1, by=by)
        return actions.publish_draft(draft.pk, "We visit everybody.", seen_version=2, by=by)


def test_everybody_begins_with_what_was_shipped(office: Office) -> None:
    found = in_force(office.worker)
    assert (found.is_shipped, found.number, found.content) == (True, 1, RETURNED)
    assert next(stage.code for stage in found.stages) == found.first_stage == "reception"


@pytest.mark.django_db(databases=["default", "migrator"])
def test_loading_what_was_loaded_changes_nothing() -> None:
    assert load_programmes(using="migrator") == 0


def test_what_an_agency_publishes_is_in_force_there_and_nowhere_else(office: Office) -> None:
    published(office.keeper, drafting.added(RETURNED, Kind.STAGE, LABEL))
    assert [stage.code for stage in in_force(office.worker).stages][-1] == "visit"
    assert in_force(office.neighbour).content == RETURNED
    with acting(office.neighbour.context):
        assert not ProgrammeVersion.objects.filter(agency_id=office.keeper.agency_id).exists()


def test_a_draft_changes_nothing_until_it_is_published(office: Office) -> None:
    draft = drafted(office.keeper)
    with acting(office.keeper.context):
        actions.change_draft(draft.pk, replace(RETURNED, ceiling=30), seen_version=1, by=office.keeper)
    assert in_force(office.worker).ceiling is None


def test_a_case_keeps_the_version_of_the_day_it_was_opened(office: Office) -> None:
    opened = now()
    with time_machine.travel(opened + timedelta(days=3)):
        published(office.keeper, replace(RETURNED, ceiling=30))
        later = now()
        with acting(office.worker.context):
            old, new, ancient = queries.definitions_at(
                [("returned_mre", opened), ("returned_mre", later), ("returned_mre", opened - timedelta(days=9999))],
                agency_id=office.worker.agency_id,
            )
    assert (old.ceiling, new.ceiling, ancient.version_id) == (None, 30, old.version_id)


def test_asking_costs_one_query_once_the_contents_are_known(office: Office) -> None:
    with acting(office.worker.context):
        queries.definitions(agency_id=office.worker.agency_id)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            found = queries.definitions(agency_id=office.worker.agency_id)
    assert (len(asked), len(found)) == (1, 8)


def test_whoever_works_with_persons_changes_no_programme(office: Office) -> None:
    origin = in_force(office.worker).version_id
    with acting(office.worker.context), pytest.raises(Refused):
        actions.start_draft(origin, by=office.worker)


def test_an_agency_has_one_draft_of_a_programme_and_nobody_elses(office: Office) -> None:
    draft = drafted(office.keeper)
    with pytest.raises(AlreadyDone):
        drafted(office.keeper)
    with acting(office.neighbour.context), pytest.raises(NotFound):
        actions.publish_draft(draft.pk, seen_version=1, by=office.neighbour)
    with acting(office.keeper.context):
        actions.discard_draft(draft.pk, seen_version=1, by=office.keeper)
    assert drafted(office.keeper).number == 1


def test_two_administrators_do_not_overwrite_each_other(office: Office) -> None:
    draft = drafted(office.keeper)
    with acting(office.keeper.context):
        actions.change_draft(draft.pk, replace(RETURNED, ceiling=30), seen_version=1, by=office.keeper)
        with pytest.raises(StaleVersion):
            actions.change_draft(draft.pk, replace(RETURNED, ceiling=40), seen_version=1, by=office.keeper)
        with pytest.raises(StaleVersion):
            actions.publish_draft(draft.pk, seen_version=1, by=office.keeper)


def test_a_draft_that_says_the_same_or_loses_a_part_is_not_published(office: Office) -> None:
    draft = drafted(office.keeper)
    with acting(office.keeper.context):
        with pytest.raises(AlreadyDone):
            actions.publish_draft(draft.pk, seen_version=1, by=office.keeper)
        gone = drafting.removed(RETURNED, Kind.DOCUMENT, "diplomas")
        with pytest.raises(Invalid) as told:
            actions.change_draft(draft.pk, gone, seen_version=1, by=office.keeper)
    assert told.value.code == "code_lost"


def test_a_published_version_stays_as_it_is_even_for_raw_sql(office: Office) -> None:
    version = published(office.keeper, replace(RETURNED, ceiling=30))
    with acting(office.keeper.context):
        assert ProgrammeVersion.objects.filter(pk=version.pk).update(reason="x") == 0
        assert ProgrammeVersion.objects.filter(pk=version.pk).delete()[0] == 0
        assert ProgrammeVersion.objects.filter(agency_id__isnull=True).update(reason="x") == 0
    assert in_force(office.keeper).ceiling == 30


@pytest.mark.django_db(databases=["default", "migrator"])
def test_not_even_the_role_that_passes_row_security_changes_what_was_published() -> None:
    rows = ProgrammeVersion.objects.using("migrator").filter(agency_id__isnull=True)
    for attempt in (lambda: rows.update(reason="x"), lambda: rows.delete()):
        with pytest.raises(IntegrityError), transaction.atomic(using="migrator"):
            attempt()
    assert rows.filter(reason="").count() == 8


def test_each_verb_is_one_sentence_that_names_nobody(office: Office) -> None:
    published(office.keeper, replace(RETURNED, ceiling=30))
    with acting(office.keeper.job_context):
        rows = list(Entry.objects.filter(verb__startswith="programme.").order_by("id").values_list("verb", "person_id"))
    assert rows == [("programme.drafted", None), ("programme.changed", None), ("programme.published", None)]
