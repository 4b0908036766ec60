"""The tests' own cloud: it comes back to a moment without what was made since, and clients belong to a region."""

import boto3
import pytest
from moto.backends import get_backend

from infra.local.cloud import ACCOUNT, REGION
from tests.support.moment import Moment


def test_what_was_born_after_a_moment_is_gone_when_it_comes_back(aws: None) -> None:
    backend = get_backend("sqs")[ACCOUNT][REGION]
    moment = Moment()
    queues = set(backend.queues)
    boto3.client("sqs").create_queue(QueueName="later")
    backend.born_later = True  # type: ignore[attr-defined]
    moment.come_back()
    assert set(backend.queues) == queues
    assert not hasattr(backend, "born_later")


def test_a_region_that_a_moment_does_not_know_is_empty_when_it_comes_back(aws: None) -> None:
    moment = Moment()
    far = boto3.client("sqs", region_name="sa-east-1")
    far.create_queue(QueueName="far")
    assert len(far.list_queues()["QueueUrls"]) == 1
    moment.come_back()
    assert "QueueUrls" not in far.list_queues()


def test_shared_clients_are_of_the_present_region(aws: None, monkeypatch: pytest.MonkeyPatch) -> None:
    here = boto3.client("sqs")
    assert boto3.client("sqs") is here
    monkeypatch.setenv("AWS_DEFAULT_REGION", "sa-east-1")
    assert boto3.client("sqs").meta.region_name == "sa-east-1"
    assert here.meta.region_name == REGION
