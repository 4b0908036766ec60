"""The languages that the system writes: invoices, mails, and the pages behind mailed links."""

from typing import Literal, get_args

Language = Literal["en", "de", "fr", "nl", "es", "it", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
DEFAULT: Language = "en"
