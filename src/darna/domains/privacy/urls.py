"""Addresses of the room of data protection; identifiers only, never a name or a reference."""

from __future__ import annotations

from django.urls import path

from darna.domains.privacy.views import answering, certificates, emergencies, processing, requests, room, told

app_name = "privacy"

urlpatterns = [
    path("", room.room, name="room"),
    path("requests/", requests.requests, name="requests"),
    path("requests/clocks/", requests.clocks, name="clocks"),
    path("requests/of/<uuid:person_id>/", requests.of_person, name="of_person"),
    path("requests/of/<uuid:person_id>/take/", requests.take, name="take"),
    path("requests/<uuid:request_id>/", requests.request, name="request"),
    path("requests/<uuid:request_id>/in-hand/", answering.in_hand, name="in_hand"),
    path("requests/<uuid:request_id>/extend/", answering.extend, name="extend"),
    path("requests/<uuid:request_id>/corrector/", answering.corrector, name="corrector"),
    path("requests/<uuid:request_id>/corrected/", answering.corrected, name="corrected"),
    path("requests/<uuid:request_id>/copy/", answering.copy, name="copy"),
    path("requests/<uuid:request_id>/answer/", answering.answer, name="answer"),
    path("requests/<uuid:request_id>/erase/", answering.erase, name="erase"),
    path("requests/<uuid:request_id>/withdraw/", answering.withdraw, name="withdraw"),
    path("requests/<uuid:request_id>/told/", answering.told, name="told"),
    path("certificates/", certificates.certificates, name="certificates"),
    path("certificates/<uuid:certificate_id>/", certificates.certificate, name="certificate"),
    path("certificates/<uuid:certificate_id>/paper.pdf", certificates.paper, name="certificate_pdf"),
    path("certificates/<uuid:certificate_id>/copies/", certificates.copies, name="copies_end"),
    path("processing/", processing.register, name="register"),
    path("processing/begin/", processing.begin, name="begin"),
    path("processing/add/", processing.add, name="add"),
    path("processing/paper/", processing.paper, name="register_paper"),
    path("processing/<uuid:processing_id>/", processing.entry, name="entry"),
    path("processing/<uuid:processing_id>/change/", processing.change, name="change"),
    path("processing/<uuid:processing_id>/use/", processing.use, name="use"),
    path("processing/<uuid:processing_id>/end/", processing.end, name="end"),
    path("consents/", told.consents, name="consents"),
    path("disclosures/", told.disclosures, name="disclosures"),
    path("abroad/", told.abroad, name="abroad"),
    path("abroad/<uuid:recipient_id>/", told.safeguard, name="safeguard"),
    path("emergencies/", emergencies.emergencies, name="emergencies"),
    path("emergencies/open/", emergencies.open_file, name="open_in_emergency"),
    path("emergencies/<uuid:emergency_id>/", emergencies.emergency, name="emergency"),
    path("emergencies/<uuid:emergency_id>/end/", emergencies.end, name="end_emergency"),
    path("emergencies/<uuid:emergency_id>/review/", emergencies.review, name="review"),
]
