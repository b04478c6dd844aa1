"""The library of studies can be cited: each work has an author, a place and two sentences in every language."""

from __future__ import annotations

from darna.rules.portability.studies import KINDS, READ, studies, studies_about


def test_every_work_can_be_looked_up_and_says_something_in_four_languages() -> None:
    assert len({work.id for work in studies()}) == len(studies()) >= 10
    for work in studies():
        assert all((work.authors, work.title, work.reference)), work.id
        assert work.kind in KINDS, work.id
        assert work.read in READ, work.id
        assert set(work.says) == {"ar", "fr", "it", "en"}, work.id
        # Two sentences: what it finds, and what that means for a person or an institution.
        assert all(work.says[language].rstrip(".").count(". ") >= 1 for language in work.says), work.id


def test_someone_who_worked_in_italy_finds_first_why_nothing_is_added_together() -> None:
    first, *_ = studies_about("IT")
    assert first.id == "chentouf_2018"
    assert {work.id for work in studies_about("IT")} >= {"belguendouz_2017", "pittau_ricci_2014", "issa_handbook_2014"}
    assert "holzmann_wels_dale_2016" not in {work.id for work in studies_about("IT")}


def test_the_library_goes_from_the_newest_to_the_oldest() -> None:
    years = [work.year for work in studies() if work.year]
    assert years == sorted(years, reverse=True)
    assert studies()[-1].year is None
