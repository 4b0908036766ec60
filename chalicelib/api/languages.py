"""Which of the languages that we write in a client prefers (Accept-Language, RFC 9110, 12.5.4)."""

DEFAULT = "en"
WRITTEN = ("en", "zh")


def preferred_language(accepted: str) -> str:
    """Return the first of our languages in the client's order of preference; English without one.

    >>> preferred_language("de-CH, zh-CN;q=0.8, en;q=0.3")
    'zh'
    >>> preferred_language("")
    'en'
    """
    weighted = sorted((_weighted(part) for part in accepted.split(",")), key=lambda pair: -pair[1])
    return next((language for language, weight in weighted if language in WRITTEN and weight > 0), DEFAULT)


def _weighted(part: str) -> tuple[str, float]:
    tag, _, weight = part.strip().partition(";q=")
    try:
        return tag.partition("-")[0].lower(), float(weight or 1)
    except ValueError:
        return tag, 0.0
