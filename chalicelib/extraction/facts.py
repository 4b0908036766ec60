"""What the pages say that no field holds: the lines under a party's name, charges and allowances, notes on tax.

They go with the reading, so that what follows from a value can be derived again where a memory knows it better.
"""

from dataclasses import asdict, dataclass
from decimal import Decimal

from chalicelib.json_data import JsonObject

UNTAXED = "untaxed"


@dataclass(frozen=True, slots=True)
class Extra:
    """A row outside of the lines that a charge's or an allowance's label begins, with its amounts and its rates.

    Its kind is that of the label, or `UNTAXED` where the row says itself that there is no tax on its amount.
    """

    kind: str
    label: str
    amounts: tuple[Decimal, ...]
    rates: frozenset[Decimal] = frozenset()


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence about tax: the category that it names, its text; `coded` if it is the category's own code."""

    category: str
    text: str
    coded: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What the pages say beside the fields.

    `tax_rows` is the printed breakdown: rate, taxable amount, tax. `retained` has amounts that are kept back until the
    work is accepted, and what the page says of them.
    """

    languages: tuple[str, ...] = ()
    supplier_lines: tuple[str, ...] = ()
    customer_lines: tuple[str, ...] = ()
    contact_lines: tuple[str, ...] = ()
    delivery_lines: tuple[str, ...] = ()
    extras: tuple[Extra, ...] = ()
    rates: frozenset[Decimal] = frozenset()
    amounts: frozenset[Decimal] = frozenset()
    payments: frozenset[Decimal] = frozenset()
    withheld: frozenset[Decimal] = frozenset()
    retained: tuple[tuple[str, str], ...] = ()
    notes: tuple[Note, ...] = ()
    speaks_of_tax: bool = False
    quantity_header: str = ""
    terms: str | None = None
    debited: bool = False
    lines_have_discounts: bool = False
    register_numbers: tuple[str, ...] = ()
    period: tuple[str, str] | None = None
    delivered_on: str | None = None
    speaks_of_delivery: bool = False
    tax_rows: tuple[tuple[str, str | None, str | None], ...] = ()


_NUMBERS = ("rates", "amounts", "payments", "withheld")
_TEXTS = (
    "languages", "supplier_lines", "customer_lines", "contact_lines", "delivery_lines", "register_numbers",
)  # fmt: skip


def to_plain(facts: Facts) -> JsonObject:
    """Facts as plain data.

    >>> extra = Extra("charge", "Freight", (Decimal("9.50"),), frozenset({Decimal(19)}))
    >>> facts = Facts(("en",), extras=(extra,), rates=frozenset({Decimal(19)}), notes=(Note("K", "Intra"),))
    >>> from_plain(to_plain(facts)) == facts
    True
    """
    numbers = {name: _texts(getattr(facts, name)) for name in _NUMBERS}
    extras = [
        asdict(each) | {"amounts": [*map(str, each.amounts)], "rates": _texts(each.rates)} for each in facts.extras
    ]
    return asdict(facts) | numbers | {"extras": extras}


def from_plain(plain: JsonObject) -> Facts:
    """The facts that `to_plain` was given."""
    values = dict(plain)
    values |= {name: frozenset(map(Decimal, plain[name])) for name in _NUMBERS}
    values |= {name: tuple(plain[name]) for name in _TEXTS}
    values["extras"] = tuple(map(_extra, plain["extras"]))
    values["notes"] = tuple(Note(**each) for each in plain["notes"])
    values["period"] = tuple(plain["period"]) if plain["period"] else None
    values |= {name: tuple(map(tuple, plain.get(name, ()))) for name in ("tax_rows", "retained")}
    return Facts(**values)


def _texts(numbers: frozenset[Decimal]) -> list[str]:
    return [str(number) for number in sorted(numbers)]


def _extra(plain: JsonObject) -> Extra:
    amounts, rates = tuple(map(Decimal, plain["amounts"])), frozenset(map(Decimal, plain["rates"]))
    return Extra(plain["kind"], plain["label"], amounts, rates)
