"""Accounts and teams: passwords, sessions, roles and the bank account, and what is written down of them."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from tests.faults.flows.invoices import Subject, expect
from tests.faults.harness import Flow
from tests.support.api import PASSWORD, Api, Person
from tests.support.audit import audit
from tests.support.letters.sent import deliver
from tests.support.people.authenticator import Authenticator
from tests.support.people.team import invite, member_of

NEW = "another long passphrase 7"
_OF_SESSIONS = {"session.started", "session.refused"}  # a log-in that is made twice is two, as it should be


@dataclass
class Team(Subject):
    """An admin, and a member or somebody who is invited."""

    member: Person | None = None
    link: str = ""

    @property
    def path(self) -> str:
        """The address of the member."""
        assert self.member is not None
        return f"/company/members/{self.member.user['id']}"


def _alone(api: Api) -> Team:
    return Team(api, api.person())


def _with_member(api: Api) -> Team:
    admin = api.person()
    return Team(api, admin, member=member_of(admin))


def _with_guest(api: Api) -> Team:
    admin = api.person()
    return Team(api, admin, link=invite(admin, "guest-of-faults@example.com"))


def _who_forgot(api: Api) -> Team:
    person = api.person()
    expect(api.call("POST", "/auth/password_reset", {"email": person.email}), 202)
    return Team(api, person, link=deliver()[-1].link)


def _log_in(subject: Team) -> None:
    expect(subject.api.call("POST", "/auth/login", {"email": subject.who.email, "password": PASSWORD}), 200)


def _refresh(subject: Team) -> None:
    expect(subject.api.call("POST", "/auth/token/refresh", {"refresh": subject.who.refresh}), 200)


def _log_out(subject: Team) -> None:
    expect(subject.who.post("/auth/logout"), 204, 401)


def _change_password(subject: Team) -> None:
    expect(subject.who.post("/auth/password", {"current_password": PASSWORD, "new_password": NEW}), 204, 422)


def _reset_password(subject: Team) -> None:
    expect(subject.api.call("POST", subject.link, {"new_password": NEW}), 200, 404)


def _change_bank_account(subject: Team) -> None:
    body = {"iban": "DE89370400440532013000"}
    expect(subject.api.call("PATCH", "/company", body, token=subject.who.access), 200)


def _change_role(subject: Team) -> None:
    expect(subject.api.call("PATCH", subject.path, {"role": "accountant"}, token=subject.who.access), 204)


def _remove_member(subject: Team) -> None:
    expect(subject.who.delete(subject.path), 204, 404)


def _accept(subject: Team) -> None:
    expect(subject.api.call("POST", subject.link, {"password": PASSWORD}), 200, 404)


def _with_passkey(api: Api) -> Team:
    team = _alone(api)
    _add_passkey(team)
    return team


def _add_passkey(subject: Team) -> None:
    """Add a passkey as a browser does: a device that has one of this account makes no second."""
    options = expect(subject.who.post("/me/factors/passkeys"), 201).json["options"]
    if not options["excludeCredentials"]:
        body = {"name": "Telephone", "credential": Authenticator().make(options)}
        expect(subject.who.post("/me/factors/passkeys/confirm", body), 201)


def _remove_passkey(subject: Team) -> None:
    for each in expect(subject.who.get("/me/factors"), 200).json["passkeys"]:
        expect(subject.who.delete(f"/me/factors/passkeys/{each['id']}"), 204, 404)


def _factors(subject: Team) -> Any:
    """Return the passkeys, whether a log-in asks for one, and what was written down of factors."""
    named = [each["name"] for each in subject.who.get("/me/factors").json["passkeys"]]
    login = subject.api.call("POST", "/auth/login", {"email": subject.who.email, "password": PASSWORD})
    told = Counter(event["kind"] for event in audit(subject.who) if event["kind"].startswith("factor"))
    return named, login.status, sorted(told.items())


def _state(subject: Team) -> Any:
    """Return the team, the bank account, which passwords are good, and each event that must be there just once."""
    api, email = subject.api, subject.who.email
    logins = [api.call("POST", "/auth/login", {"email": email, "password": password}) for password in (PASSWORD, NEW)]
    made = next(login.json for login in logins if login.status == 200)
    person = Person(api, email, made["access"], made["refresh"], made["user"])
    team = sorted((each["email"], each["role"]) for each in person.get("/company/members").json["items"])
    told = Counter(event["kind"] for event in audit(person) if event["kind"] not in _OF_SESSIONS)
    old_session = subject.who.get("/me").status
    return (
        team,
        person.get("/company").json["iban"],
        [login.status for login in logins],
        old_session,
        sorted(told.items()),
    )


FLOWS = (
    Flow("log in", _alone, _log_in, _state),
    Flow("refresh", _alone, _refresh, _state),
    Flow("log out", _alone, _log_out, _state),
    Flow("change the password", _alone, _change_password, _state),
    Flow("reset the password", _who_forgot, _reset_password, _state),
    Flow("change the bank account", _alone, _change_bank_account, _state),
    Flow("change a role", _with_member, _change_role, _state),
    Flow("remove a member", _with_member, _remove_member, _state),
    Flow("accept an invitation", _with_guest, _accept, _state),
    Flow("add a passkey", _alone, _add_passkey, _factors),
    Flow("remove a passkey", _with_passkey, _remove_passkey, _factors),
)
