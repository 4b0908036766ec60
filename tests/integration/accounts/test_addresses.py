"""An address is somebody's when a mailed link was opened: what strangers try with addresses that are not theirs."""

import re

import pytest

from chalicelib.clock import now
from chalicelib.storage.accounts.items import CLAIM, PROFILE, EmailItem, UserItem, email_key, user_key
from tests.support.api import PASSWORD, Answer, Api, Person, Recorder
from tests.support.letters.sent import Sent, deliver, sent
from tests.support.people.proof import open_proof_link
from tests.support.people.team import member_of
from tests.support.workers.sending import ask, ready_invoice

VICTIM = "victim@bank.example.com"
THIEFS = "the words of a thief"
NEW = "another fine passphrase"
HOOK = {"url": "https://8.8.8.8/", "events": ["invoice.ready"]}
FORM = "application/x-www-form-urlencoded"


def register(api: Api, email: str = VICTIM, password: str = PASSWORD, **more: str) -> Person:
    answer = api.call("POST", "/auth/register", {"email": email, "password": password, **more})
    assert answer.status == 201, answer.body
    made = answer.json
    return Person(api, email, made["access"], made["refresh"], made["user"])


def log_in(api: Api, email: str, password: str) -> Answer:
    return api.call("POST", "/auth/login", {"email": email, "password": password})


def reset(api: Api, email: str, password: str = NEW) -> None:
    api.call("POST", "/auth/password_reset", {"email": email})
    assert api.call("POST", deliver()[-1].link, {"new_password": password}).status == 200


def mails_to(email: str) -> list[Sent]:
    return [mail for mail in deliver() if mail.to == email]


def make_old(person: Person) -> None:
    """Make an account what those are that were there before addresses were proven: it holds its address, unmarked."""
    UserItem(user_key(person.user["id"]), PROFILE).update([UserItem.proven_at.remove()])
    EmailItem(email_key(person.email), CLAIM, user_id=person.user["id"]).save()


def test_a_new_account_may_do_what_is_private_and_nothing_that_reaches_others(api: Api) -> None:
    person = api.person(proven=False)
    assert person.get("/me").json["address_proven"] is False
    assert person.upload(b"%PDF-1.4 mine").status == 202
    assert person.get("/invoices").status == 200
    assert person.get("/invoices/export?format=csv").status == 200
    refused = [
        ask(person, ready_invoice(person)),
        person.post("/company/invitations", {"email": "guest@example.com"}),
        person.post("/webhooks", HOOK),
    ]
    assert [(answer.status, answer.json["code"]) for answer in refused] == [(403, "address_unproven")] * 3


def test_the_mailed_link_and_the_password_prove_the_address(api: Api) -> None:
    person = api.person(proven=False)
    link = open_proof_link(person.email)
    page = api.call("GET", link)
    assert (page.status, person.email in page.body.decode()) == (200, True)
    assert api.call("POST", link, {"password": PASSWORD}).status == 200
    assert person.get("/me").json["address_proven"] is True
    assert person.post("/company/invitations", {"email": "guest@example.com"}).status == 202
    assert api.call("POST", link, {"password": PASSWORD}).status == 404


def test_a_session_of_the_account_proves_it_without_the_password(api: Api) -> None:
    person, other = api.person(proven=False), api.person()
    link = open_proof_link(person.email)
    assert other.post(link, {}).status == 422
    assert person.post(link, {}).status == 200


def test_the_page_proves_the_address_as_a_plain_form(api: Api) -> None:
    person = api.person(proven=False)
    link = open_proof_link(person.email)
    wrong = api.call("POST", link, data=b"password=wrong", content_type=FORM)
    assert (wrong.status, b"The password is wrong" in wrong.body) == (422, True)
    done = api.call("POST", link, data=b"password=a+long+enough+passphrase", content_type=FORM)
    assert (done.status, done.headers["Location"]) == (303, "https://api.example.com/dev/me/address_proven")
    assert b"is proven" in api.call("GET", "/me/address_proven").body


