"""Recurring invoices: set up, made once for each day in the company's time zone, paused, skipped, changed, removed."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from app import recur
from chalicelib.sales import recurring_run
from chalicelib.storage.companies import recurring as store
from chalicelib.storage.companies.drafts import list_drafts
from tests.support.api import PASSWORD, Answer, Api, Person
from tests.support.invoices.forms import document, sender
from tests.support.people.team import member_of
from tests.support.together import CROWD, at_once
from tests.support.workers.queue import SCHEDULED, work

KEY = {"Idempotency-Key": "one"}
BEGIN = datetime(2026, 3, 28, 8, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return what sets the time of the recurring invoices' use cases."""

    def set_to(instant: datetime) -> None:
        for module in ("sales.recurring", "sales.recurring_run", "invoices.issuing.issuing", "invoices.issuing.drafts"):
            monkeypatch.setattr(f"chalicelib.{module}.now", lambda: instant)

    set_to(BEGIN)
    return set_to


def order(**more: Any) -> dict[str, Any]:
    usual = {"name": "Rent", "form": document(), "mode": "draft", "rhythm": "daily", "first_on": "2026-03-28"}
    return {**usual, **more}


def made(person: Person, **more: Any) -> dict[str, Any]:
    answer = person.post("/recurring", order(**more))
    assert answer.status == 201, answer.body
    kept: dict[str, Any] = answer.json
    return kept


def step(person: Person, recurring_id: str, name: str, version: int | None = None) -> Answer:
    headers = {"If-Match": f'"{version}"'} if version else None
    return person.post(f"/recurring/{recurring_id}/{name}", headers=headers)


def run() -> int:
    return int(recur(SCHEDULED, None)["made"])


def days_of_drafts(person: Person) -> list[str]:
    found = list_drafts(person.user["company_id"], before=None, limit=100)
    return sorted(draft.document["issue_date"] for draft in found)


def test_it_is_kept_as_it_was_given_once(api: Api, clock: Any) -> None:
    person = api.person()
    first, again = (person.post("/recurring", order(), headers=KEY) for _ in range(2))
    kept = first.json
    assert (first.status, again.json) == (201, kept)
    assert (kept["state"], kept["next_on"], kept["made"], kept["form"]) == ("active", "2026-03-28", 0, document())
    assert first.headers["Location"] == f"/recurring/{kept['id']}"
    assert person.get(f"/recurring/{kept['id']}").json == kept
    (listed,) = person.get("/recurring").json["items"]
    assert listed.items() <= kept.items()


def test_each_day_of_the_companys_time_zone_is_made_once_over_a_change_of_summer_time(api: Api, clock: Any) -> None:
    person = api.person()
    api.call("PATCH", "/company", {"time_zone": "Europe/Berlin"}, token=person.access)
    made(person)
    assert (run(), run()) == (1, 0)
    begins = {29: datetime(2026, 3, 28, 23, tzinfo=UTC), 30: datetime(2026, 3, 29, 22, tzinfo=UTC)}
    for day, begin in begins.items():
        clock(begin - timedelta(minutes=1))
        assert run() == 0
        clock(begin)
        assert (run(), run()) == (1, 0)
        assert days_of_drafts(person)[-1] == f"2026-03-{day}"
    assert days_of_drafts(person) == ["2026-03-28", "2026-03-29", "2026-03-30"]


