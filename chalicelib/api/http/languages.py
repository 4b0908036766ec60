"""Which of the languages that we write in a client prefers (Accept-Language, RFC 9110, 12.5.4)."""

from chalicelib.api.http.requests import by_preference
from chalicelib.languages import DEFAULT, LANGUAGES


def preferred_language(accepted: str) -> str:
    """Return the first of our languages in the client's order of preference; English without one.

    >>> preferred_language("de-CH, zh-CN;q=0.8, en;q=0.3")
    'de'
    >>> preferred_language("")
    'en'
    """
    languages = (tag.partition("-")[0] for tag in by_preference(accepted))
    return next((language for language in languages if language in LANGUAGES), DEFAULT)
