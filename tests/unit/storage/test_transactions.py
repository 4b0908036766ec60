"""Transactions that meet others on the same item: how often they are tried."""

from types import TracebackType
from typing import Any, Self

import pytest
from pynamodb.exceptions import CancellationReason, TransactWriteError, VerboseClientError

from chalicelib.storage.aws import table
from chalicelib.storage.aws.table import commit, patiently


class Busy:
    """A transaction whose first tries meet another one."""

    tries = conflicts = 0

    def __init__(self, **_: Any) -> None:
        """Count it."""
        Busy.tries += 1

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        """Meet another one, or end."""
        if Busy.tries <= Busy.conflicts:
            said: Any = {"Error": {"Code": "TransactionCanceledException", "Message": "[TransactionConflict]"}}
            reasons = [CancellationReason(code="TransactionConflict", message="busy")]
            raise TransactWriteError(
                "busy", VerboseClientError(said, "TransactWriteItems", cancellation_reasons=reasons)
            )


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the pauses between tries, which take no time."""
    taken: list[float] = []
    Busy.tries = 0
    monkeypatch.setattr(table, "TransactWrite", Busy)
    monkeypatch.setattr("chalicelib.storage.aws.table.time.sleep", taken.append)
    monkeypatch.setattr("chalicelib.storage.aws.table.random.uniform", lambda _, longest: longest)
    return taken


def test_a_request_gives_up_while_its_client_waits(pauses: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Busy, "conflicts", 12)
    with pytest.raises(TransactWriteError):
        commit(lambda _: None)
    assert (Busy.tries, sum(pauses) < 5) == (8, True)


def test_a_worker_has_more_patience(pauses: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Busy, "conflicts", 12)
    with patiently():
        commit(lambda _: None)
    assert (Busy.tries, len(pauses)) == (13, 12)


def test_a_workers_patience_ends_in_time(pauses: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Busy, "conflicts", 100)
    with patiently(), pytest.raises(TransactWriteError):
        commit(lambda _: None)
    assert 30 < sum(pauses) < 45
