"""What is done about files of one person: looked for in a whole register, or for one who was just registered."""

from darna.domains.linkage.actions.looking import ask_for_a_run, begin_run, fail_run, finish_run, move_run
from darna.domains.linkage.actions.meeting import meet_person

__all__ = ["ask_for_a_run", "begin_run", "fail_run", "finish_run", "meet_person", "move_run"]
