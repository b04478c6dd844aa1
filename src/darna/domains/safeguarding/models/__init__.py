"""Procedures, guardians, urgent clocks and conversations; one file per noun."""

from darna.domains.safeguarding.models.guardians import Assent, Guardianship
from darna.domains.safeguarding.models.procedures import Option, Procedure, Review, Step
from darna.domains.safeguarding.models.talks import Talk
from darna.domains.safeguarding.models.urgencies import Urgency, UrgentHours

__all__ = ["Assent", "Guardianship", "Option", "Procedure", "Review", "Step", "Talk", "Urgency", "UrgentHours"]
