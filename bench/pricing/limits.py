"""How many invoices a second, and a day, meet each limit: what there is of it by what an invoice used in the run."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from bench.pricing.prices import DAY, Limit, Prices
from bench.pricing.run import Measured

MAX_HOTTEST = 6


def heat(measured: Measured) -> list[tuple[str, float]]:
    """Return the write units an invoice of the hottest partition of each table and index, hottest first."""
    hottest: dict[str, int] = {}
    for (place, _), units in measured.meter.database.consumed.heat.items():
        hottest[place] = max(hottest.get(place, 0), units)
    return sorted(((place, units / measured.invoices) for place, units in hottest.items()), key=lambda pair: -pair[1])


def met_at(measured: Measured, prices: Prices) -> list[list[str]]:
    """Return the table: limit, how much there is a second, how much an invoice uses, and when it is met."""
    rows = [["limit", "a second", "an invoice", "invoices a second", "invoices a day"]]
    for limit, used in _limits(measured, prices):
        most = limit.a_second / used if used else float("inf")
        rows.append(
            [
                limit.each,
                f"{limit.a_second:,.{0 if limit.a_second >= 1 else 2}f}",
                f"{used:,.2f}",
                f"{most:,.1f}",
                f"{most * DAY:,.0f}",
            ]
        )
    return rows


def _limits(measured: Measured, prices: Prices) -> Iterator[tuple[Limit, float]]:
    known, stage, quantities = prices.limits, measured.stage, measured.quantities()
    seconds = _seconds(measured)
    requests, worker, sender = quantities["api_requests"] / measured.invoices, seconds["process"], seconds["send"]
    yield Limit("API requests (template: RequestsPerSecond of prod)", stage["RequestsPerSecond"]), requests
    yield known["api_account"], requests
    yield Limit("seconds of the workers (template: of prod)", stage["Workers"] + stage["BulkWorkers"]), worker
    yield known["workers_most"], worker
    yield Limit("seconds of the sender (template: Senders of prod)", stage["Senders"]), sender
    yield known["lambda_account"], sum(seconds.values())
    yield known["partition_writes"], heat(measured)[0][1]
    yield known["table_writes"], max(_places(measured).values()) / measured.invoices
    yield known["s3_puts"], quantities["s3_put_requests"] / measured.invoices
    for name in ("ses_rate", "ses_quota"):
        yield known[name], quantities["ses_mails"] / measured.invoices
    for name in ("textract", "textract_expense"):
        yield known[name], 1.0


def _seconds(measured: Measured) -> Mapping[str, float]:
    """Return the seconds that each function is busy with an invoice."""
    seconds: defaultdict[str, float] = defaultdict(float)
    for spent in measured.meter.steps.values():
        for function, billed in spent.billed_seconds.items():
            seconds[function] += billed / measured.invoices
    return seconds


def _places(measured: Measured) -> Counter[str]:
    places: Counter[str] = Counter()
    for (place, _), units in measured.meter.database.consumed.heat.items():
        places[place] += units
    return places
