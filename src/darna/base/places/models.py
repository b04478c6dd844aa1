"""Regions, provinces and communes of Morocco by the statistical office's codes, and countries by ISO 3166."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from darna.kernel.text import LocalText


class Territory(models.Model):
    """What region, province and commune have in common: a code, two names and two censuses."""

    code = models.CharField(_("Code"), max_length=12, primary_key=True)
    name_fr = models.CharField(_("Name in French"), max_length=80)
    name_ar = models.CharField(_("Name in Arabic"), max_length=80)
    population_2014 = models.PositiveIntegerField(_("Population in 2014"), null=True, blank=True)
    population_2024 = models.PositiveIntegerField(_("Population in 2024"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_fr

    def name_in(self, language: str) -> str:
        """The name for a reader of that language; the Latin name serves French, Italian and English."""
        return LocalText(ar=self.name_ar, fr=self.name_fr).in_(language)


class Region(Territory):
    """One of the twelve regions."""

    class Meta(Territory.Meta):
        verbose_name = _("Region")
        verbose_name_plural = _("Regions")


class Province(Territory):
    """A province, a prefecture, or one of Casablanca's prefectures of arrondissements.

    The last kind lies inside the prefecture of Casablanca and holds no commune: adding up the
    provinces would count Casablanca twice, so populations are added up over communes or regions.
    """

    class Kind(models.TextChoices):
        PROVINCE = "province", _("Province")
        PREFECTURE = "prefecture", _("Prefecture")
        ARRONDISSEMENTS = (
            "prefecture_of_arrondissements",
            _("Prefecture of arrondissements"),
        )

    region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        related_name="provinces",
        verbose_name=_("Region"),
    )
    kind = models.CharField(_("Kind"), max_length=32, choices=Kind)

    class Meta(Territory.Meta):
        verbose_name = _("Province")
        verbose_name_plural = _("Provinces")


class Commune(Territory):
    """A commune: the smallest place Darna names, so that nobody can be found by their address."""

    class Kind(models.TextChoices):
        URBAN = "urban", _("Urban commune")
        RURAL = "rural", _("Rural commune")

    province = models.ForeignKey(
        Province,
        on_delete=models.PROTECT,
        related_name="communes",
        verbose_name=_("Province"),
    )
    kind = models.CharField(_("Kind"), max_length=8, choices=Kind)

    class Meta(Territory.Meta):
        verbose_name = _("Commune")
        verbose_name_plural = _("Communes")


class Country(models.Model):
    """A country or territory of ISO 3166-1, named in four languages."""

    code = models.CharField(_("Two letters (ISO 3166-1 alpha-2)"), max_length=2, primary_key=True)
    alpha3 = models.CharField(_("Three letters (ISO 3166-1 alpha-3)"), max_length=3, unique=True)
    name_ar = models.CharField(_("Name in Arabic"), max_length=80)
    name_fr = models.CharField(_("Name in French"), max_length=80)
    name_it = models.CharField(_("Name in Italian"), max_length=80)
    name_en = models.CharField(_("Name in English"), max_length=80)
    is_offered = models.BooleanField(
        _("Offered in lists"),
        default=True,
        help_text=_("Codes without inhabitants or without a nationality are kept for exchange, but not offered."),
    )

    class Meta:
        ordering = ["code"]
        verbose_name = _("Country")
        verbose_name_plural = _("Countries")
        constraints = [
            CheckConstraint(
                condition=Q(code__regex=r"^[A-Z]{2}$"),
                name="country_code_is_two_capitals",
            ),
            CheckConstraint(
                condition=Q(alpha3__regex=r"^[A-Z]{3}$"),
                name="country_alpha3_is_three_capitals",
            ),
        ]

    def __str__(self) -> str:
        return self.name_fr

    @property
    def name(self) -> LocalText:
        """The country's name in the four languages."""
        return LocalText(ar=self.name_ar, fr=self.name_fr, it=self.name_it, en=self.name_en)

    def name_in(self, language: str) -> str:
        """The name for a reader of that language."""
        return self.name.in_(language)