def test_an_issued_one_is_dated_by_its_day_and_says_what_it_is_of(api: Api, clock: Any) -> None:
    person = sender(api)
    kept = made(person, mode="issue", rhythm="monthly", first_on="2026-01-31", language="de")
    assert kept["next_on"] == "2026-03-31"
    clock(datetime(2026, 3, 31, 0, 5, tzinfo=UTC))
    assert (run(), run()) == (1, 0)
    (invoice,) = person.get("/invoices").json["items"]
    assert (invoice["issue_date"], invoice["due_date"]) == ("2026-03-31", "2026-04-14")
    assert invoice["invoice_number"] == "2026-0001"
    work()
    detail = person.get(f"/invoices/{invoice['id']}").json
    assert detail["state"] == "passed"
    assert detail["timeline"]["items"][0]["data"] == {"number": "2026-0001", "recurring": kept["id"]}
    after = person.get(f"/recurring/{kept['id']}").json
    told = ("made", "done_on", "next_on", "last_id", "last_kind", "last_problem")
    assert [after[name] for name in told] == [1, "2026-03-31", "2026-04-30", invoice["id"], "issue", None]


def test_what_cannot_be_issued_any_more_becomes_a_draft_that_says_why(api: Api, clock: Any) -> None:
    person = sender(api)
    customer = person.post("/customers", {"customer": document()["customer"]}).json
    form = {"customer_id": customer["id"], "lines": document()["lines"], "payment_terms": "14 days"}
    kept = made(person, mode="issue", form=form)
    person.delete(f"/customers/{customer['id']}")
    assert run() == 1
    assert person.get("/invoices").json["items"] == []
    after = person.get(f"/recurring/{kept['id']}").json
    assert (after["last_kind"], after["made"], after["next_on"]) == ("draft", 1, "2026-03-29")
    assert "customer_id: There is no such customer" in after["last_problem"]
    assert "customer_id" in person.get(f"/drafts/{after['last_id']}").json["missing"]


def test_days_on_which_nothing_ran_are_made_up_for_in_their_order(api: Api, clock: Any) -> None:
    person = api.person()
    kept = made(person, times=4)
    clock(BEGIN + timedelta(days=9))
    assert run() == 4
    assert days_of_drafts(person) == [f"2026-03-{day}" for day in (28, 29, 30, 31)]
    assert person.get(f"/recurring/{kept['id']}").json["state"] == "ended"


def test_a_pause_a_skip_and_their_refusals(api: Api, clock: Any) -> None:
    person = api.person()
    recurring_id = made(person)["id"]
    skipped = step(person, recurring_id, "skip", 1).json
    assert (skipped["next_on"], skipped["done_on"], skipped["version"]) == ("2026-03-29", "2026-03-28", 2)
    assert step(person, recurring_id, "skip", 1).json["code"] == "version_mismatch"
    assert step(person, recurring_id, "resume").json["code"] == "wrong_step"
    assert step(person, recurring_id, "pause").json["state"] == "paused"
    for refused in ("pause", "skip"):
        answer = step(person, recurring_id, refused)
        assert (answer.status, answer.json["code"]) == (409, "wrong_step")
    clock(BEGIN + timedelta(days=5))
    assert run() == 0
    assert step(person, recurring_id, "resume").json["next_on"] == "2026-04-02"
    assert run() == 1
    assert days_of_drafts(person) == ["2026-04-02"]


def test_a_change_counts_from_the_next_day_on_and_a_removed_one_makes_nothing(api: Api, clock: Any) -> None:
    person = api.person()
    path = f"/recurring/{made(person)['id']}"
    assert run() == 1
    body = order(rhythm="weekly", name="Rent of the store")
    changed = api.call("PUT", path, body, token=person.access, headers={"If-Match": '"2"'})
    assert (changed.status, changed.json["next_on"], changed.json["made"]) == (200, "2026-04-04", 1)
    late = api.call("PUT", path, body, token=person.access, headers={"If-Match": '"2"'})
    assert late.json["code"] == "version_mismatch"
    assert api.call("DELETE", path, token=person.access, headers={"If-Match": '"2"'}).status == 412
    assert (person.delete(path).status, person.get(path).status, person.delete(path).status) == (204, 404, 404)
    clock(BEGIN + timedelta(days=30))
    assert run() == 0


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({"form": {**document(), "invoice_number": "1", "issue_date": "2026-01-01"}},
         {"form.invoice_number", "form.issue_date"}),
        ({"form": {"lines": [{"quantity": "x"}]}}, {"form.lines.0.quantity"}),
        ({"form": {"lines": [{}]}, "mode": "issue"}, None),
        ({"last_on": "2026-03-27"}, {"last_on"}),
        ({"first_on": "2020-01-01", "times": 3}, {"last_on"}),
        ({"every": 0}, {"every"}),
        ({"times": 0}, {"times"}),
        ({"rhythm": "hourly"}, {"rhythm"}),
        ({"name": ""}, {"name"}),
    ],
)  # fmt: skip
def test_what_is_wrong_with_it_is_named(api: Api, clock: Any, more: dict[str, Any], fields: set[str] | None) -> None:
    answer = sender(api).post("/recurring", order(**more))
    assert answer.status == 422, answer.body
    found = {error["field"] for error in answer.json["errors"]}
    assert found == fields if fields else {"form.customer.name", "form.lines.0.price.net"} <= found


