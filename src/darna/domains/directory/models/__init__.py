"""Tables of the directory, in the words of HSDS: organisation, service, location, service at a location, schedule."""

from darna.domains.directory.models.entries import Certainty, Organisation, Service, State
from darna.domains.directory.models.places import Closure, ConfidentialPlace, Location, Schedule, ServiceAtLocation
from darna.domains.directory.models.suggestions import Suggestion

__all__ = [
    "Certainty",
    "Closure",
    "ConfidentialPlace",
    "Location",
    "Organisation",
    "Schedule",
    "Service",
    "ServiceAtLocation",
    "State",
    "Suggestion",
]
