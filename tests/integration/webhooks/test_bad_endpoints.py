"""Endpoints that fail, are slow or are too many take nothing from others."""

import json
from datetime import timedelta
from typing import Any

import pytest

from app import webhook
from chalicelib.authorization import Caller, Role
from chalicelib.clock import now
from chalicelib.errors import Conflict, TooManyWebhooks
from chalicelib.ids import Intended, new_id
from chalicelib.records.webhooks import Delivery, DeliveryStatus, Webhook
from chalicelib.storage.webhooks import webhooks as store
from chalicelib.storage.webhooks.webhooks import WebhookItem, webhook_key
from chalicelib.webhooks import subscriptions, worker
from chalicelib.webhooks.posting import Answer
from tests.support.api import Api, Person
from tests.support.letters.sent import deliver as deliver_mails
from tests.support.together import at_once
from tests.support.workers.queue import batch

URL, EVENTS = "https://8.8.8.8/", ["invoice.ready"]
HOOK = {"url": URL, "events": EVENTS}
FAILED, TAKEN = Answer(503, None), Answer(204, None)


class Endpoint:
    """What a company's endpoint answers, without a network, and how often it was asked."""

    def __init__(self, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
        self.person, self.answer, self.asked, self.seconds = person, FAILED, 0, 0.0
        self._time = 0.0
        self.id: str = person.post("/webhooks", HOOK).json["id"]
        monkeypatch.setattr(worker, "post", self._post)
        monkeypatch.setattr("chalicelib.webhooks.worker.monotonic", lambda: self._time)

    def _post(self, *_: Any, **__: Any) -> Answer:
        self.asked += 1
        self._time += self.seconds
        return self.answer

    @property
    def webhook(self) -> Webhook:
        found = store.find_webhook(self.person.user["company_id"], self.id)
        assert found
        return found

    def event(self, *, days_old: int = 0) -> Delivery:
        """Have an event delivered once."""
        delivery = Delivery(
            company_id=self.webhook.company_id,
            webhook_id=self.id,
            delivery_id=new_id(),
            type="invoice.ready",
            payload={},
            status=DeliveryStatus.PENDING,
            attempts=0,
            created_at=now() - timedelta(days=days_old),
        )
        store.add_delivery(delivery)
        return self.again(delivery)

    def again(self, delivery: Delivery) -> Delivery:
        """Have its next message handled, whenever that may be."""
        found = self._stored(delivery)
        body = {name: getattr(found, name) for name in ("company_id", "webhook_id", "delivery_id", "attempts")}
        assert webhook(batch(json.dumps(body | {"wait": 0})), None) == {"batchItemFailures": []}
        return self._stored(delivery)

    def _stored(self, delivery: Delivery) -> Delivery:
        found = store.find_delivery(delivery.company_id, self.id, delivery.delivery_id)
        assert found
        return found

    def end_pause(self) -> None:
        """Let the time of the pause have passed."""
        webhook_key(self.webhook).update([WebhookItem.paused_until.set(now() - timedelta(seconds=1))])


@pytest.fixture
def endpoint(api: Api, monkeypatch: pytest.MonkeyPatch) -> Endpoint:
    return Endpoint(api.person(), monkeypatch)


def test_an_endpoint_that_fails_many_times_in_a_row_is_paused_and_its_admin_is_told_once(endpoint: Endpoint) -> None:
    for _ in range(20):
        endpoint.event()
    waiting = endpoint.event()
    assert (endpoint.asked, waiting.attempts, waiting.status) == (20, 0, DeliveryStatus.PENDING)
    assert endpoint.person.get(f"/webhooks/{endpoint.id}").json["paused_until"]
    (mail,) = [mail for mail in deliver_mails() if "paused" in mail.subject]
    assert (mail.to, URL in mail.text) == (endpoint.person.email, True)


def test_after_the_pause_one_event_tries_and_the_others_wait_for_what_becomes_of_it(endpoint: Endpoint) -> None:
    for _ in range(20):
        endpoint.event()
    endpoint.end_pause()
    endpoint.event()
    endpoint.event()
    assert endpoint.asked == 21
    paused_until = endpoint.webhook.paused_until
    assert paused_until
    assert paused_until > now() + timedelta(minutes=20)
    endpoint.end_pause()
    endpoint.answer = TAKEN
    assert endpoint.event().status is DeliveryStatus.DELIVERED
    assert endpoint.event().status is DeliveryStatus.DELIVERED
    assert (endpoint.webhook.failures, endpoint.webhook.paused_until) == (0, None)
    assert len([mail for mail in deliver_mails() if "paused" in mail.subject]) == 1


def test_an_endpoint_that_is_slow_many_times_in_a_row_is_paused_though_it_takes_what_it_gets(
    endpoint: Endpoint,
) -> None:
    endpoint.answer, endpoint.seconds = TAKEN, 6.0
    assert {endpoint.event().status for _ in range(20)} == {DeliveryStatus.DELIVERED}
    assert endpoint.event().status is DeliveryStatus.PENDING


def test_one_success_in_time_forgets_the_failures(endpoint: Endpoint) -> None:
    for _ in range(19):
        endpoint.event()
    endpoint.answer = TAKEN
    endpoint.event()
    endpoint.answer = FAILED
    for _ in range(19):
        endpoint.event()
    assert endpoint.webhook.paused_until is None


def test_a_change_of_the_webhook_ends_the_pause(endpoint: Endpoint, api: Api) -> None:
    for _ in range(20):
        endpoint.event()
    changed = api.call("PATCH", f"/webhooks/{endpoint.id}", {"active": True}, token=endpoint.person.access)
    assert (changed.status, changed.json["paused_until"]) == (200, None)
    endpoint.answer = TAKEN
    assert endpoint.event().status is DeliveryStatus.DELIVERED


def test_what_has_waited_for_days_is_given_up(endpoint: Endpoint) -> None:
    assert endpoint.event(days_old=4).status is DeliveryStatus.FAILED
    assert endpoint.asked == 0


def test_replays_are_limited(endpoint: Endpoint) -> None:
    delivery = endpoint.event()
    path = f"/webhooks/{endpoint.id}/deliveries/{delivery.delivery_id}/replay"
    assert {endpoint.person.post(path).status for _ in range(100)} == {202}
    assert endpoint.person.post(path).status == 429


def test_a_race_makes_no_more_than_ten_webhooks(api: Api) -> None:
    person = api.person()
    caller = Caller(person.user["id"], "s", person.user["company_id"], Role.ADMIN, sees_company=True, proven=True)

    def add(_: int) -> None:
        for _ in range(3):
            subscriptions.add_webhook(caller, Intended(), url=URL, events=EVENTS)

    outcome = at_once(add)
    assert set(outcome) <= {"success", Conflict.__name__, TooManyWebhooks.__name__}
    assert 1 <= len(store.list_webhooks(caller.company_id)) <= 10


def test_a_repeat_of_a_registration_makes_no_second_webhook_and_has_the_secret(api: Api) -> None:
    person = api.person()
    caller = Caller(person.user["id"], "s", person.user["company_id"], Role.ADMIN, sees_company=True, proven=True)
    intended = Intended()
    first = subscriptions.add_webhook(caller, intended, url=URL, events=EVENTS)
    again = Intended(intended.id, again=True)
    assert subscriptions.add_webhook(caller, again, url=URL, events=EVENTS) == first
    key = {"Idempotency-Key": "a-key"}
    answers = [person.post("/webhooks", HOOK, headers=key).json for _ in range(2)]
    assert answers[0] == answers[1]
    assert len(store.list_webhooks(caller.company_id)) == 2
    assert [each["secret"] for each in person.get("/webhooks").json["items"]] == [None, None]
