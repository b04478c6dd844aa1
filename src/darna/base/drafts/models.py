"""The draft of a form: sealed, of one member, for two days."""

from __future__ import annotations

import uuid
from typing import ClassVar, Final

from django.db import models

from darna.base.rowsecurity.lifecycle import Lifecycle, OnErase, OnMerge

#: Stands for "about nobody yet", as when somebody is being registered.
NOBODY: Final = uuid.UUID(int=0)


class Draft(models.Model):
    """What a member typed into one form about one record; the next keeping takes its place.

    A form that was saved leaves its row empty and ended until its time is over: a slow line may still bring what was
    typed before, and that must not come back as a draft.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+", db_index=False)
    membership_id = models.UUIDField()
    form = models.CharField(max_length=40)
    about_id = models.UUIDField(default=NOBODY)
    person_id = models.UUIDField(null=True)
    #: The showing of the form that wrote it: each page that shows a form makes a new one.
    showing = models.UUIDField()
    sealed_body = models.BinaryField(blank=True, default=b"")
    is_ended = models.BooleanField(default=False)
    kept_at = models.DateTimeField()

    lifecycle: ClassVar = Lifecycle(
        OnMerge.STAY, OnErase.DELETE, export=False, retention="drafts_48_hours", person_field="person_id"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["membership_id", "form", "about_id"], name="draft_is_one_of_a_member_form_and_record"
            ),
            models.CheckConstraint(
                condition=models.Q(is_ended=False) | models.Q(sealed_body=b""), name="ended_draft_holds_nothing"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["kept_at"], name="draft_by_age_to_forget"),
            models.Index(fields=["person_id"], name="draft_of_a_person_to_erase"),
        ]

    def __str__(self) -> str:
        return self.form