def test_a_member_changes_their_own_and_sees_what_the_company_lets_them(api: Api, clock: Any) -> None:
    admin = api.person()
    member = member_of(admin)
    path = f"/recurring/{made(admin)['id']}"
    assert member.get(path).status == 200
    assert api.call("PUT", path, order(), token=member.access).json["code"] == "not_yours"
    assert member.post(f"{path}/pause").json["code"] == "not_yours"
    assert member.delete(path).json["code"] == "not_yours"
    api.call("PATCH", "/company", {"members_see_all": False}, token=admin.access)
    assert member.get(path).status == 404
    assert member.get("/recurring").json["items"] == []
    own = made(member)["id"]
    assert admin.post(f"/recurring/{own}/pause").status == 200


def test_pages_and_the_most_there_can_be(api: Api, clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    person = api.person()
    ids = [made(person)["id"] for _ in range(3)]
    page = person.get("/recurring?limit=2").json
    assert [each["id"] for each in page["items"]] == ids[:0:-1]
    rest = person.get(f"/recurring?limit=2&cursor={page['next_cursor']}").json
    assert ([each["id"] for each in rest["items"]], rest["has_more"]) == (ids[:1], False)
    assert person.get("/recurring?cursor=x").json["code"] == "bad_cursor"
    monkeypatch.setattr(store, "MAX_RECURRING", 3)
    full = person.post("/recurring", order())
    assert (full.status, full.json["code"]) == (409, "too_many_recurring")


def test_runs_at_the_same_instant_make_a_day_once(api: Api, clock: Any) -> None:
    person = sender(api)
    drafted, issued = made(person), made(person, mode="issue")
    outcome = at_once(lambda _: recurring_run.make_due(lambda: True))
    assert outcome == {"success": CROWD}
    assert days_of_drafts(person) == ["2026-03-28"]
    (invoice,) = person.get("/invoices").json["items"]
    assert invoice["invoice_number"] == "2026-0001"
    for each in (drafted, issued):
        assert person.get(f"/recurring/{each['id']}").json["made"] == 1


def test_one_that_fails_does_not_keep_the_others_and_a_run_ends_in_time(
    api: Api, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = api.person()
    ids = [made(person)["id"] for _ in range(3)]
    find = store.find_recurring

    def broken(company_id: str, recurring_id: str) -> Any:
        if recurring_id == ids[0]:
            raise RuntimeError
        return find(company_id, recurring_id)

    assert recurring_run.make_due(lambda: False) == 0
    with monkeypatch.context() as patch:
        patch.setattr(store, "find_recurring", broken)
        assert run() == 2
    assert run() == 1


def test_they_go_with_the_company_and_the_worklist_forgets_them(api: Api, clock: Any) -> None:
    person = api.person()
    made(person)
    assert api.call("DELETE", "/me", {"password": PASSWORD}, token=person.access).status == 204
    assert run() == 0
    assert list(store.list_due(date(2026, 12, 31))) == []
