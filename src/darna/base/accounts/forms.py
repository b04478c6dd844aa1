"""What an owner types about their account."""

from __future__ import annotations

import json
from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from darna.base.accounts.models import Account
from darna.base.accounts.wording import SENTENCES

LONGEST_PASSWORD = 200
WRONG = _("This e-mail address and password do not belong together. Check both and try again.")
THROTTLED = _("There were too many tries. Wait a while before you try again, or choose a new password by e-mail.")
WRONG_PASSWORD = _("This is not your password. Try again.")
WRONG_PASSKEY: Any = SENTENCES["passkey_not_proved"]
WRONG_CODE = _("This code is not right, or it was used before. Wait for the next code and type it.")


def _password(label: Any, *, new: bool = False, **options: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password" if new else "current-password", "dir": "ltr"})
    return forms.CharField(label=label, max_length=LONGEST_PASSWORD, strip=False, widget=widget, **options)


class SignInForm(LoginForm):  # type: ignore[misc]
    """E-mail address and password."""

    password = _password(_("Password"))
    throttled = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attrs = {"autocomplete": "username", "dir": "ltr", "inputmode": "email", "autocapitalize": "none"}
        self.fields["login"] = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs=attrs))
        self.order_fields(["login", "password"])

    def _clean_with_password(self, credentials: dict[str, Any]) -> Any:
        try:
            return super()._clean_with_password(credentials)
        except ValidationError:
            self.throttled = bool(getattr(self.request, "sign_in_is_throttled", False))
            raise ValidationError(THROTTLED if self.throttled else WRONG) from None


class PasswordForm(forms.Form):
    """The password again, of somebody who is signed in already."""

    password = _password(_("Password"))
    throttled = False

    def __init__(self, *args: Any, request: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        if authenticate(self.request, email=self.request.user.email, password=password) is None:
            self.throttled = bool(getattr(self.request, "sign_in_is_throttled", False))
            raise ValidationError(THROTTLED if self.throttled else WRONG_PASSWORD)
        return password


class CodeForm(forms.Form):
    """A one-time code, or a recovery code where one is accepted."""

    code = forms.CharField(
        label=_("Six-digit code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr", "data-width": "10"}
        ),
    )


class CredentialField(forms.Field):
    """What a passkey answered, as JSON; a script puts it into the form, nobody types it."""

    widget = forms.HiddenInput
    LONGEST = 20_000

    def to_python(self, value: Any) -> dict[str, Any] | None:
        if not value:
            return None
        try:
            told = json.loads(value) if len(value) <= self.LONGEST else None
        except (ValueError, RecursionError):
            told = None
        if not isinstance(told, dict):
            raise ValidationError(WRONG_PASSKEY)
        return told

    def bound_data(self, data: Any, initial: Any) -> str:
        # An answer is good once; a page that comes back asks for a new one.
        return ""


class PasskeyForm(forms.Form):
    """The answer of a passkey, and nothing else."""

    credential = CredentialField(error_messages={"required": WRONG_PASSKEY})


class PasskeyNameForm(forms.Form):
    """How its owner calls a passkey."""

    name = forms.CharField(
        label=_("Name of the passkey"),
        help_text=_("So that you know later which device it is on, for example: my phone."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class NewPasskeyForm(PasskeyNameForm, PasskeyForm):
    """A passkey that was just made, and its name."""


class SecondStepForm(CodeForm):
    """The second step of a sign-in: a code, or the answer of a passkey."""

    credential = CredentialField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _("From your authenticator app, or one of your recovery codes.")
        self.fields["code"].required = not self.data.get("credential")


class NewPasswordForm(forms.Form):
    """A new password, typed twice."""

    password = _password(_("New password"), new=True)
    again = _password(_("New password, once more"), new=True)

    def __init__(self, *args: Any, account: Account | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.account = account
        self.fields["password"].help_text = _(
            "At least twelve characters. A few words that only you would put together are easy to keep and hard to guess."
        )

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password, self.account)
        return password

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "password" in cleaned and cleaned.get("again") != cleaned["password"]:
            self.add_error("again", _("The two passwords differ. Type the same one twice."))
        return cleaned


class ChangePasswordForm(NewPasswordForm):
    """The old password and a new one."""

    old = _password(_("Current password"))
    field_order = ("old", "password", "again")

    def __init__(self, *args: Any, request: Any, **kwargs: Any) -> None:
        super().__init__(*args, account=request.user, **kwargs)
        self.request = request

    def clean_old(self) -> str:
        old = str(self.cleaned_data["old"])
        if authenticate(self.request, email=self.request.user.email, password=old) is None:
            throttled = getattr(self.request, "sign_in_is_throttled", False)
            raise ValidationError(THROTTLED if throttled else WRONG_PASSWORD)
        return old


class ForgottenForm(forms.Form):
    """The address to which a link shall go."""

    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username", "dir": "ltr"})
    )
