"""Languages, time, and where the catalogues lie."""

from pathlib import Path

from darna.config.settings import reader

LANGUAGES = [("ar", "العربية"), ("fr", "Français"), ("it", "Italiano"), ("en", "English")]
LANGUAGE_CODE = reader.text("DARNA_LANGUAGE", "Language of a visitor whose browser asks for none of ours.", "fr")
USE_I18N = True
USE_TZ = True
TIME_ZONE = reader.text("DARNA_TIME_ZONE", "Time zone of dates on screens.", "Africa/Casablanca")
LANGUAGE_COOKIE_NAME = "darna_language"
LOCALE_PATHS = [Path(__file__).resolve().parents[2] / "locale"]
