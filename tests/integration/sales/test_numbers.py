"""A company's own number formats and time zone: settings that are checked, and what is issued by them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.documents.model.document import Document
from chalicelib.ids import Intended
from chalicelib.invoices.issuing import issuing
from tests.support.api import Answer, Api, Person
from tests.support.invoices.forms import document, sender
from tests.support.people.team import caller_of
from tests.support.together import CROWD, at_once
from tests.support.workers.queue import work

NEW_YEAR = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)


def settle(person: Person, **profile: Any) -> Answer:
    return person.api.call("PATCH", "/company", profile, token=person.access)


def number_of(person: Person, **more: Any) -> str:
    answer = person.post("/invoices", document(**more))
    assert answer.status == 202, answer.body
    return str(answer.json["invoice_number"])


@pytest.mark.parametrize(
    ("profile", "field"),
    [
        ({"number_format": "{year}"}, "number_format"),
        ({"quote_format": "{month}{number}"}, "quote_format"),
        ({"number_format": "{number}", "quote_format": "{number:05}"}, "quote_format"),
        ({"credit_note_format": "{year}-{number:06}"}, "credit_note_format"),
        ({"credit_note_prefix": "Q-"}, "quote_format"),
        ({"time_zone": "Europe/Atlantis"}, "time_zone"),
        ({"time_zone": "../../etc/localtime"}, "time_zone"),
        ({"time_zone": ""}, "time_zone"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused(api: Api, profile: dict[str, str], field: str) -> None:
    answer = settle(api.person(), **profile)
    assert (answer.status, [error["field"] for error in answer.json["errors"]]) == (422, [field])


def test_settings_are_kept_and_taken_back(api: Api) -> None:
    person = api.person()
    given = {"number_format": "RE{yy}{number:03}", "time_zone": "Pacific/Auckland"}
    kept = settle(person, **given).json
    assert {name: kept[name] for name in given} == given
    assert settle(person, number_format=None).json["number_format"] is None


def test_a_series_follows_the_format_and_each_kind_has_its_own(api: Api) -> None:
    person = sender(api)
    settle(person, number_format="{number:03}/{yy}", credit_note_format="G{number}")
    assert [number_of(person, issue_date=day) for day in ("2026-05-01", "2027-05-01", "2026-06-01")] == [
        "001/26",
        "001/27",
        "002/26",
    ]
    work()
    first = person.get("/invoices?sort=created_at").json["items"][0]["id"]
    assert person.post(f"/invoices/{first}/cancel", {}).json["invoice_number"] == "G1"


def test_a_series_by_the_month_begins_anew_and_one_without_a_year_goes_on(api: Api) -> None:
    person = sender(api)
    settle(person, number_format="{year}.{month}.{number}")
    days = ("2026-05-01", "2026-06-01", "2026-05-31")
    assert [number_of(person, issue_date=day) for day in days] == ["2026.05.1", "2026.06.1", "2026.05.2"]
    settle(person, number_format="N{number}")
    assert [number_of(person, issue_date=day) for day in ("2026-05-01", "2027-05-01")] == ["N1", "N2"]


def test_more_digits_go_on_with_the_series_that_was_there(api: Api) -> None:
    person = sender(api)
    assert number_of(person, issue_date="2026-05-01") == "2026-0001"
    settle(person, number_format="{year}-{number:06}")
    assert number_of(person, issue_date="2026-05-01") == "2026-000002"


def test_a_number_that_the_new_format_would_write_and_that_is_taken_is_passed_over(api: Api) -> None:
    person = sender(api)
    assert number_of(person, invoice_number="X2") == "X2"
    settle(person, number_format="X{number}")
    assert [number_of(person) for _ in range(2)] == ["X1", "X3"]


def test_the_year_of_a_number_is_that_of_the_companys_day(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = sender(api)
    for module in ("issuing", "drafts"):
        monkeypatch.setattr(f"chalicelib.invoices.issuing.{module}.now", lambda: NEW_YEAR)
    assert number_of(person) == "2026-0001"
    settle(person, time_zone="Australia/Sydney")
    issued = person.post("/invoices", document()).json
    assert (issued["invoice_number"], issued["issue_date"]) == ("2027-0001", "2027-01-01")
    settle(person, time_zone="America/New_York")
    assert number_of(person) == "2026-0002"


def test_twenty_forms_get_twenty_numbers_of_the_format_without_a_gap(api: Api) -> None:
    person = sender(api)
    settle(person, number_format="{number}-{year}")
    caller, form = caller_of(person), Document.model_validate(document(issue_date="2026-03-01"))
    assert at_once(lambda _: issuing.issue_invoice(caller, form, Intended())) == {"success": CROWD}
    numbers = {invoice["invoice_number"] for invoice in person.get("/invoices?limit=100").json["items"]}
    assert numbers == {f"{number}-2026" for number in range(1, CROWD + 1)}
