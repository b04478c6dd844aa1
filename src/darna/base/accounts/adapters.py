"""How allauth behaves in Darna."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class AccountAdapter(DefaultAccountAdapter):
    """No sign-up: accounts come from invitations."""

    def is_open_for_signup(self, request):  # type: ignore[no-untyped-def]
        return False


class MFAAdapter(DefaultMFAAdapter):
    """Second factors."""
