"""Problems that can happen to a user's work, typed, so that a face can explain them in the user's language."""

from __future__ import annotations

from typing import Any, ClassVar


class Problem(Exception):
    """Something the user asked for was not done, for a reason that has a code.

    The face turns code and values into a sentence; this floor knows no language.

    >>> raise Refused("case_is_closed", reference="BM-12")
    Traceback (most recent call last):
    darna.kernel.errors.Refused: case_is_closed (reference='BM-12')
    """

    code: str = "problem"
    #: HTTP faces answer with this number; other faces may ignore it.
    status: ClassVar[int] = 400

    def __init__(self, code: str | None = None, /, **values: Any) -> None:
        if code is not None:
            self.code = code
        self.values: dict[str, Any] = values
        super().__init__(self.code, values)

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.values.items())
        return f"{self.code} ({told})" if told else self.code

    def __reduce__(self) -> tuple[Any, ...]:
        # The default would call a subclass with (code, values), which does not fit its signature.
        return _restored, (type(self), self.code, self.values)


def _restored(kind: type[Problem], code: str, values: dict[str, Any]) -> Problem:
    problem = kind.__new__(kind)
    Problem.__init__(problem, code, **values)
    return problem


class NotFound(Problem):
    """There is no such thing, or none that this actor may know of: the two must look alike.

    >>> NotFound("person", "BM-2026-00042").values
    {'kind': 'person', 'key': 'BM-2026-00042'}
    """

    code = "not_found"
    status = 404

    def __init__(self, kind: str, key: object = None) -> None:
        super().__init__(kind=kind, key=key)

    @property
    def kind(self) -> str:
        """The glossary noun that was looked for."""
        return str(self.values["kind"])

    @property
    def key(self) -> object:
        """What it was looked for by."""
        return self.values["key"]


class Refused(Problem):
    """The actor may not do this; the code says why."""

    code = "refused"
    status = 403

    def __init__(self, code: str = "refused", /, **values: Any) -> None:
        super().__init__(code, **values)


class ConsentMissing(Refused):
    """The person has not agreed to this use of their data.

    >>> ConsentMissing(purpose="referral").code
    'consent_missing'
    """

    code = "consent_missing"

    def __init__(self, code: str = "consent_missing", /, **values: Any) -> None:
        super().__init__(code, **values)


class StaleVersion(Problem):
    """Somebody else saved this since it was opened; nothing was overwritten.

    >>> problem = StaleVersion(found=4, seen=3)
    >>> problem.found, problem.seen
    (4, 3)
    """

    code = "stale_version"
    status = 409

    def __init__(self, found: int, seen: int, **values: Any) -> None:
        super().__init__(found=found, seen=seen, **values)

    @property
    def found(self) -> int:
        """The version that is stored now."""
        return int(self.values["found"])

    @property
    def seen(self) -> int:
        """The version the user had before their eyes."""
        return int(self.values["seen"])


class Invalid(Problem):
    """A field holds something that cannot be right; the code says what.

    >>> Invalid("born_on", "in_the_future", value="2090").field
    'born_on'
    """

    code = "invalid"
    status = 422

    def __init__(self, field: str, code: str = "invalid", /, **values: Any) -> None:
        super().__init__(code, **{**values, "field": field})

    @property
    def field(self) -> str:
        """The field to show the sentence beside."""
        return str(self.values["field"])


class AlreadyDone(Problem):
    """This was done before; doing it again would change nothing.

    >>> AlreadyDone("referral_already_accepted", on="2026-03-01").code
    'referral_already_accepted'
    """

    code = "already_done"
    status = 409

    def __init__(self, code: str = "already_done", /, **values: Any) -> None:
        super().__init__(code, **values)
