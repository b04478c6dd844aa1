"""Pictures of a draft, each with the words that stand for it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from darna.base.agencies.decorators import needs
from darna.base.agencies.roles import Verb
from darna.base.documents.scans import read_scan
from darna.base.pages.answering import DeskRequest
from darna.base.pages.forms import ConfirmForm
from darna.domains.pages import access, actions, forms, queries
from darna.domains.pages.models import PageImage
from darna.domains.pages.values import LANGUAGES, ImageCard, Standing, VersionCard
from darna.domains.pages.views.answering import answered, page_of, standing
from darna.kernel.errors import Invalid

#: A picture is shown and never run, whoever made it.
_SHUT = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}

#: What is wrong with a file, said of a picture; whatever else is sent is none.
_AS_PICTURE = {
    "scan_is_empty": "image_is_empty",
    "scan_is_too_large": "image_is_too_large",
    "scan_is_damaged": "image_is_damaged",
    "scan_has_too_many_dots": "image_has_too_many_dots",
}


@require_GET
@needs(Verb.PUBLISH_PAGES)
def body(request: DeskRequest, image_id: UUID) -> HttpResponse:
    """The picture itself."""
    media_type, content = queries.image_body(request.actor, image_id)
    return HttpResponse(content, content_type=media_type, headers=_SHUT)


@needs(Verb.KEEP_PAGES)
def add(request: DeskRequest, writing_id: UUID) -> HttpResponse:
    """Put a picture into a draft."""
    card = standing(request, writing_id, {Standing.DRAFT})
    form = forms.ImageForm(request.POST or None, request.FILES or None, initial={"seen_version": card.version})
    page = page_of(
        card,
        _("Add a picture"),
        _("Save in the draft"),
        _("The picture is in the draft."),
        lead=_("Say what it shows in every language the page is ready in: many readers hear the page read aloud."),
        template="pages/picture_form.html",
    )
    return answered(request, form, page, lambda: _added(request, writing_id, form))


@needs(Verb.KEEP_PAGES)
def describe(request: DeskRequest, image_id: UUID) -> HttpResponse:
    """Say otherwise what a picture shows."""
    image, card = _image(request, image_id)
    form = forms.ShowsForm(request.POST or None, initial=_initial(image))
    page = page_of(
        card,
        _("What the picture shows"),
        _("Save in the draft"),
        _("The words are saved."),
        fresh=lambda: forms.ShowsForm(initial=_initial(_image(request, image_id)[0])),
        template="pages/picture_form.html",
        context={"image": image},
    )
    return answered(
        request,
        form,
        page,
        lambda: actions.describe_image(image_id, form.shows(), seen_version=form.seen, by=request.actor),
    )


@needs(Verb.KEEP_PAGES)
def remove(request: DeskRequest, image_id: UUID) -> HttpResponse:
    """Ask first, then take a picture out of a draft."""
    image, card = _image(request, image_id)
    form = ConfirmForm(request.POST or None, initial={"seen_version": image.version})
    page = page_of(
        card,
        _("Take this picture away?"),
        _("Take it away"),
        _("The picture is taken away."),
        is_danger=True,
        template="pages/picture_form.html",
        context={"image": image},
    )
    return answered(
        request, form, page, lambda: actions.remove_image(image_id, seen_version=form.seen, by=request.actor)
    )


def _added(request: DeskRequest, version_id: UUID, form: forms.ImageForm) -> PageImage:
    try:
        picture = read_scan(form.cleaned_data["picture"].read())
    except Invalid as problem:
        raise Invalid("picture", _AS_PICTURE.get(problem.code, "image_is_no_picture")) from problem
    return actions.add_image(version_id, picture, form.shows(), by=request.actor)


def _image(request: DeskRequest, image_id: UUID) -> tuple[ImageCard, VersionCard]:
    """A picture of a draft with its version. Raises: NotFound."""
    row = access.image_to_write(request.actor, image_id)
    card = queries.version_card(request.actor, row.page_version_id)
    return next(image for image in card.images if image.id == image_id), card


def _initial(image: ImageCard) -> dict[str, object]:
    return {"seen_version": image.version, **{f"shows_{one}": image.shows[one] for one in LANGUAGES}}
