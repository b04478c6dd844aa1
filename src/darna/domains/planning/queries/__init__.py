"""Reads of planning, one file per noun; each says how many queries it makes."""

from darna.domains.planning.queries.appointments import appointment_card
from darna.domains.planning.queries.calendars import calendar_of
from darna.domains.planning.queries.daily import today_lines
from darna.domains.planning.queries.feeds import my_feed, my_feeds
from darna.domains.planning.queries.files import case_plans, kept_plans
from darna.domains.planning.queries.plans import item_card, plan_card
from darna.domains.planning.queries.progress import progress_card
from darna.domains.planning.queries.workload import cases_to_reassign, workload_of

__all__ = [
    "appointment_card",
    "calendar_of",
    "case_plans",
    "cases_to_reassign",
    "item_card",
    "kept_plans",
    "my_feed",
    "my_feeds",
    "plan_card",
    "progress_card",
    "today_lines",
    "workload_of",
]
