"""What cannot be right in a training action or a cohort is refused."""

from __future__ import annotations

from darna.kernel.errors import Invalid
from darna.kernel.text import LocalText

MOST_LETTERS = 160
MOST_CASES = 10_000


def labels_in(label: LocalText) -> dict[str, str]:
    """The columns of a label. Raises: Invalid without the two languages everybody here reads, or for too long a one."""
    columns = {f"label_{language}": label.get(language, "").strip() for language in ("ar", "fr", "it", "en")}
    for name, text in columns.items():
        if len(text) > MOST_LETTERS:
            raise Invalid(name, "too_long", most=MOST_LETTERS)
        if not text and name in {"label_ar", "label_fr"}:
            raise Invalid(name, "empty")
    return columns


def require_target(target: int) -> None:
    """Raises: Invalid for a target that is no number of cases."""
    if not 1 <= target <= MOST_CASES:
        raise Invalid("target", "not_a_target", most=MOST_CASES)
