"""The tests' own cloud: it comes back to a moment without what was made since, and clients belong to a region."""

import boto3
import pytest
from moto.backends import get_backend

from infra.local.cloud import ACCOUNT, REGION
from tests.support.api import PASSWORD, Api
from tests.support.aws.cloud import fresh_cloud
from tests.support.aws.moment import Moment


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


def test_a_step_is_put_back_as_it_was_left(api: Api) -> None:
    first = api.person()
    first.user["name"] = "changed by a test"
    assert api.call("DELETE", "/me", {"password": PASSWORD}, token=first.access).status == 204
    with fresh_cloud():
        again = api.person()
        assert again.email == first.email
        assert again.user["name"] != first.user["name"]
        assert again.get("/me").status == 200


def test_the_same_step_after_others_makes_somebody_else(api: Api) -> None:
    people = [api.person(), api.person()]
    assert len({person.email for person in people}) == 2
    assert [person.get("/me").json["email"] for person in people] == [person.email for person in people]


def test_a_step_after_something_else_keeps_what_that_has_made(api: Api) -> None:
    first = api.person()
    boto3.client("sqs").create_queue(QueueName="between")
    second = api.person()
    assert any("between" in url for url in boto3.client("sqs").list_queues()["QueueUrls"])
    assert [person.get("/me").status for person in (first, second)] == [200, 200]


def test_a_step_is_taken_anew_in_another_environment(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    first = api.person()
    with fresh_cloud():
        monkeypatch.setenv("MAIL_FROM", "others@example.com")
        assert api.person().email != first.email
