"""Why a revision cannot be proposed, beside which field; whatever else the linter of the law finds is said below."""

from __future__ import annotations

from darna.kernel.errors import Invalid
from darna.rules.engine.citations import Certainty
from darna.rules.engine.parameters import Law, Parameter
from darna.rules.engine.revisions import Revision, changes_nothing, troubles_of_revision


def require_fit(law: Law, revision: Revision) -> None:
    """Raises: Invalid with the first thing that is wrong, in words a keeper knows; NotFound for no such parameter."""
    parameter = law.parameter(revision.name)
    for field, code in _faults(parameter, revision):
        raise Invalid(field, code)
    if changes_nothing(law, revision):
        raise Invalid("value", "law_says_so_already")
    if troubles := troubles_of_revision(law, revision):
        raise Invalid("value", "linter_refuses", troubles=tuple(troubles))


def _faults(parameter: Parameter, revision: Revision) -> list[tuple[str, str]]:
    found = []
    source, certainty = revision.source, revision.certainty
    if revision.value is None and certainty.decides:
        found.append(("certainty", "unknown_value_is_not_sure"))
    if certainty.is_stronger_than(source.certainty):
        found.append(("certainty", "more_sure_than_its_source"))
    if certainty is Certainty.VERIFIED and not source.reference:
        found.append(("reference", "says_not_where_it_was_read"))
    last = parameter.values[-1].valid_to
    if last is not None and (revision.valid_from - last).days > 1:
        found.append(("valid_from", "gap_before_it"))
    if any(
        one.valid_from == revision.valid_from and one.citation.read_on > revision.checked_on for one in parameter.values
    ):
        found.append(("checked_on", "read_later_already"))
    return found
