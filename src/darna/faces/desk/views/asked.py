"""What a person told on the public pages, taken over into their case with the code of their question."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from darna.base.accounts.addresses import client_address
from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.pages.answering import DeskRequest, Page
from darna.domains.asking import published
from darna.domains.cases.queries import case_brief
from darna.domains.entitlements import actions
from darna.domains.entitlements.bringing import read_file
from darna.domains.entitlements.views.answering import answered, case_url, require_right
from darna.faces.desk.forms.asked import AskedForm
from darna.kernel.errors import Invalid


@needs(Verb.WRITE_CASE)
@require_http_methods(["GET", "HEAD", "POST"])
def bring_by_code(request: DeskRequest, case_id: UUID) -> HttpResponse:
    """What the file says that went along with a question, found by the code that only the person has."""
    case = case_brief(request.actor, case_id)
    require_right(case, case.rights.writes)
    form = AskedForm(request.POST or None, initial={"seen_version": 0})
    page = Page(
        _("Bring in what the person sent"),
        _("Take it over"),
        _("What the file says is noted."),
        case_url(case_id),
        _("Back to what the law says"),
        case.reference,
        lead=_("The person asked the Maison and sent what they told on My rights along. They have the code."),
    )

    def act() -> None:
        body = _file_of(form.cleaned_data["code"], request)
        brought = read_file(body.encode())
        actions.bring_periods(case_id, brought.periods, brought.facts, by=request.actor)

    return answered(request, form, page, act)


def _file_of(code: str, request: DeskRequest) -> str:
    """The newest file of a question put to this house. Raises: Invalid beside the code."""
    found = published.conversation(code, request.actor.language, address=client_address(request.META))
    if found is None or found[1].house.id != request.actor.agency_id:
        raise Invalid("code", "no_question_of_this_code")
    files = [message.text for message in found[1].messages if message.is_file]
    if not files:
        raise Invalid("code", "question_brings_no_file")
    return files[-1]
