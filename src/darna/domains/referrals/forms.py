"""Forms of referrals: they parse and explain; actions decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from darna.base.pages.forms import Choices, VersionForm, among, day_field, listed, offer, text_field
from darna.domains.referrals.actions.saving import LONGEST_NOTE
from darna.domains.referrals.values import (
    CONTACT,
    DOCUMENTS,
    PARTS,
    Draft,
    Material,
    Question,
    ReferralFilters,
    TransferTerms,
)
from darna.domains.referrals.wording import STATES

#: Parts of which each piece is chosen by itself.
PICKED = frozenset({CONTACT, DOCUMENTS})


class ServiceSearchForm(forms.Form):
    """What the services that fit are narrowed to; nothing in it is of a person."""

    says_optional = False

    q = forms.CharField(label=_("Words of the service"), required=False, max_length=100)
    language = forms.ChoiceField(label=_("Language spoken there"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, language=listed("language", _("Any language")))


class ChoiceOfServiceForm(forms.Form):
    """The service that was chosen."""

    service = forms.UUIDField(widget=forms.HiddenInput)


class DraftForm(VersionForm):
    """What is asked, and what the partner shall know; only what is on the file can be chosen."""

    purpose = forms.ChoiceField(label=_("What you ask the partner for"))
    urgency = forms.ChoiceField(label=_("Urgency"))
    due_on = day_field(_("Answer wished by"))
    summary = text_field(
        _("What the partner needs to know"),
        rows=6,
        most=LONGEST_NOTE,
        help_text=_(
            "Write it for the partner: the situation and what is asked, no more. Leave out nationality, residence "
            "status, and whatever the service does not need."
        ),
    )
    parts = forms.MultipleChoiceField(label=_("What else is told"), required=False, widget=forms.CheckboxSelectMultiple)
    contacts = forms.MultipleChoiceField(
        label=_("Which contact"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only contacts that are safe are offered."),
    )
    documents = forms.MultipleChoiceField(
        label=_("Which papers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Their kind is told, never a number. Papers that would tell a residence status are not offered."),
    )

    def __init__(self, *args: Any, material: Material, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, Sequence[tuple[str, str]]] = {
            "purpose": listed("referral_purpose"),
            "urgency": listed("urgency"),
            "parts": [(code, str(label)) for code, label in PARTS.items() if code in material.known - PICKED],
            "contacts": [(str(choice.id), choice.label) for choice in material.contacts],
            "documents": material.documents,
        }
        offer(self, **offered)
        for name in ("contacts", "documents"):
            if not offered[name]:
                del self.fields[name]

    def question(self) -> Question:
        """What is asked; call after `is_valid()`."""
        data = self.cleaned_data
        return Question(data["purpose"], data["urgency"], data["due_on"])

    def draft(self) -> Draft:
        """What shall be told; call after `is_valid()`."""
        data = self.cleaned_data
        contacts = tuple(UUID(key) for key in data.get("contacts", ()))
        documents = tuple(data.get("documents", ()))
        # Somebody who ticks a paper means it to be told.
        told = {CONTACT} if contacts else set()
        told |= {DOCUMENTS} if documents else set()
        parts = frozenset(data["parts"]) | told
        return Draft(data["summary"], parts, contacts, documents)

    @staticmethod
    def told(draft: Draft) -> dict[str, Any]:
        """A draft as the form shows it."""
        return {
            "summary": draft.summary,
            "parts": sorted(draft.parts - PICKED),
            "contacts": [str(key) for key in draft.contacts],
            "documents": list(draft.documents),
        }


class SendForm(VersionForm):
    """The last look: exactly what was shown is sent; where it leaves the country, on what ground."""

    seen_mark = forms.CharField(widget=forms.HiddenInput, max_length=64)
    ground = forms.ChoiceField(
        label=_("On what ground the data leave the country"),
        widget=forms.RadioSelect,
        help_text=_("Tell the person to which country their data go, and that other rules may hold there."),
    )
    authority_reference = forms.CharField(
        label=_("Number of the data-protection authority's receipt or authorisation"), required=False, max_length=60
    )

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if country:
            offer(self, ground=listed("transfer_ground"))
        else:
            del self.fields["ground"], self.fields["authority_reference"]

    def transfer(self) -> TransferTerms | None:
        """On what ground data leave the country, if they do; call after `is_valid()`."""
        if "ground" not in self.fields:
            return None
        return TransferTerms(self.cleaned_data["ground"], self.cleaned_data["authority_reference"])


class NoteForm(VersionForm):
    """A word to the other agency."""

    note = text_field(_("A word to the partner"), required=False, rows=3, most=LONGEST_NOTE)


class ReasonForm(VersionForm):
    """Why a step is taken, from a list, and a word to the other agency."""

    reason = forms.ChoiceField(label=pgettext_lazy("reason of a step", "Why"), widget=forms.RadioSelect)
    note = text_field(_("A word to the partner"), required=False, rows=3, most=LONGEST_NOTE)

    def __init__(self, *args: Any, list_code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, reason=listed(list_code))


class FinishForm(VersionForm):
    """How it ended."""

    result = forms.ChoiceField(
        label=_("What came of it"),
        widget=forms.RadioSelect,
        choices=[("completed", _("What was asked for was done")), ("not_completed", _("It came to nothing"))],
    )
    reason = forms.ChoiceField(label=_("If it came to nothing: why"), required=False)
    note = text_field(_("A word to the partner"), required=False, rows=3, most=LONGEST_NOTE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, reason=listed("referral_outcome", _("Choose a reason")))

    def clean(self) -> dict[str, Any]:
        """Whoever says that it came to nothing says why."""
        data = dict(super().clean() or {})
        if data.get("result") == "not_completed" and not data.get("reason"):
            self.add_error("reason", _("Choose why it came to nothing."))
        return data


class ForwardForm(VersionForm):
    """Another service of the own agency."""

    service = forms.ChoiceField(label=_("Service of your agency"), widget=forms.RadioSelect)
    note = text_field(_("A word to the partner"), required=False, rows=3, most=LONGEST_NOTE)

    def __init__(self, *args: Any, services: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, service=among(services))

    @property
    def service_id(self) -> UUID:
        """The service chosen; call after `is_valid()`."""
        return UUID(self.cleaned_data["service"])


class AssignForm(VersionForm):
    """Who works on what came in."""

    worker = forms.ChoiceField(label=_("Who works on it"), required=False)

    def __init__(self, *args: Any, workers: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, worker=among(workers, _("Nobody for now")))

    @property
    def worker_id(self) -> UUID | None:
        """The worker chosen; call after `is_valid()`."""
        return UUID(self.cleaned_data["worker"]) if self.cleaned_data["worker"] else None


class LinkForm(forms.Form):
    """The file of the own register, or a new one, and the programme of the case."""

    says_optional = False

    person = forms.ChoiceField(label=_("Whose file is it?"), widget=forms.RadioSelect, required=False)
    reference = forms.CharField(
        label=_("Or the reference of a file that you found by searching"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr", "data-width": "10"}),
    )
    programme = forms.ChoiceField(label=_("Programme"))

    def __init__(self, *args: Any, files: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, person=files, programme=listed("programme", _("Choose a programme")))

    def clean(self) -> dict[str, Any]:
        """One of the two says whose file it is."""
        data = dict(super().clean() or {})
        if not data.get("person") and not data.get("reference"):
            self.add_error("person", _("Choose a file, a new one, or write a reference."))
        return data

    @property
    def person_id(self) -> UUID | None:
        """The file chosen, none for a new one; call after `is_valid()`."""
        chosen = self.cleaned_data["person"]
        return None if chosen in {"", NEW} else UUID(chosen)


#: The choice of a new file.
NEW = "new"


class FilterForm(forms.Form):
    """What a list of referrals is narrowed to; nothing in it names a person."""

    says_optional = False

    state = forms.ChoiceField(label=_("State"), required=False)
    need = forms.ChoiceField(label=_("Need"), required=False)
    urgency = forms.ChoiceField(label=_("Urgency"), required=False)
    worker = forms.ChoiceField(label=_("Worker"), required=False)
    agency = forms.ChoiceField(label=_("Partner"), required=False)

    def __init__(self, *args: Any, agencies: Mapping[UUID, str], has_drafts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [
            ("open", str(pgettext_lazy("referrals of a list", "Not ended"))),
            ("unanswered", str(_("Waiting for an answer"))),
            ("ended", str(pgettext_lazy("referrals of a list", "Ended"))),
        ]
        states = [(code, str(label)) for code, label in STATES.items() if code != "draft" or has_drafts]
        offered: dict[str, Choices] = {
            "state": [*groups, *states, ("any", str(pgettext_lazy("referrals of a list", "All")))],
            "need": listed("need_type", _("All needs")),
            "urgency": listed("urgency", pgettext_lazy("urgencies of a list", "All")),
            "worker": [("anybody", str(_("Anybody"))), ("mine", str(_("Me"))), ("none", str(_("Nobody yet")))],
            "agency": among(agencies, _("Any partner")),
        }
        offer(self, **offered)

    def filters(self, sort: str, *, is_overdue: bool) -> ReferralFilters:
        """The filters as a value; what cannot be read is left out. Call after `is_valid()`."""
        data = self.cleaned_data
        state = data.get("state") or "open"
        return ReferralFilters(
            state="" if state == "any" else state,
            need=data.get("need") or "",
            urgency=data.get("urgency") or "",
            worker=data.get("worker") or "anybody",
            agency=UUID(data["agency"]) if data.get("agency") else None,
            is_overdue=is_overdue,
            sort=sort,
        )
