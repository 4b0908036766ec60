"""People who join others' companies."""

from itertools import count

from chalicelib.authorization import Caller, Role
from tests.support.api import PASSWORD, Person
from tests.support.letters.sent import deliver

_NUMBERS = count(1)


def invite(admin: Person, email: str, role: str = "member") -> str:
    """Invite somebody and return the path of the mailed link."""
    assert admin.post("/company/invitations", {"email": email, "role": role}).status == 202
    return deliver()[-1].link


def member_of(admin: Person, role: str = "member") -> Person:
    """Return somebody new who has joined an admin's company."""
    email = f"guest{next(_NUMBERS)}@example.com"
    answer = admin.api.call("POST", invite(admin, email, role), {"password": PASSWORD, "name": "Guest"})
    assert answer.status == 200, answer.body
    made = answer.json
    return Person(admin.api, email, made["access"], made["refresh"], made["user"])


def caller_of(person: Person) -> Caller:
    """Return somebody as the use cases know it."""
    return Caller(person.user["id"], "session", person.user["company_id"], Role.ADMIN, sees_company=True)
