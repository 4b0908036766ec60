"""The company: its profile, its members, and what they may see."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

import boto3
import pytest

from chalicelib.clock import now
from chalicelib.ids import new_id
from chalicelib.records.security.audit import AuditKind, happened
from chalicelib.records.sendings import Suppression, SuppressionReason
from chalicelib.records.webhooks import Delivery, DeliveryStatus
from chalicelib.storage.companies import invitations, teams
from chalicelib.storage.companies.companies import CompanyTableItem, change_company, find_company
from chalicelib.storage.sendings.suppressions import put_suppression
from chalicelib.storage.webhooks.webhooks import add_delivery
from tests.support.api import PASSWORD, Answer, Api, Person
from tests.support.invoices.forms import document, sender
from tests.support.invoices.records import let_years_pass
from tests.support.letters.sent import deliver
from tests.support.people.team import caller_of, invite, member_of
from tests.support.workers.sending import TO


def patch(person: Person, path: str, body: Mapping[str, object]) -> Answer:
    return person.api.call("PATCH", path, body, token=person.access)


def members(person: Person) -> dict[str, str]:
    return {item["email"]: item["role"] for item in person.get("/company/members").json["items"]}


def test_an_invited_stranger_becomes_a_member_by_choosing_a_password(api: Api) -> None:
    admin = api.person(company_name="Acme")
    link = invite(admin, "guest-a@example.com")
    page = api.call("GET", link)
    assert (page.status, b"Join Acme" in page.body) == (200, True)
    joined = api.call("POST", link, {"password": PASSWORD, "name": "Guest"})
    assert (joined.status, joined.json["user"]["role"]) == (200, "member")
    assert members(admin) == {admin.email: "admin", "guest-a@example.com": "member"}
    assert api.call("POST", link, {"password": PASSWORD}).status == 404


def test_an_invitation_can_be_accepted_by_a_plain_form(api: Api) -> None:
    link = invite(api.person(), "guest-b@example.com")
    form = {"content_type": "application/x-www-form-urlencoded"}
    assert api.call("POST", link, data=b"name=G&password=password1", **form).status == 422  # type: ignore[arg-type]
    done = api.call("POST", link, data=b"name=G&password=a+long+enough+passphrase", **form)  # type: ignore[arg-type]
    assert (done.status, done.headers["Location"]) == (303, "https://api.example.com/dev/company/joined")


def test_an_existing_user_moves_to_the_inviting_company(api: Api) -> None:
    admin, guest = api.person(), api.person()
    link = invite(admin, guest.email, "admin")
    assert api.call("POST", link, {"password": PASSWORD}).status == 409
    assert guest.post(link, {}).status == 200
    assert guest.get("/me").json["company_id"] == admin.user["company_id"]
    assert members(admin)[guest.email] == "admin"


def test_an_invitation_is_for_its_address_alone(api: Api) -> None:
    admin, thief = api.person(), api.person()
    assert thief.post(invite(admin, "guest-c@example.com"), {}).status == 404


def test_a_user_whose_company_has_invoices_cannot_leave_them_behind(api: Api) -> None:
    admin, guest = api.person(), api.person()
    guest.upload(b"%PDF-1.4 important")
    assert guest.post(invite(admin, guest.email), {}).json["code"] == "company_not_empty"


def test_the_only_admin_of_others_cannot_leave_for_another_company(api: Api) -> None:
    admin, guest = api.person(), api.person()
    member_of(guest)
    assert guest.post(invite(admin, guest.email), {}).json["code"] == "last_admin"


def test_nobody_joins_by_knowing_a_companys_name(api: Api) -> None:
    first, second = api.person(company_name="Acme"), api.person(company_name="Acme")
    assert first.user["company_id"] != second.user["company_id"]


def test_a_company_is_never_without_an_admin(api: Api) -> None:
    admin = api.person()
    other = member_of(admin, "admin")
    own, others = (f"/company/members/{person.user['id']}" for person in (admin, other))
    assert patch(admin, own, {"role": "member"}).status == 204
    assert patch(other, others, {"role": "member"}).json["code"] == "last_admin"
    assert other.delete(others).json["code"] == "last_admin"
    assert members(other) == {admin.email: "member", other.email: "admin"}


def test_a_removed_member_keeps_the_account_and_can_be_invited_again(api: Api) -> None:
    admin = api.person()
    member = member_of(admin)
    assert admin.delete(f"/company/members/{member.user['id']}").status == 204
    assert member.get("/invoices").json["code"] == "no_company"
    assert member.get("/me").json["company_id"] == ""
    assert member.post(invite(admin, member.email), {}).status == 200
    assert member.get("/invoices").status == 200


def test_members_read_the_companys_invoices_but_change_only_their_own(api: Api) -> None:
    admin = api.person()
    member = member_of(admin)
    theirs = admin.upload(b"%PDF-1.4 admin's").json["id"]
    own = member.upload(b"%PDF-1.4 member's").json["id"]
    assert {item["id"] for item in member.get("/invoices").json["items"]} == {theirs, own}
    assert [item["id"] for item in member.get("/invoices?scope=mine").json["items"]] == [own]
    assert member.get(f"/invoices/{theirs}").status == 200
    assert member.delete(f"/invoices/{theirs}").json["code"] == "not_yours"
    assert member.delete(f"/invoices/{own}").status == 204


def test_a_company_can_keep_its_invoices_from_its_members(api: Api) -> None:
    admin = api.person()
    member = member_of(admin)
    theirs = admin.upload(b"%PDF-1.4 admin's").json["id"]
    assert patch(admin, "/company", {"members_see_all": False}).status == 200
    assert member.get("/invoices?scope=company").json["items"] == []
    assert member.get(f"/invoices/{theirs}").status == 404
    assert member.get(f"/invoices/{theirs}/files/source").status == 404
    assert len(admin.get("/invoices").json["items"]) == 1
    assert member_of(admin).get(f"/invoices/{theirs}").status == 404


def test_the_profile_is_kept_entry_by_entry(api: Api) -> None:
    admin = api.person(company_name="Acme")
    address = {"line_1": "1 Main St", "city": "Perth", "post_code": "6000"}
    changed = patch(admin, "/company", {"country": "AU", "tax_id": "51 824 753 556", "address": address})
    assert (changed.status, changed.json["tax_id"]) == (200, "51824753556")
    assert patch(admin, "/company", {"bsb": "062-000", "account_number": "12345678"}).status == 200
    company = admin.get("/company").json
    assert (company["address"]["city"], company["bsb"], company["name"]) == ("Perth", "062-000", "Acme")
    assert patch(admin, "/company", {"tax_id": None}).json["tax_id"] is None


def test_an_address_has_the_shape_of_documents_and_its_country_is_the_companys(api: Api) -> None:
    admin = api.person()
    address = {"line_1": "1 Main St", "city": "Perth", "country": "AU"}
    changed = patch(admin, "/company", {"address": address}).json
    assert (changed["country"], changed["address"]["country"]) == ("AU", "AU")
    assert patch(admin, "/company", {"country": "NZ"}).json["address"]["country"] == "NZ"
    assert patch(admin, "/company", {"address": {"street": "1 Main St"}}).status == 422


@pytest.mark.parametrize("country", [{}, {"country": "NZ"}, {"country": None}])
def test_an_address_does_not_move_the_company_to_another_country(api: Api, country: dict[str, str | None]) -> None:
    admin = api.person()
    assert patch(admin, "/company", {"country": "NZ"}).status == 200
    refused = patch(admin, "/company", {"address": {"city": "Perth", "country": "AU"}, **country})
    assert (refused.status, [error["field"] for error in refused.json["errors"]]) == (422, ["address.country"])
    company = admin.get("/company").json
    assert (company["country"], company["address"]) == ("NZ", None)


def test_a_company_moves_with_its_address_where_both_countries_are_given(api: Api) -> None:
    admin = api.person()
    assert patch(admin, "/company", {"country": "NZ"}).status == 200
    moved = patch(admin, "/company", {"country": "AU", "address": {"city": "Perth", "country": "AU"}})
    assert (moved.json["country"], moved.json["address"]["country"]) == ("AU", "AU")
    unsaid = patch(admin, "/company", {"address": {"city": "Sydney", "country": None}}).json
    assert (unsaid["country"], unsaid["address"]["city"]) == ("AU", "Sydney")


def test_an_address_of_before_is_shown_in_todays_shape(api: Api) -> None:
    admin = api.person()
    company = find_company(admin.user["company_id"])
    assert company is not None
    old = {"country": "AU", "address": {"street": "1 Main St", "additional": "", "postcode": "6000", "region": "WA"}}
    change_company(company, replace(company, profile=cast("Any", old)), events=())
    shown = admin.get("/company").json["address"]
    assert (shown["line_1"], shown["post_code"], shown["subdivision"]) == ("1 Main St", "6000", "WA")


def test_how_invoices_look_is_checked(api: Api) -> None:
    admin = api.person()
    good = {"template": "letter", "footer": "Managing director: Erika Beispiel"}
    assert patch(admin, "/company", good).status == 200
    for body in ({"template": "gothic"}, {"footer": "x" * 131}, {"footer": "ไทย"}):
        assert patch(admin, "/company", body).status == 422


def test_numbers_that_fail_their_check_are_refused_by_name(api: Api) -> None:
    admin = api.person()
    for body, field in (
        ({"country": "AU", "tax_id": "51824753557"}, "tax_id"),
        ({"country": "DE", "tax_id": "DE136695975"}, "tax_id"),
        ({"iban": "DE89370400440532013001"}, "iban"),
        ({"bsb": "062000"}, "bsb"),
        ({"default_currency": "euro"}, "default_currency"),
    ):
        answer = patch(admin, "/company", body)
        assert (answer.status, answer.json["errors"][0]["field"]) == (422, field)


def test_an_empty_company_can_be_deleted_and_its_founder_be_invited_elsewhere(api: Api) -> None:
    founder, admin = api.person(), api.person()
    assert founder.delete("/company").status == 204
    assert founder.get("/company").status == 403
    assert founder.post(invite(admin, founder.email), {}).status == 200


def test_a_company_with_invoices_or_members_is_not_deleted(api: Api) -> None:
    admin = api.person()
    invoice_id = admin.upload(b"%PDF-1.4 x").json["id"]
    assert admin.delete("/company").status == 409
    admin.delete(f"/invoices/{invoice_id}")
    member_of(admin)
    assert admin.delete("/company").status == 409


def test_inviting_tells_nothing_about_the_address(api: Api) -> None:
    admin, known = api.person(), api.person()
    answers = [admin.post("/company/invitations", {"email": email}) for email in (known.email, "none@example.com")]
    assert answers[0].json == answers[1].json
    assert {mail.to for mail in deliver()} == {known.email, "none@example.com"}


def test_an_invitation_is_worth_no_more_than_who_sent_it(api: Api) -> None:
    admin = api.person()
    other = member_of(admin, "admin")
    sent_before = invite(other, "second-self@example.com", "admin")
    assert other.post("/company/invitations", {"email": "third-self@example.com", "role": "admin"}).status == 202
    assert admin.delete(f"/company/members/{other.user['id']}").status == 204
    assert api.call("POST", sent_before, {"password": PASSWORD}).status == 404
    assert "third-self@example.com" not in {mail.to for mail in deliver()}


def test_a_setting_that_was_stored_halfway_takes_effect_when_it_is_sent_again(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin = api.person()
    member = member_of(admin)
    admin.upload(b"%PDF-1.4 admin's")
    with monkeypatch.context() as broken:
        broken.setattr(teams, "copy_settings", lambda *_, **__: 1 / 0)
        assert patch(admin, "/company", {"members_see_all": False}).status == 500
    assert patch(admin, "/company", {"members_see_all": False}).status == 200
    assert member.get("/invoices").json["items"] == []


def test_a_company_that_goes_leaves_nothing_behind(api: Api) -> None:
    person, other = sender(api), sender(api)
    for each in (person, other):
        company_id = each.user["company_id"]
        assert each.post("/drafts", {}).status == 201
        hook = each.post("/webhooks", {"url": "https://8.8.8.8/hook", "events": ["invoice.ready"]})
        assert hook.status == 201, hook.body
        add_delivery(a_delivery(company_id, hook.json["id"]))
        assert each.post("/company/invitations", {"email": "nobody@example.com", "role": "member"}).status == 202
        deliver()
        put_suppression(Suppression(company_id=company_id, email=TO, reason=SuppressionReason.BOUNCED, at=now()))
        made = each.post("/invoices", document()).json["id"]
        let_years_pass(company_id, made, 12)
        assert each.delete(f"/invoices/{made}").status == 204
    kinds = kinds_of(person)
    assert kinds == kinds_of(other)
    assert kinds >= {"company", "draft", "webhook", "delivery", "invitation", "suppression", "series"}
    assert person.delete("/company").status == 204
    assert kinds_of(person) == set()
    assert kinds_of(other) == kinds


def a_delivery(company_id: str, webhook_id: str) -> Delivery:
    return Delivery(
        company_id=company_id,
        webhook_id=webhook_id,
        delivery_id=new_id(),
        type="invoice.ready",
        payload={},
        status=DeliveryStatus.PENDING,
        attempts=0,
        created_at=now(),
    )


def kinds_of(person: Person) -> set[str]:
    """Return which kinds of items the companies table has of somebody's company."""
    found = boto3.client("dynamodb").scan(TableName=CompanyTableItem.Meta.table_name)["Items"]
    return {item["kind"]["S"] for item in found if person.user["company_id"] in item["pk"]["S"]}