def test_a_careless_click_does_not_give_a_strangers_account_the_address(api: Api) -> None:
    thief = register(api, password=THIEFS)
    link = open_proof_link(VICTIM)
    assert api.call("POST", link, {}).status == 422
    assert api.call("POST", link, {"password": PASSWORD}).status == 422
    assert thief.get("/me").json["address_proven"] is False


def test_another_link_can_be_asked_for_and_voids_the_first(api: Api) -> None:
    person = api.person(proven=False)
    first = open_proof_link(person.email)
    assert person.post("/me/address_proof").status == 202
    second = open_proof_link(person.email)
    assert (api.call("GET", first).status, api.call("GET", second).status) == (404, 200)
    assert [person.post("/me/address_proof").status for _ in range(5)] == [202] * 4 + [429]


def test_who_has_an_account_is_not_told_by_registering(api: Api, calls: Recorder) -> None:
    known = api.person().email
    answers, operations = [], []
    for email in (known, "unknown@example.com"):
        calls.clear()
        answer = api.call("POST", "/auth/register", {"email": email, "password": NEW})
        operations.append(list(calls.operations))
        made = answer.json
        answers.append((answer.status, sorted(made), sorted(made["user"]), made["user"]["address_proven"]))
        assert log_in(api, email, NEW).status == 200
    assert answers[0] == answers[1]
    assert operations[0] == operations[1]
    assert [mail.subject for mail in mails_to(known)] == ["You have an account already"]
    assert [mail.subject for mail in mails_to("unknown@example.com")] == ["Prove your e-mail address"]


def test_a_registration_with_a_known_address_changes_nothing_for_its_owner(api: Api) -> None:
    owner = api.person()
    thief = register(api, owner.email, THIEFS)
    assert owner.upload(b"%PDF-1.4 secret").status == 202
    assert thief.get("/invoices").json["items"] == []
    assert log_in(api, owner.email, PASSWORD).json["user"]["id"] == owner.user["id"]
    assert not re.search("https?://", mails_to(owner.email)[-1].text)
    assert thief.post("/me/address_proof").status == 202
    assert not re.search("address_proof", mails_to(owner.email)[-1].text)


def test_a_strangers_account_does_not_buy_tries_at_the_owners_password(api: Api) -> None:
    owner = api.person()
    register(api, owner.email, THIEFS)
    statuses = []
    for _ in range(3):
        statuses += [log_in(api, owner.email, "guess").status for _ in range(4)]
        statuses.append(log_in(api, owner.email, THIEFS).status)
    assert 429 in statuses


def test_who_opens_the_link_has_the_address_and_the_others_end(api: Api) -> None:
    thief = register(api, password=THIEFS)
    deliver()
    victim = register(api)
    assert victim.post(open_proof_link(VICTIM), {}).status == 200
    assert thief.get("/me").status == 401
    assert log_in(api, VICTIM, THIEFS).status == 401
    assert log_in(api, VICTIM, PASSWORD).json["user"]["id"] == victim.user["id"]


def test_a_reset_by_the_mailboxs_reader_takes_the_account_from_who_made_it(api: Api) -> None:
    thief = register(api, password=THIEFS, name="Your bank: http://evil.example.com")
    body = {"country": "DE", "iban": "DE89370400440532013000"}
    assert api.call("PATCH", "/company", body, token=thief.access).status == 200
    deliver()
    reset(api, VICTIM)
    assert thief.get("/me").status == 401
    victim = log_in(api, VICTIM, NEW).json
    assert victim["user"]["address_proven"] is True
    company = api.call("GET", "/company", token=victim["access"]).json
    assert (company["iban"], company["country"]) == (None, "DE")
    assert mails_to(VICTIM)[-1].subject == "Your password was set, and your address is proven"


def test_no_mail_to_an_unproven_address_has_words_of_who_typed_it(api: Api) -> None:
    register(api, password=THIEFS, name="Your bank", company_name="Your bank")
    api.call("POST", "/auth/password_reset", {"email": VICTIM})
    other = api.person(name="Your bank")
    other.post("/me/email", {"new_email": VICTIM, "password": PASSWORD})
    mails = mails_to(VICTIM)
    assert len(mails) == 3
    assert not any("Your bank" in mail.text + mail.subject for mail in mails)


