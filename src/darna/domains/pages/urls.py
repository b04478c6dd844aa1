"""Addresses of the editor of public pages, by identifiers alone."""

from __future__ import annotations

from django.urls import path

from darna.domains.pages.views import images, listing, pages, publishing, writing

app_name = "pages"

urlpatterns = [
    path("", listing.pages, name="list"),
    path("review/", listing.queue, name="queue"),
    path("add/", pages.add, name="add"),
    path("<uuid:public_page_id>/", pages.show, name="page"),
    path("<uuid:public_page_id>/change/", pages.change, name="change"),
    path("<uuid:public_page_id>/reviewed/", pages.review, name="review"),
    path("versions/<uuid:content_id>/", pages.version, name="version"),
    path("versions/<uuid:content_id>/preview/", pages.preview, name="preview"),
    path("versions/<uuid:content_id>/differences/", pages.differences, name="differences"),
    path("versions/<uuid:content_id>/draft/", writing.start, name="start"),
    path("drafts/<uuid:writing_id>/sources/", writing.sources, name="sources"),
    path("drafts/<uuid:writing_id>/discard/", writing.discard, name="discard"),
    path("drafts/<uuid:writing_id>/propose/", publishing.propose, name="propose"),
    path("drafts/<uuid:writing_id>/picture/", images.add, name="add_image"),
    path("texts/<uuid:text_id>/", writing.text, name="text"),
    path("pictures/<uuid:image_id>/", images.body, name="image"),
    path("pictures/<uuid:image_id>/words/", images.describe, name="describe_image"),
    path("pictures/<uuid:image_id>/remove/", images.remove, name="remove_image"),
    path("proposals/<uuid:proposal_id>/publish/", publishing.publish, name="publish"),
    path("proposals/<uuid:proposal_id>/send-back/", publishing.send_back, name="send_back"),
    path("scheduled/<uuid:scheduled_id>/recall/", publishing.recall, name="recall"),
    path("shown/<uuid:shown_id>/retire/", publishing.retire, name="retire"),
]