def test_open_invitations_are_listed_and_revoked(api: Api) -> None:
    admin, stranger = api.person(), api.person()
    link = invite(admin, "waiting@example.com", "accountant")
    (waiting,) = admin.get("/company/invitations").json["items"]
    assert (waiting["email"], waiting["role"], waiting["invited_by"]) == (
        "waiting@example.com",
        "accountant",
        admin.user["id"],
    )
    path = f"/company/invitations/{waiting['id']}"
    assert stranger.delete(path).json["code"] == "invitation_not_found"
    assert admin.delete(path).status == 204
    assert admin.delete(path).status == 404
    assert admin.get("/company/invitations").json["items"] == []
    assert api.call("POST", link, {"password": PASSWORD}).status == 404


def test_a_revoked_invitation_does_not_come_back_with_its_job(api: Api) -> None:
    admin = api.person()
    invite(admin, "job@example.com")
    (waiting,) = admin.get("/company/invitations").json["items"]
    invitation = invitations.find_invitation(admin.user["company_id"], waiting["id"])
    assert invitation
    assert admin.delete(f"/company/invitations/{waiting['id']}").status == 204
    again = happened(caller_of(admin), AuditKind.INVITATION_SENT)
    assert not invitations.put_invitation(invitation, again), "a job that comes again mails nothing"
    assert admin.get("/company/invitations").json["items"] == []


