"""Addresses of questionnaires; identifiers only, never a name or a reference."""

from __future__ import annotations

from django.urls import path

from darna.domains.assessments.views import answers, exports, filling, instruments

app_name = "assessments"

urlpatterns = [
    path("", instruments.list_instruments, name="list"),
    path("bring-in/", instruments.bring_in, name="bring_in"),
    path("versions/<uuid:instrument_version_id>/", instruments.show, name="instrument"),
    path("versions/<uuid:instrument_version_id>/questionnaire.xlsx", instruments.workbook, name="workbook"),
    path("versions/<uuid:draft_instrument_id>/publish/", instruments.publish, name="publish"),
    path("versions/<uuid:draft_instrument_id>/withdraw/", instruments.withdraw, name="withdraw"),
    path("versions/<uuid:draft_instrument_id>/take-away/", instruments.remove, name="remove"),
    path("versions/<uuid:instrument_version_id>/carry-out/", exports.export, name="export"),
    path("cases/<uuid:case_id>/", answers.of_case, name="of_case"),
    path("cases/<uuid:case_id>/begin/<uuid:instrument_version_id>/", answers.begin, name="begin"),
    path("answers/", answers.list_answers, name="answers"),
    path("answers/<uuid:questionnaire_id>/", answers.show, name="answer"),
    path("answers/<uuid:questionnaire_id>/print/", answers.print_answers, name="print"),
    path("answers/<uuid:questionnaire_id>/answers.pdf", answers.answers_pdf, name="answers_pdf"),
    path("answers/<uuid:questionnaire_id>/page/<int:number>/", filling.fill, name="fill"),
    path("answers/<uuid:questionnaire_id>/end/", filling.complete, name="complete"),
    path("answers/<uuid:questionnaire_id>/correct/", answers.correct, name="correct"),
    path("answers/<uuid:questionnaire_id>/throw-away/", answers.drop, name="drop"),
]
