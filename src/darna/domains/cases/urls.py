"""Addresses of cases; identifiers only, never a name or a reference."""

from __future__ import annotations

from django.urls import path

from darna.domains.cases.views import cases, imports, mappings, registered, row_report, shares, slips, staging, work

app_name = "cases"

urlpatterns = [
    path("", cases.case_list, name="list"),
    path("persons/", registered.persons, name="persons"),
    path("open/<uuid:person_id>/", cases.open_case, name="open"),
    path("timeline/<uuid:person_id>/", work.older, name="older"),
    path("imports/", imports.imports, name="imports"),
    path("imports/waiting/<uuid:staged_id>/", staging.staged, name="staged"),
    path("imports/waiting/<uuid:staged_id>/columns/", staging.columns, name="staged_columns"),
    path("imports/waiting/<uuid:staged_id>/rows.csv", staging.problems, name="staged_problems"),
    path("imports/waiting/<uuid:staged_id>/pairs/", staging.pairs, name="staged_pairs"),
    path("imports/waiting/<uuid:staged_id>/bring/", staging.bring, name="staged_bring"),
    path("imports/waiting/<uuid:staged_id>/drop/", staging.drop, name="staged_drop"),
    path("imports/sources/", mappings.mappings, name="mappings"),
    path("imports/sources/<uuid:mapping_id>/", mappings.mapping, name="mapping"),
    path("imports/sources/<uuid:mapping_id>/forget/", mappings.forget, name="mapping_forget"),
    path("imports/rows/", row_report.rows, name="import_rows"),
    path("imports/<uuid:batch_id>/", imports.show_import, name="import"),
    path("imports/<uuid:batch_id>/undo/", imports.undo_import, name="import_undo"),
    path("<uuid:case_id>/", cases.show_case, name="show"),
    path("<uuid:case_id>/encounter/", work.write_encounter, name="write_encounter"),
    path("<uuid:case_id>/need/", work.note_need, name="note_need"),
    path("<uuid:case_id>/task/", work.set_task, name="set_task"),
    path("<uuid:case_id>/change/", cases.change_case, name="change"),
    path("<uuid:case_id>/assign/", cases.assign_case, name="assign"),
    path("<uuid:case_id>/close/", cases.close_case, name="close"),
    path("<uuid:case_id>/reopen/", cases.reopen_case, name="reopen"),
    path("<uuid:case_id>/share/", shares.share_case, name="share"),
    path("<uuid:case_id>/slip/", slips.slip, name="slip"),
    path("<uuid:case_id>/slip.pdf", slips.slip_pdf, name="slip_pdf"),
    path("encounters/<uuid:encounter_id>/correct/", work.correct_encounter, name="correct_encounter"),
    path("needs/<uuid:need_id>/resolve/", work.resolve_need, name="resolve_need"),
    path("tasks/<uuid:task_id>/finish/", work.finish_task, name="finish_task"),
    path("tasks/<uuid:task_id>/drop/", work.drop_task, name="drop_task"),
    path("shares/<uuid:share_id>/revoke/", shares.revoke_share, name="revoke_share"),
]
