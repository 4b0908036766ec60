"""Rule packs from the bucket to a verdict."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import boto3
import pytest

from chalicelib.documents.syntaxes.codec import write_ubl
from chalicelib.invoices.building.rule_packs import current_packs
from chalicelib.settings import settings
from chalicelib.storage.files.rulesets import PackChanged, PackStore
from chalicelib.validation import validate
from chalicelib.validation.report.report import Outcome, Report
from tests.support.api import Recorder
from tests.unit.documents.invoices import invoice
from tests.unit.validation.house import SCHEMATRON, SPECIFICATION, zipped

Put = Callable[..., None]


@pytest.fixture
def put(aws: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Put:
    """Return a function that stores an object, over what was there; each look into the bucket is a fresh one."""
    monkeypatch.setenv("RULE_PACKS_CACHE_SECONDS", "0")
    settings.cache_clear()
    made = iter(range(100))

    def store(name: str = "house.zip", data: bytes | None = None, **manifest: str) -> None:
        pack = zipped(tmp_path / str(next(made)), **manifest) if data is None else data
        boto3.client("s3").put_object(Bucket=settings().files_bucket, Key=f"rulesets/{name}", Body=pack)

    return store


def remove(name: str) -> None:
    boto3.client("s3").delete_object(Bucket=settings().files_bucket, Key=f"rulesets/{name}")


def check(specification: str = SPECIFICATION, **changes: object) -> Report:
    document = invoice(**{"specification": specification, **changes})
    return validate(write_ubl(document), packs=current_packs())


def fails_closed(report: Report) -> bool:
    return not report.successful and any(layer.outcome is Outcome.NOT_RUN for layer in report.layers)


def test_without_packs_there_is_no_folder(put: Put) -> None:
    assert current_packs() is None


def test_a_stored_pack_is_used(put: Put) -> None:
    put()
    assert check().ruleset == "house"
    assert check().successful
    assert [finding.rule for finding in check(invoice_number="1999").findings] == ["H-02"]


def test_a_pack_stored_removed_and_replaced_is_seen_as_it_is(put: Put) -> None:
    assert check().ruleset is None
    put()
    assert check().successful
    put(schematron=SCHEMATRON.replace("'2024-'", "'2025-'"))
    assert [finding.rule for finding in check().findings] == ["H-02"]
    remove("house.zip")
    assert check().ruleset is None
    assert current_packs() is None


def test_a_folder_that_was_handed_out_stays_as_it_was(put: Put) -> None:
    put()
    before = current_packs()
    assert before is not None
    put(schematron=SCHEMATRON.replace("'2024-'", "'2025-'"))
    put("other.zip", id="other")
    after = current_packs()
    assert after is not None
    assert [pack.name for pack in sorted(after.iterdir())] == ["house", "other"]
    assert [pack.name for pack in before.iterdir()] == ["house"]
    assert "'2024-'" in (before / "house" / "house.sch").read_text()


def test_a_pack_that_did_not_change_stays_where_it_is(put: Put) -> None:
    put()
    before = current_packs()
    assert before is not None
    assert current_packs() == before
    put("other.zip", id="other")
    after = current_packs()
    assert after is not None
    assert (after / "house").resolve() == (before / "house").resolve()


def test_the_bucket_is_looked_at_once_in_a_while(put: Put, calls: Recorder, monkeypatch: pytest.MonkeyPatch) -> None:
    put()
    current_packs()
    monkeypatch.setenv("RULE_PACKS_CACHE_SECONDS", "60")
    settings.cache_clear()
    calls.clear()
    for _ in range(5):
        current_packs()
    assert calls.operations == []


@pytest.mark.parametrize("data", [b"", b"nonsense", b"PK\x05\x06" + bytes(18)])
def test_an_unreadable_pack_lets_nothing_pass_that_it_may_be_for(put: Put, data: bytes) -> None:
    put(data=data)
    assert fails_closed(check())
    assert check("urn:cen.eu:en16931:2017").successful


def test_a_broken_pack_is_logged_and_harms_no_other(put: Put, caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    put("broken.zip", zipped(tmp_path, id="elsewhere", applies_to=("urn:example:broken",)))  # type: ignore[arg-type]
    put()
    assert fails_closed(check("urn:example:broken"))
    assert check().successful
    (record,) = [each for each in caplog.records if each.message == "a rule pack cannot be used"]
    assert (record.levelname, record.__dict__["pack"]) == ("ERROR", "broken")
    assert record.__dict__["reason"] == "its manifest.json says that it is elsewhere"


@pytest.mark.parametrize("name", [".house.zip", "House.zip", "...zip", "-.zip"])
def test_an_object_whose_name_is_no_id_is_a_broken_pack(put: Put, name: str) -> None:
    put(name)
    assert fails_closed(check())


@pytest.mark.parametrize("name", ["readme.txt", "", "old/house.zip"])
def test_other_objects_are_no_packs(put: Put, name: str) -> None:
    put(name)
    assert current_packs() is None


def test_a_pack_that_is_too_large_is_not_unpacked(put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.invoices.building.rule_packs.MAX_BYTES", 100)
    put()
    assert fails_closed(check())


def test_many_threads_get_the_same_folder(put: Put) -> None:
    put()
    with ThreadPoolExecutor(8) as threads:
        folders = set(threads.map(lambda _: current_packs(), range(32)))
    assert len(folders) == 1


def test_of_two_who_store_the_same_pack_one_is_told(put: Put) -> None:
    store = PackStore(settings().files_bucket)
    store.store("house", b"one", over=None)
    with pytest.raises(PackChanged):
        store.store("house", b"two", over=None)
    found = store.read("house", 10)
    assert found is not None
    store.store("house", b"two", over=found[0])
    with pytest.raises(PackChanged):
        store.store("house", b"three", over=found[0])
    assert store.read("house", 10) != found
