"""One client of each service a process: making one takes longer than what a request does with it."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from botocore.session import Session

from chalicelib.storage.accounts.items import SessionItem, UserItem
from chalicelib.storage.aws import clients
from chalicelib.storage.invoices.items import InvoiceItem

CLIENTS = (clients.dynamodb_client, clients.s3_client, clients.secrets_client, clients.sqs_client)


@pytest.fixture
def made(aws: None, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the services for which a client was made, of a process that has none yet."""
    services: list[str] = []
    make = Session.create_client

    def noted(session: Session, service: str, **options: Any) -> Any:
        services.append(service)
        return make(session, service, **options)

    monkeypatch.setattr(Session, "create_client", noted)
    for client in CLIENTS:
        client.cache_clear()
    return services


def test_every_kind_of_item_has_the_one_client(made: list[str]) -> None:
    found = {id(kind._get_connection().connection.client) for kind in (UserItem, SessionItem, InvoiceItem)}
    assert (len(found), made.count("dynamodb")) == (1, 1)


def test_an_item_is_found_by_its_tables_keys_and_indexes(aws: None) -> None:
    assert UserItem._get_connection().get_meta_table().hash_keyname == "pk"
    assert InvoiceItem._get_connection().get_meta_table().hash_keyname == "company_id"
    assert list(InvoiceItem.by_state.query("no one's")) == []
    assert UserItem.count("no one") == 0


def test_threads_that_ask_at_once_share_each_client(made: list[str]) -> None:
    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(lambda number: id(CLIENTS[number % len(CLIENTS)]()), range(64)))
    assert len(found) == len(CLIENTS)
    assert sorted(made) == sorted({"dynamodb", "s3", "secretsmanager", "sqs"})
