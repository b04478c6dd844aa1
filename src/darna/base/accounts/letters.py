"""E-mails to the owner of an account, each in the owner's language and without anything sensitive in its subject."""

from __future__ import annotations

from collections.abc import Callable

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from darna.base.accounts.models import Account


def send(account: Account, template: str, subject: Callable[[], str], **values: object) -> None:
    """Send one e-mail made of `<template>.txt` to an account."""
    send_to(account.email, account.language, template, subject, name=account.full_name, **values)


def send_to(address: str, language: str, template: str, subject: Callable[[], str], **values: object) -> None:
    """Send one e-mail to an address, in a language."""
    with translation.override(language):
        EmailMessage(subject(), render_to_string(f"{template}.txt", values).strip() + "\n", None, [address]).send()
