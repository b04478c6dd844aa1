"""What administrators type about members, invitations and agencies."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from darna.base.accounts.forms import NewPasswordForm
from darna.base.agencies.actor import Actor
from darna.base.agencies.models import Agency
from darna.base.agencies.roles import Role
from darna.base.places.queries import country_choices, provinces
from darna.faces.office.drafts import AgencyDraft, InvitationDraft, MembershipChange

NOTHING = ("", "—")
#: Zones of the places where agencies of this region and its emigration work; others can be added when needed.
ZONES = (
    "Africa/Casablanca",
    "Europe/Rome",
    "Europe/Paris",
    "Europe/Madrid",
    "Europe/Brussels",
    "Europe/Amsterdam",
    "Europe/Berlin",
    "Europe/London",
    "America/Toronto",
)


class DayField(forms.DateField):
    """A day chosen in the browser's own calendar."""

    def __init__(self, **values: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date", "data-width": "10"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y"], **values)


class AddressedForm(forms.Form):
    """Name, e-mail address and language of somebody who is invited."""

    full_name = forms.CharField(label=_("Full name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"})
    )
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = (get_language() or "fr")[:2]


class InvitationForm(AddressedForm):
    """Whom to invite into one's own agency, and as what."""

    role = forms.ChoiceField(label=_("Role"))
    until = DayField(label=_("Last day"), required=False, help_text=_("Leave it empty for a place without an end."))
    field_order = ("full_name", "email", "role", "until", "language")

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [NOTHING, *((str(role), role.label) for role in roles)]  # type: ignore[attr-defined]

    def draft(self) -> InvitationDraft:
        """What was typed, as a value."""
        return InvitationDraft(**{**self.cleaned_data, "role": Role(self.cleaned_data["role"])})


class AdministratorForm(AddressedForm):
    """Whom to invite as administrator of an agency."""

    def draft(self) -> InvitationDraft:
        """What was typed, as a value."""
        return InvitationDraft(role=Role.AGENCY_ADMINISTRATOR, **self.cleaned_data)


class MembershipForm(forms.Form):
    """Role and dates of a member; `version` is the one the administrator saw."""

    role = forms.ChoiceField(label=_("Role"))
    since = DayField(label=_("First day"))
    until = DayField(label=_("Last day"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(str(role), role.label) for role in roles]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day lies before the first. Correct one of them."))
        return cleaned

    def change(self) -> MembershipChange:
        """What was typed, as a value."""
        data = self.cleaned_data
        return MembershipChange(Role(data["role"]), data["since"], data["until"])


class MemberFilter(forms.Form):
    """Which members to show."""

    says_optional = False
    STATES = (("", _("Now and to come")), ("ended", _("Ended")), ("all", _("All")))

    q = forms.CharField(label=_("Name or e-mail address"), required=False, max_length=80)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("All roles")), *Role.choices])
    state = forms.ChoiceField(label=_("Membership"), required=False, choices=STATES)
    sort = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)


class AgencyForm(forms.Form):
    """What an agency is."""

    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=160, widget=forms.TextInput(attrs={"dir": "rtl"}))
    name_fr = forms.CharField(label=_("Name in French"), max_length=160)
    name_it = forms.CharField(label=_("Name in Italian"), max_length=160)
    name_en = forms.CharField(label=_("Name in English"), max_length=160)
    kind = forms.ChoiceField(label=_("Kind"), choices=[NOTHING, *Agency.Kind.choices])
    slug = forms.SlugField(
        label=_("Short name"), max_length=40, help_text=_("Small letters and hyphens; commands and files name it so.")
    )
    reference_prefix = forms.RegexField(
        label=_("Letters that begin its references"),
        regex=r"^[A-Za-z]{2,4}$",
        help_text=_("Two to four Latin letters that no other agency has."),
        widget=forms.TextInput(attrs={"data-width": "4", "dir": "ltr"}),
    )
    country = forms.ChoiceField(label=_("Country"), initial="MA")
    province = forms.ChoiceField(label=_("Province"), required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=[(zone, zone) for zone in ZONES])
    is_active = forms.BooleanField(label=_("The agency works in Darna"), required=False, initial=True)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = (get_language() or "fr")[:2]
        self.fields["country"].choices = country_choices(language)  # type: ignore[attr-defined]
        places = sorted(((place.code, place.name.in_(language)) for place in provinces()), key=lambda pair: pair[1])
        self.fields["province"].choices = [NOTHING, *places]  # type: ignore[attr-defined]
        zone = self.initial.get("time_zone")
        if zone in available_timezones() and zone not in ZONES:
            self.fields["time_zone"].choices = [(z, z) for z in (*ZONES, zone)]  # type: ignore[attr-defined]

    def draft(self) -> AgencyDraft:
        """What was typed, as a value."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return AgencyDraft(**{**data, "reference_prefix": data["reference_prefix"].upper()})


class AcceptForm(NewPasswordForm):
    """The password somebody chooses who accepts an invitation."""


def roles_for(actor: Actor, roles: list[Role], held: Role) -> list[Role]:
    """The roles to offer for a member: those the actor gives, and the one that is held."""
    return [role for role in Role if role in roles or role == held]
