"""Forms of referrals: they parse and explain; actions decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from darna.base.codelists.queries import choices
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

Choices = list[tuple[str, str]]
#: Parts of which each piece is chosen by itself.
PICKED = frozenset({CONTACT, DOCUMENTS})


def _text(label: Any, *, required: bool = True, rows: int = 4, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, required=required, widget=widget, max_length=2000, help_text=help_text)


def _listed(list_code: str, empty: Any = None) -> Choices:
    offered = choices(list_code)
    return offered if empty is None else [("", str(empty)), *offered]


class VersionForm(forms.Form):
    """A form over something that others may change too: it carries the version that was seen."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @property
    def seen(self) -> int:
        """The version the user had before their eyes; call after `is_valid()`."""
        return int(self.cleaned_data["seen_version"])

    def see(self, version: int) -> None:
        """Go on from a newer version with what was typed kept."""
        data: Any = copy(self.data)
        data[self.add_prefix("seen_version")] = str(version)
        self.data = data


class ServiceSearchForm(forms.Form):
    """What the services that fit are narrowed to; nothing in it is of a person."""

    says_optional = False

    q = forms.CharField(label=_("Words of the service"), required=False, max_length=100)
    language = forms.ChoiceField(label=_("Language spoken there"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = _listed("language", _("Any language"))  # type: ignore[attr-defined]


class ChoiceOfServiceForm(forms.Form):
    """The service that was chosen."""

    service = forms.UUIDField(widget=forms.HiddenInput)


class DraftForm(VersionForm):
    """What is asked, and what the partner shall know; only what is on the file can be chosen."""

    purpose = forms.ChoiceField(label=_("What you ask the partner for"))
    urgency = forms.ChoiceField(label=_("Urgency"))
    due_on = forms.DateField(
        label=_("Answer wished by"),
        widget=forms.DateInput(attrs={"type": "date", "data-width": "10"}, format="%Y-%m-%d"),
    )
    summary = _text(
        _("What the partner needs to know"),
        rows=6,
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
            "purpose": _listed("referral_purpose"),
            "urgency": _listed("urgency"),
            "parts": [(code, str(label)) for code, label in PARTS.items() if code in material.known - PICKED],
            "contacts": [(str(choice.id), choice.label) for choice in material.contacts],
            "documents": material.documents,
        }
        for name, pairs in offered.items():
            self.fields[name].choices = list(pairs)  # type: ignore[attr-defined]
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
            self.fields["ground"].choices = _listed("transfer_ground")  # type: ignore[attr-defined]
        else:
            del self.fields["ground"], self.fields["authority_reference"]

    def transfer(self) -> TransferTerms | None:
        """On what ground data leave the country, if they do; call after `is_valid()`."""
        if "ground" not in self.fields:
            return None
        return TransferTerms(self.cleaned_data["ground"], self.cleaned_data["authority_reference"])


class NoteForm(VersionForm):
    """A word to the other agency."""

    note = _text(_("A word to the partner"), required=False, rows=3)


class DropForm(VersionForm):
    """Nothing to fill in: the button says it."""


class ReasonForm(VersionForm):
    """Why a step is taken, from a list, and a word to the other agency."""

    reason = forms.ChoiceField(label=pgettext_lazy("reason of a step", "Why"), widget=forms.RadioSelect)
    note = _text(_("A word to the partner"), required=False, rows=3)

    def __init__(self, *args: Any, list_code: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = _listed(list_code)  # type: ignore[attr-defined]


class FinishForm(VersionForm):
    """How it ended."""

    result = forms.ChoiceField(
        label=_("What came of it"),
        widget=forms.RadioSelect,
        choices=[("completed", _("What was asked for was done")), ("not_completed", _("It came to nothing"))],
    )
    reason = forms.ChoiceField(label=_("If it came to nothing: why"), required=False)
    note = _text(_("A word to the partner"), required=False, rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = _listed("referral_outcome", _("Choose a reason"))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Whoever says that it came to nothing says why."""
        data = dict(super().clean() or {})
        if data.get("result") == "not_completed" and not data.get("reason"):
            self.add_error("reason", _("Choose why it came to nothing."))
        return data


class ForwardForm(VersionForm):
    """Another service of the own agency."""

    service = forms.ChoiceField(label=_("Service of your agency"), widget=forms.RadioSelect)
    note = _text(_("A word to the partner"), required=False, rows=3)

    def __init__(self, *args: Any, services: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = [(str(key), name) for key, name in services.items()]  # type: ignore[attr-defined]

    @property
    def service_id(self) -> UUID:
        """The service chosen; call after `is_valid()`."""
        return UUID(self.cleaned_data["service"])


class AssignForm(VersionForm):
    """Who works on what came in."""

    worker = forms.ChoiceField(label=_("Who works on it"), required=False)

    def __init__(self, *args: Any, workers: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(str(key), name) for key, name in workers.items()]
        self.fields["worker"].choices = [("", str(_("Nobody for now"))), *names]  # type: ignore[attr-defined]

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
        self.fields["person"].choices = files  # type: ignore[attr-defined]
        self.fields["programme"].choices = _listed("programme", _("Choose a programme"))  # type: ignore[attr-defined]

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
            "need": _listed("need_type", _("All needs")),
            "urgency": _listed("urgency", pgettext_lazy("urgencies of a list", "All")),
            "worker": [("anybody", str(_("Anybody"))), ("mine", str(_("Me"))), ("none", str(_("Nobody yet")))],
            "agency": [("", str(_("Any partner"))), *((str(key), name) for key, name in agencies.items())],
        }
        for name, pairs in offered.items():
            self.fields[name].choices = pairs  # type: ignore[attr-defined]

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
