"""Loading the lists twice changes nothing, and never undoes what was changed here."""

from __future__ import annotations

import pytest

from darna.base.codelists.actions import load_codelists
from darna.base.codelists.models import Code, identifier
from darna.base.codelists.sources import shipped

pytestmark = pytest.mark.django_db(databases=["default", "migrator"])

ALL = sum(len(one.codes) for one in shipped())


def test_loading_twice_changes_nothing() -> None:
    load_codelists(using="migrator")
    again = load_codelists(using="migrator")
    assert (again.created, again.changed, again.closed, again.same) == (0, 0, 0, ALL)


def test_a_label_changed_here_survives_the_next_version() -> None:
    load_codelists(using="migrator")
    mine = Code.objects.using("migrator").filter(pk=identifier("need_type", "training"))
    mine.update(label_fr="Formations de la Maison", locally_changed=True)
    loaded = load_codelists(using="migrator")
    assert (loaded.kept, loaded.changed) == (1, 0)
    assert mine.get().label_fr == "Formations de la Maison"


def test_a_damaged_label_is_put_right() -> None:
    load_codelists(using="migrator")
    Code.objects.using("migrator").filter(pk=identifier("sex", "F")).update(label_fr="Fmme")
    assert load_codelists(using="migrator").changed == 1
    assert Code.objects.using("migrator").get(pk=identifier("sex", "F")).label_fr == "Femme"


def test_a_code_that_is_shipped_no_more_is_closed_and_not_deleted() -> None:
    load_codelists(using="migrator")
    old = Code(list_id="sex", code="old", label_ar="قديم", label_fr="Ancien", label_it="Vecchio", label_en="Old")
    old.save(using="migrator")
    assert load_codelists(using="migrator").closed == 1
    assert Code.objects.using("migrator").get(pk=old.pk).valid_to is not None
    assert load_codelists(using="migrator").closed == 0
