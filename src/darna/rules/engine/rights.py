"""A right as a catalogue entry: who it is for, what it asks, the steps and documents to it, and who decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from darna.kernel.text import NO_TEXT, LocalText
from darna.rules.engine.answers import Answer
from darna.rules.engine.citations import Citation, Source
from darna.rules.engine.decisions import Decision, Figure
from darna.rules.engine.inquiry import Inquiry
from darna.rules.engine.parameters import Parameter
from darna.rules.engine.predicates import Node
from darna.rules.engine.questions import Rule

#: An amount worked out from the facts; None where a fact is missing or the amount is not published.
Formula = Callable[[Inquiry], Figure | None]


@dataclass(frozen=True, slots=True)
class Document:
    """A paper that is asked for; `needed` None means always."""

    id: str
    name: LocalText
    needed: Node | None
    citation: Citation | None
    note: LocalText = NO_TEXT


@dataclass(frozen=True, slots=True)
class Within:
    """How long there is for a step, in days, from a fact that is a date."""

    days: int
    since: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, where, and with which documents."""

    id: str
    do: LocalText
    where: LocalText
    documents: tuple[str, ...]
    citation: Citation | None
    within: Within | None = None


@dataclass(frozen=True, slots=True)
class Warning:
    """Something to know before acting; `when` None means always."""

    id: str
    says: LocalText
    when: Node | None
    citation: Citation | None


@dataclass(frozen=True, slots=True)
class Right:
    """A right that can be pursued in Morocco, as the law and the practice of its authority describe it.

    `address` is what its page is called: an address is seen over a shoulder, so it may say less than the id.
    """

    id: str
    area: str
    address: str
    title: LocalText
    summary: LocalText
    audiences: tuple[str, ...]
    claim: str
    authority: LocalText
    services: tuple[str, ...]
    sources: Mapping[str, Source]
    when: Node
    warnings: tuple[Warning, ...]
    documents: tuple[Document, ...]
    steps: tuple[Step, ...]
    if_refused: LocalText
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    figures: Mapping[str, str] = field(default_factory=dict)

    @property
    def question(self) -> str:
        """The address under which it is asked."""
        return f"rights.{self.id}"

    def asked(self, ask: Inquiry) -> Decision:
        """Whether the published conditions seem to be met; only the authority decides."""
        decision = self.when.asked(ask)
        for warning in self.warnings:
            self._warn(ask, warning)
        return decision

    def rule(self, formulas: Mapping[str, Formula]) -> Rule:
        """The right as a rule that also works out its amounts, each by the formula its file names."""

        def with_figures(ask: Inquiry) -> Decision:
            decision = self.asked(ask)
            for name, formula in self.figures.items():
                found = formulas[formula](ask)
                if found is not None:
                    ask.figures[name] = found
            return decision

        return with_figures

    def _warn(self, ask: Inquiry, warning: Warning) -> None:
        # A warning that protects is given in doubt too: it is withheld only when it certainly does not apply.
        if warning.when is not None and warning.when.asked(ask).answer is Answer.NO:
            return
        if warning.citation:
            ask.cite(warning.citation)
        ask.note(f"{self.id}.{warning.id}")


def documents_for(right: Right, ask: Inquiry) -> list[tuple[Document, Answer]]:
    """The papers of a right for this person: those needed, and those of which it cannot be told."""
    told = [(document, _is_needed(document, ask)) for document in right.documents]
    return [(document, answer) for document, answer in told if answer is not Answer.NO]


def _is_needed(document: Document, ask: Inquiry) -> Answer:
    return Answer.YES if document.needed is None else document.needed.asked(ask).answer
