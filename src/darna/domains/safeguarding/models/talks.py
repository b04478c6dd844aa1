"""A conversation with a child who may leave: what was said stays sealed, what is offered is chosen with the child."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge
from darna.domains.safeguarding.models.rows import OfCase


class Talk(OfCase):
    """A conversation and the support it led to; nothing in it is counted, weighed or ranked."""

    held_on = models.DateField()
    held_by = models.UUIDField()
    #: Every answer in one sealed text: none can be read, searched or counted by itself.
    sealed_answers = models.BinaryField()
    #: What the child chose among the offers, by code; in no order.
    offers = ArrayField(models.CharField(max_length=40), default=list, blank=True)

    lifecycle: ClassVar = Lifecycle(
        OnMerge.MOVE,
        OnErase.BLANK,
        export=True,
        retention="with_the_case",
        blank=(("sealed_answers", b""), ("offers", [])),
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["person"], name="talk_of_a_person")]

    def __str__(self) -> str:
        return str(self.held_on)
