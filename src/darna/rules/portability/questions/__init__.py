"""What a person may ask about insured years in several countries, and how the law answers."""

from darna.rules.portability.questions.listing import questions
from darna.rules.portability.questions.surveying import Surveyed, survey

__all__ = ["Surveyed", "questions", "survey"]