def test_an_old_account_is_unproven_and_its_reset_ends_what_a_stranger_attached(api: Api) -> None:
    founder = api.person()
    accomplice = member_of(founder, "admin")
    hook = founder.post("/webhooks", HOOK).json
    waiting = founder.post("/company/invitations", {"email": "later@example.com"})
    link = deliver()[-1].link
    make_old(founder)
    assert (waiting.status, founder.get("/me").json["address_proven"]) == (202, False)
    reset(api, founder.email)
    back = log_in(api, founder.email, NEW).json
    assert accomplice.get("/invoices").status == 403
    assert [each["email"] for each in api.call("GET", "/company/members", token=back["access"]).json["items"]] == [
        founder.email
    ]
    assert api.call("GET", f"/webhooks/{hook['id']}", token=back["access"]).json["active"] is False
    assert api.call("POST", link, {"password": PASSWORD}).status == 404


def test_an_old_account_keeps_its_team_when_it_is_proven_with_its_password(api: Api) -> None:
    founder = api.person()
    member = member_of(founder)
    make_old(founder)
    founder.post("/me/address_proof")
    assert founder.post(open_proof_link(founder.email), {}).status == 200
    assert member.get("/invoices").status == 200
    assert founder.get("/me").json["address_proven"] is True


def test_a_members_reset_does_not_end_the_founders_company(api: Api) -> None:
    founder = api.person()
    member = member_of(founder, "admin")
    make_old(member)
    reset(api, member.email)
    assert founder.get("/invoices").status == 200


def test_an_invitation_proves_the_address_and_ends_a_strangers_account(api: Api) -> None:
    thief = register(api, "guest-p@example.com", THIEFS)
    admin = api.person()
    admin.post("/company/invitations", {"email": "guest-p@example.com"})
    joined = api.call("POST", deliver()[-1].link, {"password": PASSWORD})
    assert (joined.status, joined.json["user"]["address_proven"]) == (200, True)
    assert thief.get("/me").status == 401


def test_an_account_that_is_invited_is_proven_by_accepting(api: Api) -> None:
    person, admin = api.person(proven=False), api.person()
    admin.post("/company/invitations", {"email": person.email})
    assert person.post(deliver()[-1].link, {}).status == 200
    assert person.get("/me").json["address_proven"] is True


def test_a_changed_address_is_proven_and_ends_accounts_that_only_named_it(api: Api) -> None:
    thief = register(api, password=THIEFS)
    deliver()
    owner = api.person(proven=False)
    owner.post("/me/email", {"new_email": VICTIM, "password": PASSWORD})
    assert api.call("POST", mails_to(VICTIM)[-1].link, {"password": PASSWORD}).status == 200
    assert (owner.get("/me").json["email"], owner.get("/me").json["address_proven"]) == (VICTIM, True)
    assert thief.get("/me").status == 401
    assert log_in(api, owner.email, PASSWORD).status == 401


def test_a_careless_click_on_a_strangers_change_of_address_changes_nothing_and_ends_no_account(api: Api) -> None:
    thief = api.person()
    victim = register(api, password=NEW)
    deliver()
    assert thief.post("/me/email", {"new_email": VICTIM, "password": PASSWORD}).status == 202
    link = mails_to(VICTIM)[-1].link
    assert api.call("GET", link).status == 200
    clicks = [api.call("POST", link, {}), api.call("POST", link, {"password": NEW}), victim.post(link, {})]
    assert [(answer.status, answer.json["errors"][0]["field"]) for answer in clicks] == [(422, "password")] * 3
    for data in (b"", b"password=another+fine+passphrase"):
        assert api.call("POST", link, data=data, content_type=FORM).status == 422
    assert thief.get("/me").json["email"] == thief.email
    assert (victim.get("/me").status, victim.get("/me").json["address_proven"]) == (200, False)
    assert log_in(api, VICTIM, NEW).json["user"]["id"] == victim.user["id"]
    assert log_in(api, VICTIM, PASSWORD).status == 401
    assert not [mail for mail in mails_to(thief.email) if "was changed" in mail.subject]


