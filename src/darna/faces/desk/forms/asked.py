"""The code of a question, as the person reads it out at the desk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from darna.base.pages.forms import VersionForm
from darna.faces.portal.asking.forms import CodeForm


class AskedForm(VersionForm, CodeForm):
    """Only the person has the code: who reads it out agrees that their file is taken over."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("The person's code")
