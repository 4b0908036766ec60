"""Listing, fetching and deleting invoices."""

import boto3
import pytest

from tests.support.api import Api, Person, Recorder
from tests.support.aws.names import BUCKET


def upload_many(person: Person, number: int) -> list[str]:
    return [person.upload(f"%PDF-1.4 {index} {person.email}".encode()).json["id"] for index in range(number)]


def ids(person: Person, query: str) -> list[str]:
    return [item["id"] for item in person.get(f"/invoices?{query}").json["items"]]


def test_pages_follow_one_another_newest_first_without_gap_or_repeat(api: Api) -> None:
    person = api.person()
    uploaded = upload_many(person, 7)
    seen: list[str] = []
    cursor = ""
    while True:
        page = person.get(f"/invoices?limit=3{cursor}").json
        seen += [item["id"] for item in page["items"]]
        if not page["has_more"]:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert seen == sorted(uploaded, reverse=True)
    assert page["next_cursor"] is None


def test_a_page_that_is_just_full_has_no_next(api: Api) -> None:
    person = api.person()
    upload_many(person, 3)
    assert person.get("/invoices?limit=3").json["has_more"] is False


@pytest.mark.parametrize("query", ["scope=mine", "state=unvalidated", "scope=mine&state=unvalidated", "scope=company"])
def test_every_index_lists_the_same_invoices_in_the_same_order(api: Api, query: str) -> None:
    person = api.person()
    uploaded = upload_many(person, 3)
    assert ids(person, query) == sorted(uploaded, reverse=True)
    assert ids(person, "state=passed") == []


def test_a_cursor_of_another_company_or_list_or_made_up_is_400(api: Api) -> None:
    ann, ben = api.person(), api.person()
    upload_many(ann, 2)
    upload_many(ben, 2)
    cursor = ann.get("/invoices?limit=1").json["next_cursor"]
    for answer in (
        ben.get(f"/invoices?limit=1&cursor={cursor}"),
        ann.get(f"/invoices?limit=1&scope=mine&cursor={cursor}"),
        ann.get("/invoices?cursor=bm9uc2Vuc2U"),
        ann.get("/invoices?cursor=%C3%A4"),
    ):
        assert (answer.status, answer.json["code"]) == (400, "bad_cursor")


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "limit=ten", "state=lost", "scope=everyone"])
def test_a_wrong_query_names_its_field(api: Api, query: str) -> None:
    answer = api.person().get(f"/invoices?{query}")
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, query.partition("=")[0])


def test_another_companys_invoice_is_not_found_by_any_route(api: Api) -> None:
    theirs = upload_many(api.person(), 1)[0]
    stranger = api.person()
    for path in (f"/invoices/{theirs}", f"/invoices/{theirs}/files/source"):
        assert stranger.get(path).status == 404
    assert stranger.delete(f"/invoices/{theirs}").status == 404


def test_an_id_that_is_none_is_not_found(api: Api) -> None:
    assert api.person().get("/invoices/..%2F..%2Fsecret").status == 404


def test_the_source_can_be_fetched_before_it_is_read(api: Api) -> None:
    person = api.person()
    invoice = person.upload(b"%PDF-1.4 x", "a b.pdf").json["id"]
    answer = person.get(f"/invoices/{invoice}/files/source")
    assert answer.status == 302
    assert "X-Amz-Signature" in answer.headers["Location"]
    assert "a%2520b.pdf" in answer.headers["Location"]


@pytest.mark.parametrize("kind", ["preview", "nonsense"])
def test_a_file_that_is_not_there_is_404_with_its_name(api: Api, kind: str) -> None:
    person = api.person()
    answer = person.get(f"/invoices/{upload_many(person, 1)[0]}/files/{kind}")
    assert (answer.status, answer.json["code"]) == (404, "file_not_available")
    assert kind in answer.json["detail"]


def test_deleting_removes_the_record_the_files_and_the_claim_on_them(api: Api) -> None:
    person = api.person()
    invoice = person.upload(b"%PDF-1.4 mine").json["id"]
    assert person.delete(f"/invoices/{invoice}").status == 204
    assert person.get(f"/invoices/{invoice}").status == 404
    assert "Contents" not in boto3.client("s3").list_objects_v2(Bucket=BUCKET)
    assert person.upload(b"%PDF-1.4 mine").status == 202


@pytest.mark.parametrize("number", [0, 3, 30])
def test_a_list_makes_two_aws_calls_whatever_the_number_of_invoices(api: Api, calls: Recorder, number: int) -> None:
    person = api.person()
    upload_many(person, number)
    calls.clear()
    assert person.get("/invoices").status == 200
    assert calls.operations == ["BatchGetItem", "Query"]


@pytest.mark.parametrize(
    ("query", "queries"),
    [
        ("scope=mine", 1),
        ("scope=mine&state=passed", 1),
        ("state=failed", 1),
        ("scope=mine&state=unvalidated", 2),  # one is for what has not been read yet
    ],
)
def test_a_filtered_list_makes_two_aws_calls_too_or_three(api: Api, calls: Recorder, query: str, queries: int) -> None:
    person = api.person()
    upload_many(person, 12)
    calls.clear()
    assert person.get(f"/invoices?limit=5&{query}").status == 200
    assert calls.operations == ["BatchGetItem", *["Query"] * queries]
