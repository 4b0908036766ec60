"""Words that a company sorts its invoices by: a project, a cost centre, a month of the books.

They say nothing of what an invoice says, so issued ones have them too, and an approval stays.
"""

import unicodedata
from collections.abc import Iterable

from chalicelib.errors import TooManyTags

MAX_TAGS = 20  # of an invoice: its record is one item
MAX_TAG_LENGTH = 40

Tags = tuple[str, ...]


def key_of(tag: str) -> str:
    """Return what tells tags apart: not case, not white space, not compatible characters.

    >>> key_of(" Project  X") == key_of("project x")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", tag).casefold()).split())


def tagged(tags: Tags, more: Iterable[str]) -> Tags:
    """Return tags with further ones; one that is there already stays as it is written.

    Raises:
        TooManyTags: they are more than an invoice has.

    >>> tagged(("Project X",), ("project x", "2026"))
    ('2026', 'Project X')

    """
    known = {key_of(tag): tag for tag in tags}
    for tag in more:
        known.setdefault(key_of(tag), " ".join(tag.split()))
    if len(known) > MAX_TAGS:
        raise TooManyTags(MAX_TAGS)
    return tuple(known[key] for key in sorted(known))


def untagged(tags: Tags, gone: Iterable[str]) -> Tags:
    """Return tags without some.

    >>> untagged(("2026", "Project X"), ("PROJECT X", "other"))
    ('2026',)
    """
    keys = set(map(key_of, gone))
    return tuple(tag for tag in tags if key_of(tag) not in keys)
