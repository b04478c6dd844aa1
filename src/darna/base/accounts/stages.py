"""The second step as a stage of a sign-in: asked of everybody who has one and has not given it already."""

from __future__ import annotations

from typing import Any

from allauth.mfa.stages import AuthenticateStage


class SecondStep(AuthenticateStage):  # type: ignore[misc]
    """A passkey that its owner unlocked, or an organisation that is trusted, has asked for both steps at once."""

    def _should_handle(self, request: Any) -> bool:
        account = self.login.user
        if account is None or getattr(request, "both_steps_given_by", None) == account.pk:
            return False
        return bool(super()._should_handle(request))
