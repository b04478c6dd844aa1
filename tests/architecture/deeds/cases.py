"""Deeds on cases and registers, one example of each."""

from __future__ import annotations

from datetime import timedelta

from darna.domains.cases import actions as cases
from darna.domains.cases.registers import actions as bringing
from darna.domains.cases.registers import sources, staging, undoing
from darna.domains.cases.registers.tests.registers import row, workbook
from darna.domains.cases.tests.makers import make_case
from darna.domains.cases.values import NeedDraft
from darna.kernel.clock import today
from tests.architecture.deeds.scene import Deed

DEEDS: dict[str, Deed] = {
    "cases.open_case": (
        lambda s: s.person,
        lambda s, who: s.done(s.worker, cases.open_case, who, "returned_mre", needs=[NeedDraft("housing")]),
    ),
    "cases.assign_case": (
        lambda s: s.case,
        lambda s, case: s.done(s.supervisor, cases.assign_case, case.pk, None, seen_version=1),
    ),
    "cases.assign_cases": (
        lambda s: s.case,
        lambda s, case: s.done(s.supervisor, cases.assign_cases, {case.pk: (1, s.supervisor.membership_id)}),
    ),
    "cases.pass_case": (
        lambda s: make_case(s.worker, worker_id=s.worker.membership_id),
        lambda s, case: s.done(s.worker, cases.pass_case, case.pk, s.supervisor.membership_id, seen_version=1),
    ),
    "cases.change_case": (
        lambda s: s.case,
        lambda s, case: s.done(s.worker, cases.change_case, case.pk, "high", today(), seen_version=1),
    ),
    "cases.close_case": (
        # With a task still to do and a live share, which end under the same sentence.
        lambda s: (s.share, s.done(s.worker, cases.set_task, s.share.case_id, "Call", today())),
        lambda s, _: s.done(s.worker, cases.close_case, s.share.case_id, "lost_contact", seen_version=1),
    ),
    "cases.reopen_case": (
        lambda s: s.closed,
        lambda s, case: s.done(s.supervisor, cases.reopen_case, case.pk, "She is back.", seen_version=case.version),
    ),
    "cases.write_encounter": (
        lambda s: s.case,
        lambda s, case: s.done(s.worker, cases.write_encounter, case.pk, kind="call", note="She called."),
    ),
    "cases.correct_encounter": (
        lambda s: s.note,
        lambda s, row: s.done(s.worker, cases.correct_encounter, row.pk, note="No.", present="", seen_version=1),
    ),
    "cases.note_need": (
        lambda s: s.case,
        lambda s, case: s.done(s.worker, cases.note_need, case.pk, NeedDraft("housing")),
    ),
    "cases.resolve_need": (
        lambda s: s.need,
        lambda s, need: s.done(s.worker, cases.resolve_need, need.pk, "obtained", seen_version=1),
    ),
    "cases.set_task": (
        lambda s: s.case,
        lambda s, case: s.done(s.worker, cases.set_task, case.pk, "Call the consulate", today()),
    ),
    "cases.finish_task": (
        lambda s: s.task,
        lambda s, task: s.done(s.worker, cases.finish_task, task.pk, seen_version=1),
    ),
    "cases.drop_task": (
        lambda s: s.task,
        lambda s, task: s.done(s.worker, cases.drop_task, task.pk, "No longer needed", seen_version=1),
    ),
    "cases.share_case": (
        lambda s: s.case,
        lambda s, case: s.done(s.worker, cases.share_case, case.pk, s.partner.agency_id, today() + timedelta(days=30)),
    ),
    "cases.revoke_share": (
        lambda s: s.share,
        lambda s, share: s.done(s.worker, cases.revoke_share, share.pk, seen_version=1),
    ),
    "registers.bring_register": (
        lambda s: s.supervisor,
        lambda s, by: s.done(by, bringing.bring_register, workbook(row(), row(given="Nour")), name="r.xlsx"),
    ),
    "registers.stage_register": (
        lambda s: s.supervisor,
        lambda s, by: s.done(by, staging.stage_register, workbook(row())),
    ),
    "registers.choose_columns": (
        lambda s: s.staged,
        lambda s, waits: s.done(s.supervisor, staging.choose_columns, waits.pk, {"Nom": "family_name"}),
    ),
    "registers.rename_mapping": (
        lambda s: s.source,
        lambda s, source: s.done(s.supervisor, sources.rename_mapping, source.id, "Ours", seen_version=source.version),
    ),
    "registers.remove_mapping": (
        lambda s: s.source,
        lambda s, source: s.done(s.supervisor, sources.remove_mapping, source.id, seen_version=source.version),
    ),
    "registers.drop_staged": (
        lambda s: s.staged,
        lambda s, waits: s.done(s.supervisor, staging.drop_staged, waits.pk),
    ),
    "registers.undo_register": (
        lambda s: s.batch,
        lambda s, batch: s.done(s.supervisor, undoing.undo_register, batch),
    ),
    "registers.take_back": (
        lambda s: s.batch,
        lambda s, batch: s.done(s.supervisor, staging.take_back, batch),
    ),
}
