"""The receiver's pages: giving to a worker, answering, passing on, an own case, telling how it ended."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.actor import Actor
from darna.base.agencies.decorators import needs
from darna.base.agencies.queries import members_who_may
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.domains.directory.queries import find
from darna.domains.directory.values import DirectoryFilters
from darna.domains.people.queries import search
from darna.domains.people.values import PersonLine
from darna.domains.referrals import actions, forms, journeys, queries
from darna.domains.referrals.values import UNANSWERED, ReferralCard
from darna.domains.referrals.views.answering import answered, require_right
from darna.kernel.errors import Invalid
from darna.kernel.text import isolated

#: The services of one agency are few; of the whole directory so many are looked at.
MOST_SERVICES = 1500


@needs(Verb.ANSWER_REFERRAL)
def accept(request: DeskRequest, received_id: UUID) -> HttpResponse:
    """Take the person on."""
    actor, card = request.actor, queries.referral_card(request.actor, received_id)
    _require(request, card, card.rights.answers, begins_in=UNANSWERED)
    form = forms.NoteForm(request.POST or None, initial={"seen_version": card.version})
    page = Page(
        _("Accept the referral"),
        _("Accept"),
        _("The referral is accepted. Now you can open a case of your own for it."),
        lead=_("The sender is told. Say when and where the person is expected, if that is known."),
    )

    def act() -> None:
        actions.accept_referral(received_id, form.cleaned_data["note"], seen_version=form.seen, by=actor)

    return answered(request, form, card, page, act)


@needs(Verb.ANSWER_REFERRAL)
def decline(request: DeskRequest, received_id: UUID) -> HttpResponse:
    """Not take the person on."""
    actor, card = request.actor, queries.referral_card(request.actor, received_id)
    _require(request, card, card.rights.answers, begins_in=UNANSWERED)
    form = forms.ReasonForm(
        request.POST or None, initial={"seen_version": card.version}, list_code="referral_decline_reason"
    )
    page = Page(
        _("Decline the referral"),
        _("Decline"),
        _("The referral is declined."),
        lead=_(
            "The sender is told why, and what was sent is closed to your agency. If another service of your agency is "
            "the right one, pass it on instead."
        ),
        is_danger=True,
    )

    def act() -> None:
        data = form.cleaned_data
        actions.decline_referral(received_id, data["reason"], data["note"], seen_version=form.seen, by=actor)

    return answered(request, form, card, page, act)


@needs(Verb.ANSWER_REFERRAL)
def finish(request: DeskRequest, accepted_id: UUID) -> HttpResponse:
    """Tell the sender what came of it."""
    actor, card = request.actor, queries.referral_card(request.actor, accepted_id)
    _require(request, card, card.rights.finishes, begins_in={"accepted"})
    form = forms.FinishForm(request.POST or None, initial={"seen_version": card.version})
    page = Page(_("What came of the referral?"), _("Tell the sender"), _("The sender is told."))

    def act() -> None:
        data, seen = form.cleaned_data, form.seen
        if data["result"] == "completed":
            actions.complete_referral(accepted_id, data["note"], seen_version=seen, by=actor)
        else:
            actions.end_without_result(accepted_id, data["reason"], data["note"], seen_version=seen, by=actor)

    return answered(request, form, card, page, act)


@needs(Verb.ANSWER_REFERRAL)
def forward(request: DeskRequest, received_id: UUID) -> HttpResponse:
    """Pass it on to another service of the own agency."""
    actor, card = request.actor, queries.referral_card(request.actor, received_id)
    require_right(card, card.rights.forwards, of_sender=False)
    form = forms.ForwardForm(
        request.POST or None, initial={"seen_version": card.version}, services=_own_services(actor, card)
    )
    page = Page(
        _("Pass the referral on"),
        _("Pass it on"),
        _("The referral is passed on."),
        lead=_("Only services of your agency can be chosen: nobody else sees what was sent. The sender is told."),
    )

    def act() -> None:
        note = form.cleaned_data["note"]
        actions.forward_referral(received_id, form.service_id, note, seen_version=form.seen, by=actor)

    return answered(request, form, card, page, act)


@needs(Verb.RECEIVE_REFERRAL)
def assign(request: DeskRequest, received_id: UUID) -> HttpResponse:
    """Give what came in to a worker."""
    actor, card = request.actor, queries.referral_card(request.actor, received_id)
    require_right(card, card.rights.assigns, of_sender=False)
    seen = {"seen_version": card.reception_version, "worker": card.assigned_id or ""}
    workers = members_who_may(actor.agency_id, Verb.ANSWER_REFERRAL)
    form = forms.AssignForm(request.POST or None, initial=seen, workers=workers)
    page = Page(_("Who works on it?"), _("Save"), _("It is given to the worker."))

    def act() -> None:
        actions.assign_referral(received_id, form.worker_id, seen_version=form.seen, by=actor)

    return answered(request, form, card, page, act)


@needs(Verb.ANSWER_REFERRAL)
def link(request: DeskRequest, accepted_id: UUID) -> HttpResponse:
    """Open a case of the own agency for it, on a file that is found or made."""
    actor, card = request.actor, queries.referral_card(request.actor, accepted_id)
    require_right(card, card.rights.links, of_sender=False)
    likely = journeys.likely_files(actor, accepted_id)
    files = _files(likely)
    form = forms.LinkForm(request.POST or None, files=[*files, (forms.NEW, _new_file(files))])
    page = Page(
        _("Open a case of your own"),
        _("Open the case"),
        _("The case is open, and linked to the referral."),
        lead=_("Look first whether the person has a file with you already."),
    )

    def act() -> None:
        person = _file_of_reference(actor, form.cleaned_data["reference"]) or form.person_id
        journeys.open_own_case(accepted_id, person, form.cleaned_data["programme"], by=actor)

    return answered(request, form, card, page, act)


def _require(request: DeskRequest, card: ReferralCard, allowed: bool, *, begins_in: Collection[str]) -> None:
    # Whoever comes second is told what the first one did (409), and not that it is forbidden.
    is_late = request.method == "POST" and card.state not in begins_in
    require_right(card, allowed or is_late, of_sender=False)


def _own_services(actor: Actor, card: ReferralCard) -> dict[UUID, str]:
    found = find(actor, DirectoryFilters(sort="name"), limit=MOST_SERVICES)
    here = card.service.id if card.service else None
    return {
        line.id: isolated([line.name, line.place])
        for line in found.lines
        if line.agency_id == actor.agency_id and line.id != here
    }


def _files(lines: list[PersonLine]) -> list[tuple[str, str]]:
    return [
        (str(line.id), isolated([line.name, str(line.birth or ""), line.reference]))
        for line in lines
        if not line.is_protected
    ]


def _new_file(files: list[tuple[str, str]]) -> str:
    if files:
        return gettext("None of these: register the person from what was sent")
    return gettext("No file like it was found: register the person from what was sent")


def _file_of_reference(actor: Actor, reference: str) -> UUID | None:
    if not reference.strip():
        return None
    found = next((one.id for one in search(actor, reference, limit=5) if "reference" in one.reasons), None)
    if found is None:
        raise Invalid("reference", "unknown_reference")
    return found
