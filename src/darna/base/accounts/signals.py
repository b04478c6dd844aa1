"""What happened to an account, told within the same transaction to whoever keeps the trail.

Each carries `account` (None when the address belongs to nobody) and, where there is one, `request`; some carry what
the trail tells besides: `steps` of a sign-in, the `organisation` of a link.
"""

from django.dispatch import Signal

signed_in = Signal()
signed_out = Signal()
sign_in_blocked = Signal()
password_changed = Signal()
password_reset = Signal()
second_factor_added = Signal()
second_factor_blocked = Signal()
recovery_codes_renewed = Signal()
session_ended = Signal()
passkey_added = Signal()
passkey_renamed = Signal()
passkey_removed = Signal()
passkey_doubted = Signal()
organisation_linked = Signal()
organisation_unlinked = Signal()
