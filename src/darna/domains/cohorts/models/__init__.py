"""Actions with their cohorts, and the cases in them with what a coach found."""

from darna.domains.cohorts.models.entry import CaseReview, CohortCase
from darna.domains.cohorts.models.programme_action import Cohort, ProgrammeAction

__all__ = ["CaseReview", "Cohort", "CohortCase", "ProgrammeAction"]
