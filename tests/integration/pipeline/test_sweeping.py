"""What got stuck is taken up again, once, and nothing else is touched."""

from datetime import UTC, datetime, timedelta

import boto3
import pytest

from chalicelib.records.invoices import Status
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import InvoiceFiles
from chalicelib.storage.invoices import invoices as store
from chalicelib.storage.invoices import keys, worklists
from samples import Sample, generate
from tests.support.api import Api, Person, Recorder
from tests.support.aws.names import BUCKET
from tests.support.workers.queue import incoming, sweep_up, work


@pytest.fixture(scope="module")
def sample() -> Sample:
    return generate()[0]


@pytest.fixture
def files(api: Api, sample: Sample) -> InvoiceFiles:
    """An invoice that was accepted."""
    person = api.person()
    return InvoiceFiles(person.user["company_id"], person.upload(sample.pdf).json["id"])


def swept(monkeypatch: pytest.MonkeyPatch, *, after: timedelta = timedelta(days=1)) -> int:
    """Run the sweep as if so much time had gone by; return what it took up."""
    with monkeypatch.context() as patch:
        patch.setattr("chalicelib.pipeline.sweeping.now", lambda: datetime.now(UTC) + after)
        return sweep_up()


def status_of(files: InvoiceFiles) -> str:
    invoice = store.find_invoice(files.company_id, files.invoice_id)
    assert invoice is not None
    return invoice.status


def versions(files: InvoiceFiles) -> int:
    found = boto3.client("s3").list_object_versions(Bucket=BUCKET, Prefix=files.incoming)
    return len(found.get("Versions", []))


@pytest.fixture
def versioned(aws: None) -> None:
    boto3.client("s3").put_bucket_versioning(Bucket=BUCKET, VersioningConfiguration={"Status": "Enabled"})


def test_a_file_whose_event_was_lost_arrives_again(
    versioned: None, files: InvoiceFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert swept(monkeypatch) == 1
    assert versions(files) == 2
    work()
    assert status_of(files) == "ready"


def test_what_arrives_again_is_the_same_file(
    files: InvoiceFiles, sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    swept(monkeypatch)
    stored = boto3.client("s3").get_object(Bucket=BUCKET, Key=files.incoming)
    assert (stored["Body"].read(), stored["ContentType"]) == (sample.pdf, "application/pdf")


def test_a_kept_source_that_never_arrived_arrives(files: InvoiceFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    file_store.keep_source(files)
    file_store.delete_file(files.incoming)
    assert swept(monkeypatch) == 1
    assert incoming() == [files.incoming]
    work()
    assert status_of(files) == "ready"


def test_an_invoice_whose_worker_died_is_taken_up(files: InvoiceFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    store.change_invoice(
        files.company_id, files.invoice_id, {"status": Status.PROCESSING}, from_status=(Status.QUEUED,)
    )
    assert swept(monkeypatch) == 1
    work()
    assert status_of(files) == "ready"


def test_an_invoice_without_any_file_fails_with_its_reason(
    files: InvoiceFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_store.delete_file(files.incoming)
    swept(monkeypatch)
    invoice = store.find_invoice(files.company_id, files.invoice_id)
    assert invoice is not None
    assert (invoice.status, invoice.failure_code) == ("failed", "source_missing")


def test_an_invoice_that_has_not_stood_still_for_long_is_left_alone(
    versioned: None, files: InvoiceFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert swept(monkeypatch, after=timedelta(minutes=60)) == 0
    assert versions(files) == 1


def test_a_second_sweep_waits_as_long_again(files: InvoiceFiles, monkeypatch: pytest.MonkeyPatch) -> None:
    later = datetime.now(UTC) + timedelta(days=1)
    monkeypatch.setattr("chalicelib.storage.invoices.invoices.now", lambda: later)
    assert swept(monkeypatch) == 1
    assert swept(monkeypatch) == 0
    assert swept(monkeypatch, after=timedelta(days=2)) == 1


def test_who_changes_the_record_at_the_same_instant_wins(
    versioned: None, files: InvoiceFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the sweep's look and its write, the worker begins."""
    before = store.find_invoice(files.company_id, files.invoice_id)
    store.change_invoice(
        files.company_id, files.invoice_id, {"status": Status.PROCESSING}, from_status=(Status.QUEUED,)
    )
    monkeypatch.setattr(store, "find_invoice", lambda *_: before)
    assert swept(monkeypatch) == 0
    assert versions(files) == 1


def test_what_is_finished_or_awaited_is_not_in_the_worklist(api: Api, files: InvoiceFiles) -> None:
    announcement = {"filename": "a.pdf", "content_type": "application/pdf", "size": 1000}
    api.person().post("/invoices/uploads", announcement)
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    assert worklists.list_unfinished(tomorrow, 10) == [(files.company_id, files.invoice_id)]
    work()
    assert worklists.list_unfinished(tomorrow, 10) == []


def test_a_sweep_is_bounded_and_one_fault_does_not_stop_it(
    api: Api, sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SWEEP_LIMIT", "1")
    for module in (keys, worklists):
        monkeypatch.setattr(module, "UNFINISHED_SHARDS", 1)
    person = api.person()
    first, _second = (_upload(person, sample.pdf + bytes([number])) for number in range(2))
    refused = iter([True, False])
    arrive = file_store.read_again

    def sometimes(files: InvoiceFiles) -> None:
        if next(refused):
            raise RuntimeError
        arrive(files)

    monkeypatch.setattr(file_store, "read_again", sometimes)
    later = datetime.now(UTC) + timedelta(days=1)
    monkeypatch.setattr("chalicelib.storage.invoices.invoices.now", lambda: later)
    assert [swept(monkeypatch) for _ in range(3)] == [0, 1, 0]
    assert status_of(first) == "queued"


def test_nothing_stuck_costs_one_query_a_partition(api: Api, calls: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    calls.clear()
    assert swept(monkeypatch) == 0
    assert calls.operations == ["Query"] * keys.UNFINISHED_SHARDS


def _upload(person: Person, data: bytes) -> InvoiceFiles:
    return InvoiceFiles(person.user["company_id"], person.upload(data).json["id"])
