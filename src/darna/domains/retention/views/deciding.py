"""The agency's rule, postponing one file's time, and erasing a file whose time is over."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages import answering
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.forms import TypedReferenceForm
from darna.domains.people.actions import erase_person
from darna.domains.retention import actions, forms, queries, wording
from darna.domains.retention.values import RULE, NoticeCard
from darna.domains.retention.views.listing import notice_url

answered = partial(answering.answered, say=wording.sentence)


@needs(Verb.KEEP_PRIVACY)
def rule(request: DeskRequest) -> HttpResponse:
    """Decide how long the agency keeps files."""
    stored = queries.rule_to_keep(request.actor)
    initial = {
        "seen_version": stored.version,
        "months_after_case": stored.months_after_case,
        "months_without_case": stored.months_without_case,
        "warn_days": stored.warn_days,
        "acts_alone": stored.acts_alone,
    }
    form = forms.RuleForm(request.POST or None, initial=initial)
    page = Page(
        _("How long files are kept"),
        _("Save"),
        _("Saved. The list follows it from the next night on."),
        reverse("retention:list"),
        _("Back to the list"),
        lead=_(
            "This is your agency's decision, not legal advice. Where a law obliges you to keep a file longer, "
            "that goes before: postpone it or hold it."
        ),
    )
    return answered(
        request,
        form,
        page,
        lambda: actions.keep_rule(form.rule(), seen_version=form.seen, by=request.actor),
    )


@needs(Verb.KEEP_PRIVACY)
def postpone(request: DeskRequest, notice_id: UUID) -> HttpResponse:
    """Keep one file until a later day."""
    card = queries.notice_card(request.actor, notice_id)
    form = forms.PostponeForm(request.POST or None, initial={"seen_version": card.line.version})
    page = _page(card, _("Keep the file longer"), _("Postpone"), _("Postponed. Afterwards you are warned again."))

    def act() -> Any:
        told = form.cleaned_data
        return actions.postpone_notice(
            notice_id, told["until"], told["reason"], seen_version=form.seen, by=request.actor
        )

    return answered(request, form, page, act)


@needs(Verb.KEEP_PRIVACY)
def erase(request: DeskRequest, notice_id: UUID) -> HttpResponse:
    """Erase the file for ever, after its reference was typed once more."""
    card = queries.notice_card(request.actor, notice_id)
    form = TypedReferenceForm(request.POST or None, expected=card.line.reference)
    page = _page(
        card,
        _("Erase this file"),
        _("Erase for ever"),
        _("The file is erased. Nothing in it can be read any more."),
        is_danger=True,
        lead=_(
            "Names, contacts, documents and notes can never be read again. What remains says that a file existed, "
            "without saying whose."
        ),
        warnings=[_("Something of this person is still under way: a referral, a transfer, a claim.")]
        if card.is_unfinished
        else [],
        warnings_title=_("Before you erase it"),
        onward=lambda _made: reverse("retention:list"),
    )
    return answered(request, form, page, lambda: erase_person(card.line.person_id, RULE, by=request.actor))


def _page(card: NoticeCard, title: Any, button: Any, said: Any, **more: Any) -> Page:
    more.setdefault("stored", lambda: {_("State"): card.line.state_label})
    return Page(title, button, said, notice_url(card.line.id), _("Back to the notice"), card.line.reference, **more)
