"""Forms of papers: they parse and explain; actions decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from darna.base.documents.papers import Paper as Scanned
from darna.base.documents.papers import read_paper
from darna.base.pages.forms import VersionForm, among, day_field, listed, offer, text_field
from darna.domains.documents.models import Paper
from darna.domains.documents.values import AHEAD, MOST_LETTERS, MOST_REASON, PaperDraft, PaperFilters, WantedLine

#: Named one by one, so that a telephone hands out a JPEG instead of a picture of its own kind.
_CHOSEN = "image/jpeg,image/png,image/webp,application/pdf,.pdf"


def _photograph() -> forms.FileField:
    return forms.FileField(
        label=_("Photograph the paper"),
        required=False,
        help_text=_("Lay it flat, in good light, the whole paper in the picture."),
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )


def _file() -> forms.FileField:
    return forms.FileField(
        label=_("Or choose a file: a picture or a PDF"),
        required=False,
        widget=forms.FileInput(attrs={"accept": _CHOSEN}),
    )


class _WithFile(forms.Form):
    """One file: a photograph taken now, or one that is there already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = filesizeformat(settings.DARNA_PAPER_MAX_BYTES)
        self.fields["file"].help_text = gettext("JPEG, PNG, WebP or PDF, up to %(most)s.") % {"most": most}

    def clean(self) -> dict[str, Any]:
        """One of the two, and not more than is taken."""
        told = super().clean() or self.cleaned_data
        sent = [name for name in ("photograph", "file") if told.get(name)]
        if not sent and not self.errors:
            self.add_error("photograph", _("Photograph the paper, or choose a file."))
        elif len(sent) > 1:
            self.add_error("file", _("Two files were sent. Send one after the other."))
        return told

    @property
    def sent_as(self) -> str:
        """The field that was used; call after `is_valid()`."""
        return next(name for name in ("photograph", "file") if self.cleaned_data.get(name))

    def scanned(self) -> Scanned:
        """What was sent, as it may be kept; call after `is_valid()`. Raises: Invalid."""
        sent: UploadedFile[Any] = self.cleaned_data[self.sent_as]
        # One byte more than is taken tells that it is too large.
        return read_paper(sent.read(settings.DARNA_PAPER_MAX_BYTES + 1), sent.name or "")


class _Days(forms.Form):
    issued_on = day_field(_("Issued on"), required=False)
    expires_on = day_field(_("Valid until"), required=False, help_text=_("Leave it empty where the paper never ends."))


