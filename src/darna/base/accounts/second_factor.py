"""One-time codes: giving an account its secret, and accepting each code once.

allauth remembers used codes in a cache that each process has for itself; here the last accepted step is kept with
the secret, under a row lock, so that a code seen over a shoulder is worth nothing to another process either.
"""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value

from darna.base.accounts.sealing import seal, unseal
from darna.kernel.clock import now

if TYPE_CHECKING:
    from uuid import UUID

    from darna.base.accounts.models import Account

PERIOD = 30
#: A clock may be one step early or late.
TOLERANCE = 1
NEVER = 0


def new_secret() -> str:
    """A random secret for an authenticator app, in base 32."""
    return str(generate_totp_secret())


def has_second_factor(account_id: UUID) -> bool:
    """Tell whether the account has set up an authenticator app. One query."""
    return bool(Authenticator.objects.filter(user_id=account_id, type=Authenticator.Type.TOTP).exists())


def give_totp(account: Account, secret: str, *, used_step: int = NEVER) -> Authenticator:
    """Give an account its authenticator secret, in place of any it had; the secret is sealed."""
    Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.TOTP).delete()
    return Authenticator.objects.create(
        user_id=account.pk, type=Authenticator.Type.TOTP, data={"secret": seal(secret), "used_step": used_step}
    )


def give_recovery_codes(account: Account) -> list[str]:
    """New recovery codes in place of the old ones, each good for one sign-in."""
    Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.RECOVERY_CODES).delete()
    return list(RecoveryCodes.activate(account).get_unused_codes())


def unused_recovery_codes(account_id: UUID) -> list[str]:
    """The recovery codes that are still good. One query."""
    row = Authenticator.objects.filter(user_id=account_id, type=Authenticator.Type.RECOVERY_CODES).first()
    return list(RecoveryCodes(row).get_unused_codes()) if row else []


def take_away(account_id: UUID) -> bool:
    """Remove authenticator, passkeys and recovery codes; False when there were none."""
    return bool(Authenticator.objects.filter(user_id=account_id).delete()[0])


def step_of_code(secret: str, code: str, *, after: int = NEVER) -> int | None:
    """The time step whose code this is, later than the last one used; None when there is none."""
    typed = "".join(c for c in code if c.isdigit())
    here = int(time.time()) // PERIOD
    for step in range(here - TOLERANCE, here + TOLERANCE + 1):
        if step > after and secrets.compare_digest(typed.encode(), code_at(secret, step).encode()):
            return step
    return None


def accept_code(account_id: UUID, code: str) -> bool:
    """Accept a one-time code or, failing that, a recovery code; each is accepted once."""
    rows = {
        row.type: row for row in Authenticator.objects.select_for_update().filter(user_id=account_id).order_by("pk")
    }
    totp = rows.get(Authenticator.Type.TOTP)
    if totp is not None and _accept_totp(totp, code):
        return True
    recovery = rows.get(Authenticator.Type.RECOVERY_CODES)
    return recovery is not None and bool(RecoveryCodes(recovery).validate_code(code))


def current_code(account: Account) -> str:
    """The next code this account can sign in with: this step's, or the following one's when this one is used."""
    return code_of(Authenticator.objects.get(user_id=account.pk, type=Authenticator.Type.TOTP))


def code_of(row: Authenticator) -> str:
    """The next code of one authenticator."""
    step = max(int(time.time()) // PERIOD, int(row.data.get("used_step", NEVER)) + 1)
    return code_at(unseal(row.data["secret"]), step)


def code_at(secret: str, step: int) -> str:
    """The six digits of one time step."""
    return str(format_hotp_value(hotp_value(secret, step)))


def _accept_totp(row: Authenticator, code: str) -> bool:
    step = step_of_code(unseal(row.data["secret"]), code, after=int(row.data.get("used_step", NEVER)))
    if step is None:
        return False
    row.data["used_step"] = step
    row.last_used_at = now()
    row.save(update_fields=["data", "last_used_at"])
    return True
