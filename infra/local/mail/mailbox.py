"""Reading the mails of a running local stack, as a person with a mailbox does."""

import re
import time

import requests

_SECONDS = 60
_PAUSE = 0.2


def prove_address(url: str, email: str, password: str) -> None:
    """Open the link that proves an account's address, and enter its password.

    Raises:
        TimeoutError: no mail came.

    """
    link = _wait_for_link(url, email)
    requests.post(link, json={"password": password}, timeout=_SECONDS).raise_for_status()


def _wait_for_link(url: str, email: str) -> str:
    deadline = time.monotonic() + _SECONDS
    while time.monotonic() < deadline:
        mails = requests.get(f"{url}/_local/mails", headers={"Accept": "application/json"}, timeout=_SECONDS).json()
        for mail in mails["items"]:
            found = re.search(r"http\S+/me/address_proof/\S+", mail["text"])
            if found and email in mail["to"]:
                return found.group()
        time.sleep(_PAUSE)
    message = f"no mail came to {email}"
    raise TimeoutError(message)
