"""Facts that a person told on the public pages, kept with the case until answers say them again."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge
from darna.domains.entitlements.models.rows import OfCase


class ToldFacts(OfCase):
    """What the person's own file says beside insured periods: one row for a case, filled in where the law is asked."""

    sealed_facts = models.BinaryField()
    brought_by = models.UUIDField()
    brought_at = models.DateTimeField()

    lifecycle: ClassVar = Lifecycle(OnMerge.MOVE, OnErase.DELETE, export=True, retention="with_the_case")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["case"], name="case_keeps_told_facts_once")]

    def __str__(self) -> str:
        return str(self.case_id)
