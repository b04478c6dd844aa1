"""Adding a page of a signed form, photographed or chosen, and taking one away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from darna.base.documents.scans import LARGEST

#: Named one by one, so that a telephone hands out a JPEG instead of a picture of its own kind.
_CHOSEN = "image/jpeg,image/png,image/webp,application/pdf,.pdf"


class SignedPageForm(forms.Form):
    """One page: a photograph taken now, or a file that is there already."""

    photograph = forms.FileField(
        label=_("Photograph the page"),
        required=False,
        help_text=_("Lay it flat, in good light, the whole page in the picture."),
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )
    file = forms.FileField(
        label=_("Or choose a scan: a picture or a PDF"),
        required=False,
        help_text=_("JPEG, PNG or WebP up to 10 MB, PDF up to 2 MB."),
        widget=forms.FileInput(attrs={"accept": _CHOSEN}),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two, and not more than is taken."""
        told = super().clean() or self.cleaned_data
        sent = [name for name in self.fields if told.get(name)]
        if not sent and not self.errors:
            self.add_error("photograph", _("Photograph the page, or choose a file."))
        elif len(sent) > 1:
            self.add_error("file", _("Two files were sent. Send one page after the other."))
        elif sent and told[sent[0]].size > LARGEST:
            too_large = _("This file is larger than %(most)s. Take a smaller picture, or scan it more coarsely.")
            self.add_error(sent[0], forms.ValidationError(too_large, params={"most": filesizeformat(LARGEST)}))
        return told

    @property
    def sent_as(self) -> str:
        """The field that was used; call after `is_valid()`."""
        return next(name for name in self.fields if self.cleaned_data.get(name))

    def upload(self) -> UploadedFile[Any]:
        """What was sent; call after `is_valid()`."""
        sent: UploadedFile[Any] = self.cleaned_data[self.sent_as]
        return sent


class RemovePageForm(forms.Form):
    """Why a page does not belong here."""

    REASONS = (
        ("wrong_person", _("It is another person's paper")),
        ("wrong_answer", _("It belongs to another answer")),
        ("unreadable", _("It cannot be read")),
        ("on_request", _("The person asked for it")),
    )

    reason = forms.ChoiceField(label=_("Why is this page taken away?"), choices=REASONS, widget=forms.RadioSelect)
