"""Exports that are made in the background: in parts, and whatever happens to the worker in between."""

from typing import Any

import boto3
import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError

from chalicelib.settings import settings
from chalicelib.storage.exports import exports as export_store
from tests.support.api import Api
from tests.support.aws.names import BUCKET
from tests.support.workers.export_files import download, rows_of, seeded, sheet_of, started, unpacked, with_files
from tests.support.workers.exports import Killed, let_lease_end, run, waiting, work

PART_BYTES = 1_000


@pytest.fixture
def small_parts(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts so small, and tables at once so short, that a few invoices take several of them."""
    monkeypatch.setattr("moto.s3.models.S3_UPLOAD_PART_MIN_SIZE", PART_BYTES)
    monkeypatch.setenv("EXPORT_PART_BYTES", str(PART_BYTES))
    monkeypatch.setenv("EXPORT_DIRECT_ROWS", "5")


@pytest.mark.parametrize("kind", ["csv", "xlsx", "zip"])
@pytest.mark.usefixtures("small_parts")
def test_a_large_export_is_made_in_parts_over_several_messages_and_has_every_invoice_once(api: Api, kind: str) -> None:
    person = api.person()
    records = with_files(person, 12)
    place = started(person, f"format={kind}&sort=created_at")
    progress = []
    while bodies := waiting():
        (body,) = bodies
        assert run(body, seconds=(300, 10))
        progress.append(person.get(place).json["progress"])
    assert len(progress) > 3
    assert progress == sorted(progress)
    assert progress[-1] == 100
    data = download(person.get(place))
    wanted = [record.invoice_id for record in records]
    match kind:
        case "csv":
            assert [row["id"] for row in rows_of(data.decode())] == wanted
        case "xlsx":
            assert [row["id"].value for row in sheet_of(data)] == wanted
        case _:
            sources = [content for name, content in unpacked(data).items() if name.endswith("name.xml")]
            assert sources == [f"source {index}".encode() * 20 for index in range(12)]


@pytest.fixture
def countdown(api: Api, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list: with a number in it, the worker dies after so many AWS calls, the last of which is carried out."""
    calls: list[int] = []
    call = BaseClient._make_api_call  # type: ignore[attr-defined]

    def deadly(client: BaseClient, operation: str, parameters: Any) -> Any:
        answer = call(client, operation, parameters)
        if calls:
            calls[0] -= 1
            if calls[0] == 0:
                calls.clear()
                raise Killed(operation)
        return answer

    monkeypatch.setattr(BaseClient, "_make_api_call", deadly)
    return calls


@pytest.mark.parametrize("kind", ["csv", "xlsx", "zip"])
@pytest.mark.usefixtures("small_parts")
def test_a_worker_that_dies_after_any_call_harms_nothing(api: Api, countdown: list[int], kind: str) -> None:
    person = api.person()
    with_files(person, 6)
    whole: Any = None
    for calls in range(1, 100, 2 if kind != "zip" else 5):
        place = started(person, f"format={kind}")
        (body,) = waiting()
        countdown[:] = [calls]
        done = run(body)
        died = not countdown
        countdown.clear()
        assert done != died
        if died:
            let_lease_end(person.user["company_id"], place.rpartition("/")[2])
            assert run(body), calls
        data = download(person.get(place))
        made = [row["id"].value for row in sheet_of(data)] if kind == "xlsx" else data
        whole = whole or made
        assert made == whole, calls
        if not died:
            return
    raise AssertionError("the worker died every time")


@pytest.mark.usefixtures("small_parts")
def test_a_message_that_comes_twice_changes_nothing(api: Api) -> None:
    person = api.person()
    seeded(person, 8)
    place = started(person, "")
    (body,) = waiting()
    assert run(body)
    before = person.get(place).json
    assert run(body)
    after = person.get(place).json
    assert {**before, "download": None} == {**after, "download": None}


@pytest.mark.usefixtures("small_parts")
def test_while_one_worker_is_at_it_another_leaves_the_message_in_the_queue(api: Api) -> None:
    person = api.person()
    seeded(person, 8)
    place = started(person, "")
    (body,) = waiting()
    found = export_store.find_export(person.user["company_id"], place.rpartition("/")[2])
    assert found
    export_store.take_export(found, 60)
    assert not run(body)
    assert person.get(place).json["status"] == "running"


@pytest.mark.usefixtures("small_parts")
def test_what_fails_every_time_ends_as_failed_with_a_reason(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = api.person()
    seeded(person, 8)
    place = started(person, "")
    (body,) = waiting()
    monkeypatch.setenv("FILES_BUCKET", "no-such-bucket")
    settings.cache_clear()
    assert [run(body) for _ in range(5)] == [False, False, False, True, True]
    answer = person.get(place).json
    assert (answer["status"], answer["failure"]["code"], answer["download"]) == ("failed", "export_failed", None)


def test_more_invoices_than_an_export_takes_is_said_so(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = api.person()
    seeded(person, 8)
    monkeypatch.setenv("EXPORT_MAX_ROWS", "7")
    settings.cache_clear()
    place = started(person, "format=zip")
    work()
    answer = person.get(place).json
    assert (answer["status"], answer["failure"]["code"]) == ("failed", "export_too_large")
    assert "8 invoices" in answer["failure"]["detail"]


@pytest.fixture
def exact_s3(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """The AWS double answers `KeyError` where S3 says that there is no such upload."""
    call = BaseClient._make_api_call  # type: ignore[attr-defined]

    def exact(client: BaseClient, operation: str, parameters: Any) -> Any:
        try:
            return call(client, operation, parameters)
        except KeyError as error:
            raise ClientError({"Error": {"Code": "NoSuchUpload"}}, operation) from error

    monkeypatch.setattr(BaseClient, "_make_api_call", exact)


@pytest.mark.usefixtures("exact_s3")
def test_an_upload_that_s3_has_given_up_is_begun_anew(api: Api) -> None:
    person = api.person()
    with_files(person, 2)
    place = started(person, "format=zip")
    (body,) = waiting()
    assert run(body, seconds=(300, 300, 10))
    (again,) = waiting()
    s3, bucket = boto3.client("s3"), BUCKET
    (upload,) = s3.list_multipart_uploads(Bucket=bucket)["Uploads"]
    s3.abort_multipart_upload(Bucket=bucket, Key=upload["Key"], UploadId=upload["UploadId"])
    assert not run(again)
    assert run(again)
    assert len(unpacked(download(person.get(place)))) == 6
