"""Which legal texts speak of which country: Morocco's agreements, and what each country asks for itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from darna.kernel.text import LocalText
from darna.rules.engine.inquiry import Inquiry

MOROCCO: Final = "MA"


@dataclass(frozen=True, slots=True)
class Country:
    """A country, its own law on old age where it is known, and Morocco's agreements with it, the newest first."""

    code: str
    national: str = ""
    agreements: tuple[str, ...] = ()

    @property
    def name(self) -> str | LocalText:
        """The code, which pages turn into a name; Québec has no code of a country."""
        return _QUEBEC if self.code == "QC" else self.code


_QUEBEC: Final = LocalText.of({"ar": "كيبيك", "fr": "Québec", "it": "Québec", "en": "Québec"})

_KNOWN: Final = (
    Country("FR", "fr_rg", ("ma_fr_2007", "ma_fr_1965")),
    Country("BE", "be_pension", ("ma_be_2014", "ma_be_1968")),
    Country("ES", "es_ss", ("ma_es_1979",)),
    Country("NL", "nl_aow", ("ma_nl_1972",)),
    Country("DE", "de_rv", ("ma_de_1981",)),
    Country("SE", "se_pension", ("ma_se_1980",)),
    Country("DK", "dk_pension", ("ma_dk_1982",)),
    Country("LU", "lu_pension", ("ma_lu_2006",)),
    Country("PT", "pt_pension", ("ma_pt_1998",)),
    Country("RO", "", ("ma_ro_1983",)),
    Country("CA", "ca_oas", ("ma_ca_1998",)),
    Country("QC", "", ("ma_qc_2000",)),
    Country("TN", "", ("ma_tn_2015", "ma_tn_1987")),
    Country("LY", "", ("ma_ly_1983",)),
    Country("DZ", "", ("ma_dz_1991",)),
    Country("EG", "", ("ma_eg_2006",)),
    Country("IT", "it_law_335_1995", ("ma_it_1994",)),
    Country("BG", "", ("ma_bg_2016",)),
    Country("TR", "", ("ma_tr",)),
    Country("GB", "", ("ma_gb",)),
)
COUNTRIES: Final = {one.code: one for one in _KNOWN}

#: The members of the Union of 2000, when its Association Agreement with Morocco came into force.
FIFTEEN: Final = frozenset({"AT", "BE", "DE", "DK", "ES", "FI", "FR", "GB", "GR", "IE", "IT", "LU", "NL", "PT", "SE"})


def country(code: str) -> Country:
    """The country of that code; one with which Morocco has no known agreement has neither law nor agreements."""
    return COUNTRIES.get(code) or Country(code)


def agreement_with(ask: Inquiry, code: str) -> str | None:
    """The agreement to ask on that day: the one in force; else one that may be; else one known but not in force.

    None where none was signed by then.
    """
    found = {name: ask.peek(f"{name}.in_force") for name in country(code).agreements}
    known = {name: dated for name, dated in found.items() if dated is not None}
    in_force = [name for name, dated in known.items() if dated.is_sure and dated.value is True]
    open_question = [name for name, dated in known.items() if not dated.is_sure]
    return next(iter((*in_force, *open_question, *known)), None)


def is_in_force(ask: Inquiry, code: str) -> bool:
    """Whether Morocco certainly has an agreement in force with that country on that day."""
    name = agreement_with(ask, code)
    dated = ask.peek(f"{name}.in_force") if name else None
    return dated is not None and dated.is_sure and dated.value is True


def members_of_the_union(ask: Inquiry) -> frozenset[str]:
    """The States whose periods the Union's rules add together on that day for people of other countries."""
    listed = ask.peek("eu_1231_2010.bound_states")
    if listed is not None and isinstance(listed.value, list):
        return frozenset(map(str, listed.value))
    return FIFTEEN if ask.circumstances.on >= date(2000, 3, 1) else frozenset()
