"""The languages that the system writes: invoices, mails, and the pages behind mailed links."""

from typing import Literal, get_args

Language = Literal["en", "de", "fr", "nl", "es", "it", "zh"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
PageLanguage = Literal["en", "de", "fr", "nl", "es", "it", "zh", "ar"]
"""Of invoices' pages alone: mails about an Arabic one are in the language of who sends them."""
PAGE_LANGUAGES: tuple[PageLanguage, ...] = get_args(PageLanguage)
RIGHT_TO_LEFT = frozenset({"ar"})
DEFAULT: Language = "en"