class KeepForm(_WithFile):
    """A paper that was brought."""

    kind = forms.ChoiceField(label=_("Which paper is it?"))
    label = forms.CharField(
        label=_("A few words about it"),
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    photograph = _photograph()
    file = _file()
    issued_on = _Days.base_fields["issued_on"]
    expires_on = _Days.base_fields["expires_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, kind=listed("paper_kind", _("Choose a kind of paper")))

    def draft(self) -> PaperDraft:
        """The words as a value; call after `is_valid()`."""
        data = self.cleaned_data
        return PaperDraft(data["kind"], data["label"], issued_on=data["issued_on"], expires_on=data["expires_on"])


class BringForm(_WithFile, VersionForm):
    """The file of a paper that was asked for, or a newer one."""

    photograph = _photograph()
    file = _file()
    issued_on = _Days.base_fields["issued_on"]
    expires_on = _Days.base_fields["expires_on"]

    def draft(self) -> PaperDraft:
        """The days as a value; call after `is_valid()`."""
        data = self.cleaned_data
        return PaperDraft("", issued_on=data["issued_on"], expires_on=data["expires_on"])


class _Asking(forms.Form):
    brought_by = forms.ChoiceField(label=_("Who brings it"), choices=Paper.Bringer.choices, initial="person")
    due_on = day_field(_("Until which day"), required=False)


class AskForm(_Asking):
    """A paper that the person is asked for."""

    kind = forms.ChoiceField(label=_("Which paper is needed?"))
    label = KeepForm.base_fields["label"]
    case = forms.ChoiceField(label=_("For which case"), required=False)
    field_order = ("kind", "label", "case", "brought_by", "due_on")

    def __init__(self, *args: Any, cases: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            kind=listed("paper_kind", _("Choose a kind of paper")),
            case=among(cases, _("For no case in particular")),
        )

    def draft(self) -> PaperDraft:
        """The paper as a value; call after `is_valid()`."""
        data = self.cleaned_data
        return PaperDraft(
            data["kind"],
            data["label"],
            case_id=UUID(data["case"]) if data["case"] else None,
            brought_by=data["brought_by"],
            due_on=data["due_on"],
        )


class ChecklistForm(_Asking):
    """Papers of a case's list that the person is asked for now."""

    wanted = forms.MultipleChoiceField(
        label=_("Papers to ask for"), widget=forms.CheckboxSelectMultiple, help_text=_("Those that are not there yet.")
    )
    field_order = ("wanted", "brought_by", "due_on")

    def __init__(self, *args: Any, lines: Iterable[WantedLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = {line.code: line for line in lines if line.paper is None}
        offer(self, wanted=[(line.code, line.label) for line in self.lines.values()])

    def drafts(self, case_id: UUID) -> list[PaperDraft]:
        """The papers as values; call after `is_valid()`."""
        data = self.cleaned_data
        return [
            PaperDraft(
                line.kind,
                line.label[:MOST_LETTERS],
                case_id=case_id,
                wanted=line.code,
                brought_by=data["brought_by"],
                due_on=data["due_on"],
            )
            for line in (self.lines[code] for code in data["wanted"])
        ]


class ChangeForm(VersionForm):
    """What is written of a paper."""

    kind = forms.ChoiceField(label=_("Which paper is it?"))
    label = KeepForm.base_fields["label"]
    brought_by = _Asking.base_fields["brought_by"]
    due_on = _Asking.base_fields["due_on"]
    issued_on = _Days.base_fields["issued_on"]
    expires_on = _Days.base_fields["expires_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, kind=listed("paper_kind"))

    def draft(self) -> PaperDraft:
        """The words as a value; call after `is_valid()`."""
        data = self.cleaned_data
        return PaperDraft(
            data["kind"],
            data["label"],
            brought_by=data["brought_by"],
            due_on=data["due_on"],
            issued_on=data["issued_on"],
            expires_on=data["expires_on"],
        )


class CheckForm(VersionForm):
    """A paper that was looked at, with its days."""

    issued_on = _Days.base_fields["issued_on"]
    expires_on = _Days.base_fields["expires_on"]


class RefuseForm(VersionForm):
    """Why a paper cannot be used."""

    reason = text_field(
        _("Why it is not accepted"),
        rows=3,
        most=MOST_REASON,
        help_text=_("In words the person can be told, with what would help."),
    )


class ReturnForm(VersionForm):
    """The original, handed back."""

    reason = text_field(_("A note"), required=False, rows=2, most=MOST_REASON)


class RemoveForm(forms.Form):
    """Why a paper is taken out for good."""

    REASONS = (
        ("wrong_person", _("It is another person's paper")),
        ("unreadable", _("It cannot be read")),
        ("not_needed", _("It is not needed any more")),
        ("on_request", _("The person asked for it")),
    )

    reason = forms.ChoiceField(label=_("Why is this paper taken out?"), choices=REASONS, widget=forms.RadioSelect)


class FilterForm(forms.Form):
    """What a list of papers is narrowed to."""

    says_optional = False

    kind = forms.ChoiceField(label=_("Kind of paper"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    expiring = forms.ChoiceField(label=pgettext_lazy("paper", "Expires"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        within = _("within %(days)s days")
        offer(
            self,
            kind=listed("paper_kind", _("All papers")),
            state=[("", _("All states")), *Paper.State.choices],
            expiring=[
                ("", _("Whenever")),
                ("over", _("has expired")),
                *((str(days), within % {"days": days}) for days in reversed(AHEAD)),
            ],
        )

    def filters(self, sort: str, person_id: UUID | None = None) -> PaperFilters:
        """The filters as a value; what cannot be read is left out. Call after `is_valid()`."""
        told = {name: value for name, value in self.cleaned_data.items() if value}
        return PaperFilters(sort=sort, person_id=person_id, **told)