def test_a_session_of_the_account_changes_the_address_without_the_password(api: Api) -> None:
    person, other = api.person(), api.person()
    person.post("/me/email", {"new_email": VICTIM, "password": PASSWORD})
    link = mails_to(VICTIM)[-1].link
    assert other.post(link, {}).status == 422
    assert person.post(link, {}).status == 200
    assert person.get("/me").json["email"] == VICTIM


def test_guesses_at_the_password_behind_a_change_of_address_are_limited(api: Api) -> None:
    person = api.person()
    person.post("/me/email", {"new_email": VICTIM, "password": PASSWORD})
    link = mails_to(VICTIM)[-1].link
    assert [api.call("POST", link, {"password": "guess"}).status for _ in range(11)] == [422] * 10 + [429]


def test_the_page_changes_the_address_as_a_plain_form_and_does_not_tell_the_old_one(api: Api) -> None:
    person = api.person()
    person.post("/me/email", {"new_email": VICTIM, "password": PASSWORD})
    link = mails_to(VICTIM)[-1].link
    wrong = api.call("POST", link, data=b"password=wrong", content_type=FORM)
    assert (wrong.status, b"The password is wrong" in wrong.body) == (422, True)
    assert (VICTIM in wrong.body.decode(), person.email in wrong.body.decode()) == (True, False)
    done = api.call("POST", link, data=b"password=a+long+enough+passphrase", content_type=FORM)
    assert (done.status, done.headers["Location"]) == (303, "https://api.example.com/dev/me/email_confirmed")
    assert api.call("POST", link, data=b"password=wrong", content_type=FORM).status == 404


def test_the_page_says_that_the_new_address_was_taken_meanwhile(api: Api) -> None:
    person = api.person()
    person.post("/me/email", {"new_email": VICTIM, "password": PASSWORD})
    link = mails_to(VICTIM)[-1].link
    assert register(api, password=NEW).post(open_proof_link(VICTIM), {}).status == 200
    taken = api.call("POST", link, data=b"password=a+long+enough+passphrase", content_type=FORM)
    assert (taken.status, b"was not changed" in taken.body, b"<form" in taken.body) == (409, True, False)


def test_mails_to_one_address_by_changes_of_address_are_limited(api: Api) -> None:
    statuses = [api.person().post("/me/email", {"new_email": VICTIM, "password": PASSWORD}).status for _ in range(6)]
    assert statuses == [202] * 5 + [429]


def test_an_address_has_few_unproven_accounts_at_a_time(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.accounts.sessions.throttle_account", lambda *_: None)
    bodies = [{"email": VICTIM, "password": f"{PASSWORD} {number}"} for number in range(6)]
    assert [api.call("POST", "/auth/register", body).status for body in bodies] == [201] * 5 + [429]
    reset(api, VICTIM)
    assert api.call("POST", "/auth/register", bodies[0]).status == 201


def test_a_repeated_registration_is_one_account(api: Api) -> None:
    first, again = register(api), register(api)
    assert first.user["id"] == again.user["id"]
    assert first.upload(b"%PDF-1.4 mine").status == 202
    assert len(again.get("/invoices").json["items"]) == 1
    assert again.post(open_proof_link(VICTIM), {}).status == 200
    assert (first.get("/me").status, first.get("/me").json["address_proven"]) == (200, True)


def test_an_unproven_account_can_be_deleted_and_leaves_the_address_free(api: Api) -> None:
    owner = api.person()
    thief = register(api, owner.email, THIEFS)
    assert api.call("DELETE", "/me", {"password": THIEFS}, token=thief.access).status == 204
    assert log_in(api, owner.email, THIEFS).status == 401
    assert owner.get("/me").status == 200


def test_the_time_of_the_proof_is_kept(api: Api) -> None:
    person = api.person()
    before = now()
    reset(api, person.email)
    item = UserItem.get(user_key(person.user["id"]), PROFILE)
    assert item.proven_at < before
    assert sent()[-1].to == person.email
