"""Where the current request comes from, and who makes it: for the audit trail and the log.

Like its id in the logs, it is kept beside the request and not passed from function to function. Each thread has its
own; in a worker, which serves no request, it is empty.
"""

from contextvars import ContextVar
from dataclasses import dataclass, replace

MAX_AGENT = 200  # characters of a program's name that are kept


@dataclass(frozen=True, slots=True)
class RequestOrigin:
    """A request's network address, program and id, and the ids of who makes it, and of the key, once they are known."""

    source_ip: str = ""
    agent: str = ""
    request_id: str = ""
    user_id: str = ""
    company_id: str = ""
    key_id: str = ""


_CURRENT: ContextVar[RequestOrigin] = ContextVar("origin", default=RequestOrigin())  # noqa: B039 - it is frozen


def begin(origin: RequestOrigin) -> None:
    """Work on a request from now on."""
    _CURRENT.set(replace(origin, agent=shortened_agent(origin.agent)))


def current() -> RequestOrigin:
    """Return where the current request comes from."""
    return _CURRENT.get()


def identify(user_id: str, company_id: str, key_id: str = "") -> None:
    """Note who makes the current request, and with which API key, if with one."""
    _CURRENT.set(replace(current(), user_id=user_id, company_id=company_id, key_id=key_id))


def shortened_agent(agent: str) -> str:
    r"""Return a program's name on one line, cut to `MAX_AGENT` characters.

    >>> shortened_agent("curl/8.5.0\r\nX: y")
    'curl/8.5.0X: y'
    """
    return "".join(letter for letter in agent if letter.isprintable())[:MAX_AGENT]
