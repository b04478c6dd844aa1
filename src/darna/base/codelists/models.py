"""Code lists and their codes: the closed sets of words that forms offer and registers are read into."""

from __future__ import annotations

import uuid
from typing import Final

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from darna.kernel.text import LocalText

#: The identifier of a code is made from its list and code, so that two installations give the same one.
NAMESPACE: Final = uuid.UUID("6f3b3a52-6d0e-5f57-9d8d-8a5c0f6d2b11")


class Labelled(models.Model):
    """Something named in the four languages."""

    label_ar = models.CharField(_("Label in Arabic"), max_length=120)
    label_fr = models.CharField(_("Label in French"), max_length=120)
    label_it = models.CharField(_("Label in Italian"), max_length=120)
    label_en = models.CharField(_("Label in English"), max_length=120)

    class Meta:
        abstract = True

    @property
    def label(self) -> LocalText:
        """The label in the four languages."""
        return LocalText(ar=self.label_ar, fr=self.label_fr, it=self.label_it, en=self.label_en)

    def label_in(self, language: str) -> str:
        """The label for a reader of that language."""
        return self.label.in_(language)


class CodeList(Labelled):
    """A list of codes with its version, where it comes from and under which licence."""

    class Inside(models.TextChoices):
        NOTHING = "", _("Only the whole text")
        PHRASES = "phrases", _("Phrases of two words or more")
        WORDS = "words", _("Phrases and single words")

    code = models.CharField(_("Code"), max_length=40, primary_key=True)
    version = models.CharField(_("Version"), max_length=20)
    source = models.CharField(_("Source"), max_length=200)
    licence = models.CharField(_("Licence"), max_length=40)
    reads_inside = models.CharField(
        _("Recognised inside longer texts"), max_length=8, choices=Inside, blank=True, default=Inside.NOTHING
    )

    class Meta:
        ordering = ["code"]
        verbose_name = _("Code list")
        verbose_name_plural = _("Code lists")

    def __str__(self) -> str:
        return self.label_en


class Code(Labelled):
    """One entry of a list; never deleted, because files refer to it: it is closed with a date."""

    id = models.UUIDField(primary_key=True, editable=False)
    list = models.ForeignKey(CodeList, on_delete=models.PROTECT, related_name="codes", verbose_name=_("List"))
    code = models.CharField(_("Code"), max_length=40)
    order = models.PositiveSmallIntegerField(_("Order"), default=0)
    external = models.CharField(_("Code in another standard"), max_length=40, blank=True)
    aliases = models.TextField(
        _("Other ways to write it"),
        blank=True,
        help_text=_("One on each line, in any language, as registers write it."),
    )
    valid_from = models.DateField(_("Valid from"), null=True, blank=True)
    valid_to = models.DateField(_("Valid until"), null=True, blank=True)
    locally_changed = models.BooleanField(
        _("Changed here"), default=False, help_text=_("An update of the platform leaves this row as it is.")
    )

    class Meta:
        ordering = ["list", "order", "code"]
        verbose_name = _("Code")
        verbose_name_plural = _("Codes")
        constraints = [
            UniqueConstraint(fields=["list", "code"], name="code_is_unique_in_its_list"),
            CheckConstraint(
                condition=Q(code__regex=r"^[A-Za-z][A-Za-z0-9_]*$"), name="code_is_plain_letters_digits_underscores"
            ),
            CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="code_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.list_id}:{self.code}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the identifier that belongs to this list and code."""
        self.id = identifier(self.list_id, self.code)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


def identifier(list_code: str, code: str) -> uuid.UUID:
    """The identifier of a code, the same in every installation."""
    return uuid.uuid5(NAMESPACE, f"{list_code}:{code}")
