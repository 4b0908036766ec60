"""Which of the amounts that a memory proposes belong together: net and tax make the total, and so on."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice, product

from chalicelib.extraction.document_paths import AMOUNTS
from chalicelib.extraction.result import Field, FieldName
from chalicelib.extraction.totals.amounts import near, near_any

MAX_CHOICES = 1_000

Chosen = dict[FieldName, Field]


def agreeing(proposed: Mapping[FieldName, Sequence[Field]], read: Mapping[FieldName, Field]) -> Chosen:
    """The proposed amounts that agree with each other and with the rest of the reading.

    All of them are tried together, then each alone beside what was read. Where more than one choice agrees, an amount
    counts if it is the same in all of them.
    """
    together = [choice for choice in _choices(proposed) if add_up({**read, **choice})]
    if together:
        return _common(together)
    fitting: dict[FieldName, list[Field]] = {}
    for name, options in proposed.items():
        fitting[name] = [field for field in options if add_up({**read, name: field})]
    return _only(fitting)


def _choices(proposed: Mapping[FieldName, Sequence[Field]]) -> Iterator[Chosen]:
    for fields in islice(product(*proposed.values()), MAX_CHOICES):
        if fields:
            yield dict(zip(proposed, fields, strict=True))


def _common(choices: Sequence[Chosen]) -> Chosen:
    common = dict(choices[0])
    for choice in choices:
        for name, field in choices[0].items():
            if choice[name].value != field.value:
                common.pop(name, None)
    return common


def _only(fitting: Mapping[FieldName, list[Field]]) -> Chosen:
    """The value of the only field that has a fitting one, if it has no other; several may contradict each other."""
    known = {name: fields for name, fields in fitting.items() if fields}
    if len(known) != 1:
        return {}
    name, fields = next(iter(known.items()))
    return {name: fields[0]} if len(fields) == 1 else {}


def add_up(fields: Mapping[FieldName, Field]) -> bool:
    """Whether the amounts that are known contradict each other nowhere."""
    known = {name: Decimal(field.value) for name, field in fields.items() if name in AMOUNTS}
    return _is_sum(known) and _is_rest(known)


def _is_sum(known: Mapping[FieldName, Decimal]) -> bool:
    net, tax, total = (known.get(name) for name in (FieldName.NET_TOTAL, FieldName.TAX_TOTAL, FieldName.TOTAL))
    return net is None or tax is None or total is None or near(net + tax, total)


def _is_rest(known: Mapping[FieldName, Decimal]) -> bool:
    total, due = known.get(FieldName.TOTAL), known.get(FieldName.AMOUNT_DUE)
    if total is None or due is None:
        return True
    return near_any(due, (total - abs(known.get(FieldName.PREPAID, Decimal(0))), total))
