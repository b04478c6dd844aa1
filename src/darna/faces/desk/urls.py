"""Addresses of the desk; none holds a name, a reference, or anything that was searched."""

from __future__ import annotations

from django.urls import path

from darna.faces.desk.views import (
    asked,
    consent,
    duplicates,
    file,
    guarding,
    history,
    law,
    leaving,
    paper,
    person,
    register,
    search,
    signed,
    today,
)

app_name = "desk"

urlpatterns = [
    path("", today.today_page, name="today"),
    path("sign-out/", leaving.sign_out, name="sign_out"),
    path("drafts/drop/", leaving.drop_drafts, name="drop_drafts"),
    path("search/", search.search, name="search"),
    path("register/", register.start, name="register"),
    path("register/check/", register.check, name="register_check"),
    path("register/leave/", register.leave, name="register_leave"),
    path("register/<slug:key>/", register.step, name="register_step"),
    path("files/<uuid:person>/", file.file, name="file"),
    path("files/<uuid:person>/change/", person.change, name="change"),
    path("files/<uuid:person>/add/<slug:part>/", person.add, name="add"),
    path("files/<uuid:person>/end/<slug:part>/<uuid:row>/", person.end, name="end"),
    path("files/<uuid:person>/consent/", consent.record, name="consent"),
    path("files/<uuid:person>/consent/<uuid:consent>/withdraw/", consent.withdraw, name="withdraw"),
    path("files/<uuid:person>/consent/<uuid:consent>/signed/", signed.pages, name="signed_pages"),
    path("files/<uuid:person>/consent/<uuid:consent>/signed/add/", signed.add, name="add_signed_page"),
    path("files/<uuid:person>/signed/<uuid:page>/", signed.page, name="signed_page"),
    path("files/<uuid:person>/signed/<uuid:page>/body/", signed.body, name="signed_page_body"),
    path("files/<uuid:person>/signed/<uuid:page>/remove/", signed.remove, name="remove_signed_page"),
    path("files/<uuid:person>/consent/paper/", paper.of_person, name="paper_consent_of"),
    path("files/<uuid:person>/consent/paper.pdf", paper.of_person_pdf, name="paper_consent_of_pdf"),
    path("consent/paper/", paper.blank, name="paper_consent"),
    path("consent/paper.pdf", paper.blank_pdf, name="paper_consent_pdf"),
    path("files/<uuid:person>/protection/", guarding.protection, name="protection"),
    path("files/<uuid:person>/erase/", guarding.erase, name="erase"),
    path("life/<uuid:case_id>/", law.life, name="life"),
    path("life/<uuid:case_id>/code/", asked.bring_by_code, name="bring_by_code"),
    path("duplicates/", duplicates.duplicates, name="duplicates"),
    path("duplicates/<uuid:pair>/", duplicates.decide, name="decide"),
    path("duplicates/<uuid:pair>/compare/", duplicates.compare, name="compare"),
    path("duplicates/<uuid:pair>/later/", duplicates.put_off, name="put_off"),
    path("duplicates/<uuid:pair>/unite/", duplicates.unite, name="unite"),
    path("files/<uuid:person>/history/", history.history, name="history"),
    path("merges/<uuid:merge>/part/", history.part, name="part"),
]
