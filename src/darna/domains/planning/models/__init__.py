"""Progress, plans and appointments; one file per noun."""

from darna.domains.planning.models.appointments import Appointment
from darna.domains.planning.models.feeds import CalendarFeed
from darna.domains.planning.models.plans import Plan, PlanItem
from darna.domains.planning.models.progress import CaseProgress, CheckMark, DocumentSeen, StageStep

__all__ = ["Appointment", "CalendarFeed", "CaseProgress", "CheckMark", "DocumentSeen", "Plan", "PlanItem", "StageStep"]
