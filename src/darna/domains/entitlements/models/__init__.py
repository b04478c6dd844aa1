"""Insured periods, decisions, claims, and the runs that ask again; one file per noun."""

from darna.domains.entitlements.models.claims import Claim, ClaimPart, ClaimStep
from darna.domains.entitlements.models.decisions import Decision, LaterAnswer
from darna.domains.entitlements.models.periods import InsurancePeriod
from darna.domains.entitlements.models.runs import AskingAgain
from darna.domains.entitlements.models.told import ToldFacts

__all__ = ["AskingAgain", "Claim", "ClaimPart", "ClaimStep", "Decision", "InsurancePeriod", "LaterAnswer", "ToldFacts"]
