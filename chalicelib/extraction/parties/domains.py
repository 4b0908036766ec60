"""E-mail and web domains, and the names that they are made of."""

from chalicelib.extraction.letters import texts_of
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.pages.page import Segment

MIN_DOMAIN_WORD = 4  # letters: shorter words are in many domains by accident
MAIL_PROVIDERS = {"gmail", "outlook", "hotmail", "yahoo", "icloud", "gmx", "web", "orange", "free", "wanadoo", "live"}
SECOND_LEVEL = {"co", "com", "org", "net", "ac", "gov"}  # "kranich.co.uk"


def domains_of(segment: Segment) -> frozenset[str]:
    """The domains in a segment, folded and without their endings."""
    return frozenset(filter(None, map(domain_in, texts_of(segment.words))))


def domain_in(word: str) -> str | None:
    """The folded domain of an e-mail or web address without its ending; mail providers' are left out.

    >>> domain_in("info@kranich.example"), domain_in("www.kranich-bau.co.uk"), domain_in("me@gmail.com")
    ('kranich', 'kranichbau', None)
    """
    word = word.lower().strip("()<>,;")
    if "@" not in word and "www." not in word and "://" not in word:
        return None
    host = word.rpartition("@")[2].rpartition("://")[2].removeprefix("www.").partition("/")[0]
    parts = host.split(".")[:-1]
    if len(parts) > 1 and parts[-1] in SECOND_LEVEL:
        parts.pop()
    domain = fold(".".join(parts))
    return domain if len(domain) >= MIN_DOMAIN_WORD and domain not in MAIL_PROVIDERS else None


def is_of_name(domain: str, name: str) -> bool:
    """Whether a domain is made of a name, or of a long word of it.

    >>> is_of_name("kranichbau", "Kranich Bau GmbH"), is_of_name("kranich", "Anna Berg")
    (True, False)
    """
    if fold(name).startswith(domain):
        return True
    return any(len(word) >= MIN_DOMAIN_WORD and word in domain for word in map(fold, name.split()))
