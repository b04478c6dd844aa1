"""The seven situations of the welcome page."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Door(models.TextChoices):
    """Pages stand behind one of them, and questions are asked by them; labels are what somebody says of themselves."""

    RETURNED = "returned", _("I came back to Morocco")
    ABROAD = "abroad", _("I live abroad")
    LIVING_HERE = "living-here", _("I am a foreigner living here")
    GOING = "going", _("I would like to go abroad")
    WORK = "work", _("I want to work or start something here")
    CHILD = "child", _("I am under 18, or worried about a child")
    INVEST = "invest", _("I want to invest")
