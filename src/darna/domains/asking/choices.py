"""What may be chosen when a question is asked: for pages outside this domain."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from darna.base.pages.doors import Door
from darna.domains.asking.models import Kind

#: In the words of whoever asks.
KINDS: Final = (
    (str(Kind.QUESTION.value), _("An answer to a question")),
    (str(Kind.APPOINTMENT.value), _("An appointment at the Maison")),
)
TOPICS: Final = tuple(Door.choices)
