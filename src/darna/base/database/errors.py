"""What can go wrong with the database, each said so that the reader knows what to do next."""

from __future__ import annotations


class DatabaseTrouble(Exception):
    """Something about the database stops the work; the message says what, why and what next."""

    exit_code = 1


class NoBinaries(DatabaseTrouble):
    """No PostgreSQL was found on this machine."""

    exit_code = 3


class WrongMajor(DatabaseTrouble):
    """The data belong to another major version of PostgreSQL."""

    exit_code = 4


class NotReachable(DatabaseTrouble):
    """The server did not start, or does not answer as the one we expect."""

    exit_code = 5


class ServerInUse(DatabaseTrouble):
    """Another process still uses the server."""

    exit_code = 6


class UnreadableSettings(DatabaseTrouble):
    """A connection address in the environment cannot be understood."""

    exit_code = 7


class Unhealthy(DatabaseTrouble):
    """The server would damage text: its encoding or locale does not keep Arabic letters."""

    exit_code = 8


class WrongKey(DatabaseTrouble):
    """The passphrase or key does not open this file."""

    exit_code = 100


class Truncated(DatabaseTrouble):
    """The file ends before its end."""

    exit_code = 101


class Corrupt(DatabaseTrouble):
    """The file was changed after it was written."""

    exit_code = 102


class RestoreFailed(DatabaseTrouble):
    """The copy was sound but could not be put in place; the data in use were not touched."""

    exit_code = 103
