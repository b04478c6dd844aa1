"""Staff accounts, and the counters that slow guessing down."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; the first ones come from `darna setup`, all others from an invitation."""

    def create_user(self, email: str, password: str | None = None, **values: Any) -> Account:
        """An account with a hashed password, or with none until its owner chooses one."""
        account = self.model(email=self.normalize_email(email).lower(), **values)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email=(username or "").lower())


class Account(AbstractBaseUser):
    """One member of staff who signs in with e-mail, password and a second factor."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    full_name = models.CharField(_("full name"), max_length=120)
    language = models.CharField(_("language"), max_length=2, default="fr")
    is_active = models.BooleanField(_("active"), default=True)
    session_series = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(language__in=["ar", "fr", "it", "en"]), name="account_language_is_one_of_four"
            ),
            models.UniqueConstraint(Lower("email"), name="account_email_is_unique_whatever_its_case"),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_full_name(self) -> str:
        return self.full_name

    def get_short_name(self) -> str:
        return self.full_name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        # The series is part of the hash: raising it ends every session of the account, wherever it is served.
        bound = f"{self.password}|{self.session_series}"
        return salted_hmac("darna.accounts.session", bound, secret=secret, algorithm="sha256").hexdigest()


class Throttle(models.Model):
    """How often something was tried under one keyed hash of a name or an address, and until when it must wait.

    `failures` counts in a row; `tries` counts within the running hour; a `lasting` row keeps its failures for ever.
    """

    key = models.BinaryField(primary_key=True)
    lasting = models.BooleanField(default=False)
    failures = models.PositiveIntegerField(default=0)
    tries = models.PositiveIntegerField(default=0)
    window_started_at = models.DateTimeField()
    blocked_until = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["window_started_at"], name="throttle_by_age_for_sweeping")]

    def __str__(self) -> str:
        return "throttle"


class OrganisationLink(models.Model):
    """That the owner of an account may also sign in through an organisation, as whoever the organisation knows them.

    `mark` is a keyed hash of the organisation's address and its number for the person; `proof` binds it to the
    account, so that a row copied to another account opens nothing.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="organisation_links")
    organisation = models.CharField(max_length=30)
    mark = models.BinaryField(max_length=32)
    proof = models.BinaryField(max_length=32)
    linked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mark"], name="organisation_link_stands_for_one_account"),
            models.UniqueConstraint(
                fields=["account", "organisation"], name="account_has_one_link_for_each_organisation"
            ),
        ]

    def __str__(self) -> str:
        return self.organisation