def test_invitations_are_listed_in_pages(api: Api) -> None:
    admin = api.person()
    for number in range(3):
        invite(admin, f"page{number}@example.com")
    first = admin.get("/company/invitations?limit=2").json
    second = admin.get(f"/company/invitations?limit=2&cursor={first['next_cursor']}").json
    assert (len(first["items"]), len(second["items"]), second["has_more"]) == (2, 1, False)
    assert admin.get("/company/invitations?cursor=x").json["code"] == "bad_cursor"


def test_an_accountant_sees_and_corrects_all_and_runs_nothing(api: Api) -> None:
    admin = api.person()
    assert patch(admin, "/company", {"members_see_all": False}).status == 200
    accountant, member, viewer = (member_of(admin, role) for role in ("accountant", "member", "viewer"))
    theirs = admin.upload(b"%PDF-1.4 admin's").json["id"]
    seen = [person.get(f"/invoices/{theirs}").status for person in (accountant, member, viewer)]
    assert seen == [200, 404, 200]
    assert viewer.delete(f"/invoices/{theirs}").json["code"] == "role_needed"
    assert patch(accountant, "/company", {"name": "Mine"}).json["code"] == "role_needed"
    assert accountant.post("/company/invitations", {"email": "a@example.com"}).json["code"] == "role_needed"
    assert accountant.delete(f"/invoices/{theirs}").status == 204


def test_the_count_of_admins_is_right_after_every_change_of_role(api: Api) -> None:
    admin = api.person()
    member = member_of(admin)
    path = f"/company/members/{member.user['id']}"
    for role in ("viewer", "accountant", "admin", "viewer", "member"):
        assert patch(admin, path, {"role": role}).status == 204
    company = find_company(admin.user["company_id"])
    assert company
    assert (company.members, company.admins) == (2, 1)
    assert patch(admin, f"/company/members/{admin.user['id']}", {"role": "viewer"}).json["code"] == "last_admin"
