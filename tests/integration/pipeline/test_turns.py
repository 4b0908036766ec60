"""Fair turns: a company's flood of files waits in a queue of its own, so that others' files are read meanwhile."""

from collections import Counter
from typing import Any

import boto3
import pytest

from app import process
from chalicelib.storage.companies import turns
from infra.local.queues import Source, poll_once
from tests.support.api import Api, Person
from tests.support.invoices.forms import document, e_invoice
from tests.support.papers.office import zipped
from tests.support.workers.queue import open_all

PROMPT = 4  # files of a company in a minute
PROCESS, BULK = "ProcessQueue", "BulkQueue"


@pytest.fixture(autouse=True)
def _few_turns(monkeypatch: pytest.MonkeyPatch, api: Api) -> None:
    from chalicelib.settings import settings

    monkeypatch.setenv("PROMPT_FILES_A_MINUTE", str(PROMPT))
    monkeypatch.setattr(turns, "MINUTE", 10**9)  # no minute ends in the middle of a test
    settings.cache_clear()
    boto3.client("sqs").purge_queue(QueueUrl=url_of(PROCESS))  # S3's test event


def url_of(queue: str) -> str:
    return boto3.client("sqs").get_queue_url(QueueName=queue)["QueueUrl"]


def read(queue: str) -> int:
    """Hand the queue's messages to the worker one after the other, until none is left; return how many there were."""
    source = Source(
        url_of(queue), f"arn:aws:sqs:eu-central-1:123456789012:{queue}", 1, lambda event: process(event, None)
    )
    handled = 0
    while poll_once(boto3.client("sqs"), source):
        handled += 1
    return handled


def waiting(queue: str) -> list[Any]:
    """Return the messages of a queue, which stay there."""
    received = boto3.client("sqs").receive_message(
        QueueUrl=url_of(queue), MaxNumberOfMessages=10, VisibilityTimeout=0, AttributeNames=["All"]
    )
    return received.get("Messages", [])


def ubl(number: str) -> bytes:
    return e_invoice(document(invoice_number=number))


def upload(person: Person, number: int) -> None:
    assert person.upload(ubl(f"X-{number}"), f"{number}.xml", "application/xml").status == 202


def statuses(person: Person) -> Counter[str]:
    return Counter(item["status"] for item in person.get("/invoices?limit=100").json["items"])


def test_one_companys_file_is_read_before_the_flood_that_came_before_it(api: Api) -> None:
    first, second = api.person(), api.person()
    for number in range(10):
        upload(first, number)
    upload(second, 0)
    assert read(PROCESS) == 11
    assert statuses(second) == {"ready": 1}
    assert statuses(first) == {"ready": PROMPT, "queued": 10 - PROMPT}
    assert read(BULK) == 10 - PROMPT
    assert statuses(first) == {"ready": 10}


def test_what_is_put_off_bears_its_company_so_that_sqs_can_be_fair(api: Api) -> None:
    person = api.person()
    for number in range(PROMPT + 1):
        upload(person, number)
    read(PROCESS)
    (message,) = waiting(BULK)
    assert message["Attributes"]["MessageGroupId"] == person.user["company_id"]


def test_an_archive_leaves_its_companys_people_their_turns(api: Api) -> None:
    person = api.person()
    archive = zipped({f"{number}.xml": ubl(f"A-{number}") for number in range(8)})
    answer = person.post("/invoices?filename=a.zip", data=archive, content_type="application/zip")
    assert answer.status == 207
    open_all()
    upload(person, 0)
    read(PROCESS)
    assert statuses(person) == {"ready": PROMPT // 2 + 1, "queued": 8 - PROMPT // 2}
    assert len(waiting(BULK)) == 8 - PROMPT // 2
    read(BULK)
    assert statuses(person) == {"ready": 9}


def test_a_file_that_is_put_off_twice_is_one_invoice(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    from chalicelib.settings import settings

    monkeypatch.setenv("PROMPT_FILES_A_MINUTE", "0")
    settings.cache_clear()
    person = api.person()
    upload(person, 0)
    (message,) = waiting(PROCESS)
    sqs = boto3.client("sqs")
    sqs.delete_message(QueueUrl=url_of(PROCESS), ReceiptHandle=message["ReceiptHandle"])
    for _ in range(2):
        sqs.send_message(QueueUrl=url_of(PROCESS), MessageBody=message["Body"])
    assert (read(PROCESS), read(BULK)) == (2, 2)
    assert statuses(person) == {"ready": 1}


def test_a_new_minute_has_new_turns(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    person = api.person()
    company_id = person.user["company_id"]
    assert [turns.count_turn(company_id) for _ in range(3)] == [1, 2, 3]
    monkeypatch.setattr("time.time", lambda: 3e9)
    assert turns.count_turn(company_id) == 1


def test_companies_count_apart(api: Api) -> None:
    first, second = api.person(), api.person()
    assert turns.count_turn(first.user["company_id"]) == 1
    assert turns.count_turn(second.user["company_id"]) == 1


def test_a_file_that_had_its_turn_is_not_put_off_when_its_message_comes_again(api: Api) -> None:
    person = api.person()
    upload(person, 0)
    (message,) = waiting(PROCESS)
    assert int(message["Attributes"]["ApproximateReceiveCount"]) == 1
    for _ in range(PROMPT):
        turns.count_turn(person.user["company_id"])
    assert (read(PROCESS), read(BULK)) == (1, 0)
    assert statuses(person) == {"ready": 1}
