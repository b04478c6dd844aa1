"""Forms of hand-overs and transfers: they parse and explain; actions decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from darna.base.pages.forms import Choices, VersionForm, listed, offer, text_field
from darna.domains.referrals.values import CONTACT, DOCUMENTS, PARTS, Draft, Material
from darna.domains.transfers.models import MOST_CEILING, Handover, Transfer

#: The file of somebody who has none in the own register.
NEW = "new"
#: Shared out by free places.
SHARED = "shared"


def named(members: Mapping[UUID, str]) -> Choices:
    """Members or agencies to choose from."""
    return [(str(key), name) for key, name in members.items()]


class HandoverForm(VersionForm):
    """To whom a case goes, and what they must know."""

    worker = forms.ChoiceField(label=_("Who shall accompany the person"))
    note = text_field(
        _("Hand-over note"),
        help_text=_(
            "Where things stand, what comes next, what the person wishes. Your colleague confirms having read it."
        ),
    )

    def __init__(self, *args: Any, workers: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, worker=named(workers))

    @property
    def worker_id(self) -> UUID:
        """The worker chosen; call after `is_valid()`."""
        return UUID(self.cleaned_data["worker"])


class RemarkForm(VersionForm):
    """Why not."""

    remark = text_field(_("Why not"), rows=3)


class ReasonForm(VersionForm):
    """Why not, from a list that both agencies know."""

    reason = forms.ChoiceField(label=_("Why"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, reason=listed("referral_decline_reason"))


class TransferForm(VersionForm):
    """To which agency, and what goes along."""

    agency = forms.ChoiceField(label=_("Agency"))
    summary = text_field(
        _("Hand-over note"),
        help_text=_("What the other agency must know to go on. Write no more than the person agreed to."),
    )
    parts = forms.MultipleChoiceField(label=_("What else is told"), required=False, widget=forms.CheckboxSelectMultiple)
    contacts = forms.MultipleChoiceField(label=_("Which contact"), required=False, widget=forms.CheckboxSelectMultiple)
    documents = forms.MultipleChoiceField(
        label=_("Papers at hand"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, agencies: Mapping[UUID, str], material: Material, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        picked = {CONTACT, DOCUMENTS}
        offer(
            self,
            agency=named(agencies),
            parts=[(code, str(label)) for code, label in PARTS.items() if code in material.known - picked],
            contacts=[(str(choice.id), choice.label) for choice in material.contacts],
            documents=list(material.documents),
        )
        for name in ("contacts", "documents"):
            if not self.fields[name].choices:  # type: ignore[attr-defined]
                del self.fields[name]

    @property
    def draft(self) -> Draft:
        """What goes along; call after `is_valid()`."""
        data = self.cleaned_data
        contacts, papers = tuple(map(UUID, data.get("contacts", ()))), tuple(data.get("documents", ()))
        told = frozenset(data["parts"]) | ({CONTACT} if contacts else set()) | ({DOCUMENTS} if papers else set())
        return Draft(data["summary"], told, contacts, papers)


class AcceptForm(VersionForm):
    """Whose file it is here, in which programme, and who accompanies the person."""

    person = forms.ChoiceField(label=_("Whose file is it?"), widget=forms.RadioSelect)
    programme = forms.ChoiceField(label=_("Programme"))
    worker = forms.ChoiceField(label=_("Who accompanies the person"))

    def __init__(self, *args: Any, files: Choices, workers: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, person=files, programme=listed("programme", _("Choose a programme")), worker=named(workers))

    @property
    def person_id(self) -> UUID | None:
        """The file chosen, none for a new one; call after `is_valid()`."""
        chosen = self.cleaned_data["person"]
        return None if chosen == NEW else UUID(chosen)


class RuleForm(VersionForm):
    """How cases move."""

    workers_give = forms.BooleanField(
        label=_("Workers give their cases to each other directly"),
        required=False,
        help_text=_("Otherwise they ask, and a supervisor decides."),
    )
    needs_approval = forms.BooleanField(
        label=_("A second person agrees before a case leaves the agency"), required=False
    )
    ceiling = forms.IntegerField(
        label=_("Open cases that one worker carries at the most"),
        required=False,
        min_value=1,
        max_value=MOST_CEILING,
        help_text=_("Leave it empty for no ceiling. Single workers may have a number of their own."),
    )


class CeilingForm(forms.Form):
    """How many cases one worker carries."""

    most = forms.IntegerField(
        label=_("Open cases at the most"),
        required=False,
        min_value=0,
        max_value=MOST_CEILING,
        help_text=_("Leave it empty for the number of the agency."),
    )


class ShareForm(forms.Form):
    """To whom several cases go, with one note."""

    to = forms.ChoiceField(label=_("Who gets them"))
    note = text_field(_("Hand-over note"), help_text=_("The same note goes with every case."))

    def __init__(self, *args: Any, workers: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, to=[(SHARED, _("Shared out by free places")), *named(workers)])

    @property
    def worker_id(self) -> UUID | None:
        """The one worker, none where they are shared out; call after `is_valid()`."""
        chosen = self.cleaned_data["to"]
        return None if chosen == SHARED else UUID(chosen)


class TransferFilterForm(forms.Form):
    """What a list of transfers is narrowed to."""

    says_optional = False
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, state=[("", _("Everything")), ("open", _("still open")), *Transfer.State.choices])


class HandoverFilterForm(forms.Form):
    """What a list of hand-overs is narrowed to."""

    says_optional = False
    state = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, state=[("", _("Everything")), *Handover.State.choices])


class TeamFilterForm(forms.Form):
    """Which workers of the team are listed."""

    says_optional = False
    only = forms.ChoiceField(label=_("Workers"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            only=[
                ("", _("All")),
                ("beyond", _("over the ceiling")),
                ("free", _("with free places")),
                ("late", _("with overdue tasks")),
                ("quiet", _("with files without contact")),
            ],
        )


class PartnerFilterForm(forms.Form):
    """Which partners are listed."""

    says_optional = False
    only = forms.ChoiceField(label=_("Partners"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            only=[
                ("", _("All")),
                ("waiting", _("who have not answered everything")),
                ("overdue", _("whose answer is overdue")),
            ],
        )
