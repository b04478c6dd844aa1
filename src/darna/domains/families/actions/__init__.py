"""What is done with family proposals: one verb, one transaction, one sentence of the trail."""

from darna.domains.families.actions.deciding import confirm_family, decline_family
from darna.domains.families.actions.finding import look_for_families

__all__ = ["confirm_family", "decline_family", "look_for_families"]
