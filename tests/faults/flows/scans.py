"""Files that are scanned for malware: waited for, read when they are clean, locked away when they are not."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar

import pytest

from app import process
from chalicelib.settings import settings
from chalicelib.storage.aws.clients import s3_client
from tests.faults.deliveries import DONE, newest_message
from tests.faults.flows.invoices import Subject, expect, invoices, settle, with_file
from tests.faults.harness import Failed, Flow
from tests.support.api import Api
from tests.support.aws.names import BUCKET
from tests.support.workers.queue import arrived, batch, incoming
from tests.support.workers.scans import EICAR, scan, scan_files

Result = TypeVar("Result")


@contextmanager
def scanning() -> Iterator[None]:
    """Have files scanned, as where the operator has switched it on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MALWARE_SCAN", "true")
        settings.cache_clear()
        try:
            yield
        finally:
            settings.cache_clear()


def scanned(step: Callable[..., Result]) -> Callable[..., Result]:
    """Have files scanned during a step."""

    @wraps(step)
    def run(subject: Any) -> Result:
        with scanning():
            return step(subject)

    return run


@scanned
def _not_scanned_yet(api: Api) -> Subject:
    scan_files()
    subject = with_file(api)
    expect(subject.who.upload(subject.data, "a.xml", "application/xml"), 202)
    subject.message = newest_message()
    return subject


@scanned
def _clean(api: Api) -> Subject:
    subject = _not_scanned_yet(api)
    assert scan(incoming()[0]) == "NO_THREATS_FOUND"
    return subject


@scanned
def _infected(api: Api) -> Subject:
    scan_files()
    subject = Subject(api, api.person(), data=b"%PDF-1.7\n" + EICAR)
    expect(subject.who.upload(subject.data), 202)
    subject.message = newest_message()
    assert scan(incoming()[0]) == "THREATS_FOUND"
    return subject


@scanned
def _process(subject: Subject) -> None:
    if process(batch(subject.message), None) != DONE:
        raise Failed


@scanned
def _wait(subject: Subject) -> None:
    """Have the worker look for a scan that has not ended; that its message comes again is no failure."""
    assert process(batch(subject.message), None) != DONE, "it was read before its scan"


@scanned
def _settle(subject: Subject) -> bool:
    return settle(subject)


@scanned
def _settle_after_scan(subject: Subject) -> bool:
    assert scan(incoming()[0]) == "NO_THREATS_FOUND"
    return settle(subject)


@scanned
def _locked_away(subject: Subject) -> Any:
    """Return what became of the file, where the malware lies, and whether anybody gets at it."""
    (listed,) = subject.who.get("/invoices").json["items"]
    path = f"/invoices/{listed['id']}"
    failures = [event["data"]["code"] for event in _events(subject, path) if event["kind"] == "failed"]
    folders = sorted(key.partition("/")[0] for key in arrived("") if _is_infected(key))
    fetched = subject.who.get(f"{path}/files/source")
    assert folders == ["quarantine"], "malware lies elsewhere"
    return listed["status"], failures, folders, fetched.status


def _events(subject: Subject, path: str) -> list[Any]:
    events: list[Any] = subject.who.get(f"{path}/timeline").json["items"]
    return events


def _is_infected(key: str) -> bool:
    return EICAR in s3_client().get_object(Bucket=BUCKET, Key=key)["Body"].read()


@scanned
def _read(subject: Subject) -> Any:
    return invoices(subject)


FLOWS = (
    Flow("wait for a file's scan", _not_scanned_yet, _wait, _read, _settle_after_scan),
    Flow("read a file that was scanned", _clean, _process, _read, _settle),
    Flow("lock malware away", _infected, _process, _locked_away, _settle),
)
