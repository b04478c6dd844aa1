"""Where a case stands in its programme: stage, checklist, documents, on the definition it was opened with."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge
from darna.domains.planning.models.rows import OfCase


class CaseProgress(OfCase):
    """The definition a case is accompanied by, and its stage; a case nobody touched yet has no row."""

    definition = models.ForeignKey("programmes.ProgrammeVersion", on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=40)
    stage_since = models.DateField()

    lifecycle: ClassVar = Lifecycle(OnMerge.MOVE, OnErase.KEEP, export=True, retention="with_the_case")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case"], name="case_has_one_progress")]

    def __str__(self) -> str:
        return self.stage


class StageStep(OfCase):
    """One step of a case: from a stage to a stage, or from a definition to a newer one; never changed."""

    from_stage = models.CharField(max_length=40)
    to_stage = models.CharField(max_length=40)
    from_definition_id = models.UUIDField()
    to_definition_id = models.UUIDField()
    moved_at = models.DateTimeField(auto_now_add=True)
    moved_by = models.UUIDField()

    lifecycle: ClassVar = Lifecycle(OnMerge.MOVE, OnErase.KEEP, export=True, retention="with_the_case")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["case", "-moved_at"], name="step_of_a_case_newest")]

    def __str__(self) -> str:
        return self.to_stage


class CheckMark(OfCase):
    """An item of the checklist that was done, when and by whom."""

    item = models.CharField(max_length=40)
    done_on = models.DateField()
    done_by = models.UUIDField()

    lifecycle: ClassVar = Lifecycle(OnMerge.MOVE, OnErase.DELETE, export=True, retention="with_the_case")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "case", "item"], name="item_is_marked_once_in_a_case")
        ]

    def __str__(self) -> str:
        return self.item


class DocumentSeen(OfCase):
    """A paper that somebody of the agency saw: its name alone, never its content."""

    #: The code of an expected document; empty for another paper, which then has a name.
    document = models.CharField(max_length=40, blank=True)
    sealed_name = models.BinaryField(blank=True, default=b"")
    seen_on = models.DateField()
    seen_by = models.UUIDField()

    lifecycle: ClassVar = Lifecycle(OnMerge.MOVE, OnErase.DELETE, export=True, retention="with_the_case")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agency", "case", "document"], condition=~Q(document=""), name="document_is_seen_once_in_a_case"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["case"], name="document_of_a_case")]

    def __str__(self) -> str:
        return self.document
