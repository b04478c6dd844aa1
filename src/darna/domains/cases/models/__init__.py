"""Cases and what is done in them; one file per noun."""

from darna.domains.cases.models.case import Case, CaseShare, CaseVisible, Reopening
from darna.domains.cases.models.work import Encounter, Need, Task

__all__ = ["Case", "CaseShare", "CaseVisible", "Encounter", "Need", "Reopening", "Task"]
