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

SMS_URL = reader.text("DARNA_SMS_URL", "Gateway that takes text messages as JSON; without it none is sent.").strip()
SMS_TOKEN = reader.text("DARNA_SMS_TOKEN", "Token of the gateway for text messages, sent as a bearer token.")
SMS_BODY = reader.text(
    "DARNA_SMS_BODY",
    "What the gateway is sent; {to} is the number, {text} the text.",
    '{"to": "{to}", "text": "{text}"}',
)
SMS_TIMEOUT = reader.number("DARNA_SMS_TIMEOUT", "Seconds the gateway has to answer.", 10, at_least=1, at_most=60)
SMS_CALL = reader.text("DARNA_SMS_CALL", "Number that text messages say to call; without it they name none.").strip()
if SMS_URL and not SMS_URL.startswith(("https://", "http://127.0.0.1", "http://localhost")):
    raise reader.WrongSetting("DARNA_SMS_URL must begin with https://: numbers of persons go there.")
if "{to}" not in SMS_BODY or "{text}" not in SMS_BODY:
    raise reader.WrongSetting("DARNA_SMS_BODY must hold {to} and {text}.")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"without_persons": {"()": "darna.base.messages.logs.WithoutPersons"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["without_persons"]}},
    "root": {"handlers": ["stderr"], "level": reader.text("DARNA_LOG_LEVEL", "How much is logged.", "WARNING")},
    "loggers": {"django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
}
