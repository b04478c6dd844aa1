"""Mail, logs: what leaves the house, and that nothing personal does."""

from darna.config.settings import reader

DEFAULT_FROM_EMAIL = reader.text("DARNA_MAIL_FROM", "Sender of Darna's e-mails.", "darna@localhost")
EMAIL_BACKEND = "darna.base.messages.backends.OutboxBackend"
EMAIL_HOST = reader.text("DARNA_MAIL_HOST", "Mail server; without it messages stay in the outbox page.")
EMAIL_PORT = reader.number("DARNA_MAIL_PORT", "Port of the mail server.", 587)
EMAIL_HOST_USER = reader.text("DARNA_MAIL_USER", "Account at the mail server.")
EMAIL_HOST_PASSWORD = reader.text("DARNA_MAIL_PASSWORD", "Password at the mail server.")
EMAIL_USE_TLS = reader.yes_no("DARNA_MAIL_TLS", "Speak TLS with the mail server.", True)
EMAIL_TIMEOUT = 15

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"without_persons": {"()": "darna.base.messages.logs.WithoutPersons"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["without_persons"]}},
    "root": {"handlers": ["stderr"], "level": reader.text("DARNA_LOG_LEVEL", "How much is logged.", "WARNING")},
    "loggers": {"django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
}
