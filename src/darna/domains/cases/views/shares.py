"""Pages of showing a file to another agency, and taking the view back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from darna.base.agencies.decorators import needs
from darna.base.agencies.queries import other_agencies
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.base.pages.forms import ConfirmForm
from darna.domains.cases import actions, forms, queries
from darna.domains.cases.views.answering import answered, require_right


@needs(Verb.SHARE_CASE)
def share_case(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """Show the case to another agency, by the person's consent."""
    actor, case = request.actor, queries.case_brief(request.actor, case_id)
    require_right(case, case.rights.shares)
    agencies = other_agencies(actor.agency_id, actor.language)
    form = forms.ShareForm(request.POST or None, agencies=agencies)
    page = Page(
        _("Show the file to another agency"),
        _("Show the file"),
        _("The agency sees the file from now on."),
        lead=_(
            "The agency will see the name, the case, its needs and the dates of what happened. It sees no note and "
            "changes nothing. The person must have agreed to this agency by name."
        ),
    )

    def act() -> None:
        actions.share_case(case_id, form.agency_id, form.cleaned_data["until"], by=actor)

    return answered(request, form, case, page, act)


@needs(Verb.SHARE_CASE)
def revoke_share(request: DeskRequest, share_id: UUID) -> HttpResponse:
    """Take the view back."""
    actor = request.actor
    share, case = queries.share_card(actor, share_id)
    require_right(case, case.rights.shares)
    form = ConfirmForm(request.POST or None, initial={"seen_version": share.version})
    page = Page(
        _("Take the view back"),
        _("Take it back"),
        _("The agency no longer sees the file."),
        lead=share.agency,
        is_danger=True,
        stored=lambda: {_("Until which day"): share.until},
    )
    return answered(request, form, case, page, lambda: actions.revoke_share(share_id, seen_version=form.seen, by=actor))
