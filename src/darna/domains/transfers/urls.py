"""Addresses of hand-overs and transfers; identifiers only, never a name or a reference."""

from __future__ import annotations

from django.urls import path

from darna.domains.transfers.views import answering, handing, listing, moving, room

app_name = "transfers"

urlpatterns = [
    path("", listing.transfers, name="list"),
    path("room/", room.team, name="room"),
    path("room/partners/", room.partners, name="partners"),
    path("room/hand-overs/", room.handovers, name="handovers"),
    path("room/rule/", room.rule, name="rule"),
    path("room/workers/<uuid:colleague_id>/ceiling/", room.ceiling, name="ceiling"),
    path("room/share-out/", room.share_out, name="share_out"),
    path("room/batches/<uuid:batch_id>/undo/", room.undo_batch, name="undo_batch"),
    path("cases/<uuid:case_id>/hand-over/", handing.start, name="hand_over"),
    path("cases/<uuid:case_id>/transfer/", moving.prepare, name="prepare"),
    path("referrals/<uuid:referral_id>/", moving.request_case, name="request"),
    path("hand-overs/<uuid:handover_id>/", handing.handover, name="handover"),
    path("hand-overs/<uuid:handover_id>/grant/", handing.grant, name="grant"),
    path("hand-overs/<uuid:handover_id>/refuse/", handing.refuse, name="refuse_handover"),
    path("hand-overs/<uuid:handover_id>/withdraw/", handing.withdraw, name="withdraw_handover"),
    path("hand-overs/<uuid:handover_id>/confirm/", handing.confirm, name="confirm"),
    path("<uuid:transfer_id>/", moving.transfer, name="transfer"),
    path("<uuid:transfer_id>/send/", moving.send, name="send"),
    path("<uuid:transfer_id>/refuse/", moving.refuse, name="refuse"),
    path("<uuid:transfer_id>/withdraw/", moving.withdraw, name="withdraw"),
    path("<uuid:transfer_id>/accept/", answering.accept, name="accept"),
    path("<uuid:transfer_id>/decline/", answering.decline, name="decline"),
]
