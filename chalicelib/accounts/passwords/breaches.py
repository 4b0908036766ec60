"""Passwords that others have lost: the commonest by a list that is always there, all known ones by a service.

The list is zxcvbn's: the 30,000 commonest of breaches. The service is Pwned Passwords, or a mirror of it, where
`BREACHED_PASSWORDS_URL` names one: it is given five hexadecimal digits of the password's SHA-1 and answers with the
rest of all that begin so (https://haveibeenpwned.com/API/v3#PwnedPasswords), padded, so that the answer's size says
nothing either. Where it does not answer in time the password is taken, and the log says so: a registration must not
depend on another's service.
"""

import hashlib
from functools import cache

from chalicelib.fetching import FetchFailed, fetch
from chalicelib.logs import logger
from chalicelib.settings import settings

_PREFIX_DIGITS = 5
_MAX_SECONDS = 2.0  # a lookup takes some tens of milliseconds
_MAX_ANSWER_BYTES = 1_000_000  # answers have some 2,000 lines of 40
_MAX_REASON = 200  # characters
_OK = 200


def is_common(password: str) -> bool:
    """Tell whether a password is one of the commonest, in whatever case it is typed.

    >>> is_common("Metallica1"), is_common("four words make sense")
    (True, False)
    """
    return password.casefold() in _common()


def is_breached(password: str) -> bool:
    """Tell whether the service knows a password; False where none is named, or none answers."""
    url = settings().breached_passwords_url
    if not url:
        return False
    # SHA-1 is the service's; nothing of it is kept.
    digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
    prefix, rest = digest[:_PREFIX_DIGITS], digest[_PREFIX_DIGITS:]
    try:
        return rest in _known(_ask(url + prefix))
    except (FetchFailed, ValueError) as error:
        reason = f"{type(error).__name__}: {str(error)[:_MAX_REASON]}"  # an answer can be in it as a whole
        logger().warning("could not check the breached-password service; password accepted", reason=reason)
        return False


def _known(answer: str) -> set[str]:
    r"""Return what an answer lists, less the lines that only pad it.

    >>> sorted(_known("0018A45C4D1DEF81644B54AB7F969B88D65:21\r\n00D4F6E8FA6EECAD2A3AA415EEC418D38EC:0"))
    ['0018A45C4D1DEF81644B54AB7F969B88D65']
    """
    lines = (line.partition(":") for line in answer.split())
    return {rest.upper() for rest, _, times in lines if int(times) > 0}


def _ask(url: str) -> str:
    """Return what the service answers.

    Raises:
        FetchFailed, ValueError: it did not, or not in time, or with something else than a list.

    """
    headers = {"Add-Padding": "true", "User-Agent": "invoice-system"}
    answer = fetch("GET", url, max_seconds=_MAX_SECONDS, max_bytes=_MAX_ANSWER_BYTES, headers=headers)
    if answer.status != _OK:
        raise ValueError(f"answered {answer.status}")
    return answer.body.decode("ascii")


@cache
def _common() -> frozenset[str]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    return frozenset(FREQUENCY_LISTS["passwords"])
