"""The totals: labels propose amounts for each role, arithmetic decides between the proposals.

A reading is a choice of net total, tax total and total. Its score is the sum of its amounts' label strengths plus
what its arithmetic is worth; the reading with the highest score wins. Arithmetic is worth more than one label
(`BALANCED`), because sums that agree by accident are rare, while labels are often ambiguous ("Total" stands over
columns, under pages and beside the grand total).
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import chain, product, starmap
from operator import attrgetter
from typing import NamedTuple

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import Claim, claims_named
from chalicelib.extraction.evidence.page_values import Value
from chalicelib.extraction.result import FieldName, Method
from chalicelib.extraction.totals.accounts import rows_of_account
from chalicelib.extraction.totals.amounts import (
    ONE_RATE,
    SUM_OF_RATES,
    UNLABELLED_LIMIT,
    Option,
    alone_and_together,
    amounts_of,
    best_options,
    charges_and_allowances,
    exact_options,
    leads,
    looks_like_money,
    near,
    near_any,
    options_of,
    printed_rates,
    sum_rows,
    sums_of_rates,
    unclaimed,
    weaker,
    with_sum_rows,
)
from chalicelib.extraction.totals.bracketed_taxes import bracketed_taxes
from chalicelib.extraction.totals.label_conflicts import (
    OF_A_LINE,
    REMARKED,
    contained_taxes,
    including_tax,
    is_remark,
    nets_called_total,
    totals_of_lines,
)
from chalicelib.extraction.totals.money_claims import claims_on_money, without_parts
from chalicelib.extraction.totals.rate_rows import RateRow, rate_rows, sums_of_rate_rows
from chalicelib.extraction.totals.taxed_sums import taxed_sums
from chalicelib.extraction.totals.totals_judge import SUMMANDS, Choice, Judge, Totals
from chalicelib.extraction.totals.untaxed_rows import untaxed_rows

PAYMENT_FITS = 0.5  # total - prepaid = amount due
SUBTOTAL_AS_NET = 0.75  # a subtotal is the net total unless there are allowances and charges
DUE_AS_TOTAL = 0.7  # where nothing is called total, what is due is
NOTHING = 0.5  # a total of 0.00 is rather a balance or an empty row
UNLABELLED = 0.1  # a printed amount without a label, which may complete a sum
WELL_LABELLED = 0.9


class _Proposals(NamedTuple):
    """The options of each role."""

    nets: list[Option]
    taxes: list[Option]
    totals: list[Option]


def read_totals(
    evidence: Evidence, line_sums: Sequence[Decimal] = (), table_rows: frozenset[int] = frozenset()
) -> Totals:
    """Choose the reading that fits best.

    `line_sums` are what the lines add up to; amounts in `table_rows` belong to lines and can't be totals.
    """
    rates = rate_rows(evidence, table_rows)
    sums = sums_of_rate_rows(rates)
    rated = frozenset({row.row for row in rates} if sums else ())
    outlays = [value for _, value in untaxed_rows(evidence, table_rows)]
    bracketed = list(bracketed_taxes(evidence))
    claims = without_parts(claims_on_money(evidence, table_rows, rated), outlays, chain.from_iterable(bracketed))
    dues = options_of(list(filter(_may_be_due, claims)), "amount_due")
    proposals = _Proposals(*_labelled(evidence, claims, dues, sums))
    proposals = _less_for_parts(proposals, rates, sums)
    proposals.taxes.extend(map(_sum_of_bracket, bracketed))
    extras = charges_and_allowances(claims) | alone_and_together(amounts_of(outlays))
    proposals = _Proposals(*with_sum_rows(proposals, list(sum_rows(evidence, claims, table_rows | rated))))
    printed, percentages = unclaimed(evidence, claims, table_rows), printed_rates(evidence)
    proposals.totals.extend(_paid_and_due(claims, dues, printed))
    proposals.nets.extend(nets_called_total(_named_total(evidence, claims), proposals.taxes, percentages, printed))
    taxed = _is_named(filter(attrgetter("amount"), proposals.taxes), WELL_LABELLED)
    judge = Judge(percentages, line_sums, extras, dues, _is_named(proposals.taxes, UNLABELLED_LIMIT), taxed)
    choices = chain(_by_labels(proposals, printed, extras), _without_labels(proposals, printed, judge))
    best = max(map(judge.read, choices), key=lambda scored: scored[0])[1]
    if not best.balanced:
        best = _contradiction(best, proposals)
    if not proposals.totals and not extras:
        _add_untaxed_total(best)
    total = best.amount(FieldName.TOTAL)
    claims, dues = _without_accounts(evidence, claims, dues, best.options.get(FieldName.TOTAL))
    _add_payment(best, _of_this_invoice(claims, dues, total), _paid(claims, dues, total))
    return best


def _paid_and_due(claims: list[Claim], dues: list[Option], printed: Mapping[Decimal, Value]) -> Iterator[Option]:
    """What is printed without a known label and comes to a payment and what is left to pay: the total."""
    payments = options_of(claims_named(claims, "prepaid"), "prepaid")
    for paid, due in product(filter(None, best_options(payments)), filter(None, best_options(dues))):
        both = due.amount + abs(paid.amount)
        if both in printed and due.amount > 0:
            yield Option(both, min(paid.strength, due.strength), printed[both], Method.ARITHMETIC)


def _without_accounts(
    evidence: Evidence, claims: list[Claim], dues: list[Option], total: Option | None
) -> tuple[list[Claim], list[Option]]:
    """Claims and amounts due that are no account's under the invoice: neither what it lists, nor what it ends with."""
    if total is None or total.value is None:
        return claims, dues
    accounts = {due.key: rows_of_account(evidence, due.value, total.value) for due in dues if due.value}
    listed = frozenset(chain.from_iterable(accounts.values()))
    ends = {key for key, rows in accounts.items() if rows}
    own = [due for due in dues if due.key not in ends and not _is_in_rows(due, listed)]
    return [claim for claim in claims if claim.row not in listed], own


def _is_in_rows(option: Option, rows: Container[int]) -> bool:
    return option.value is not None and option.value.segment.row in rows


def _may_be_due(claim: Claim) -> bool:
    """Whether a label leads to an amount, and does not end a text before a count: "crates, open balance: 112"."""
    return leads(claim) or claim.value.has_decimals


def _add_untaxed_total(reading: Totals) -> None:
    """Where a tax of 0.00 is printed and no total, the net total is the total."""
    net = reading.options.get(FieldName.NET_TOTAL)
    if net and reading.amount(FieldName.TAX_TOTAL) == 0:
        reading.options[FieldName.TOTAL] = Option(net.amount, net.strength, net.value, Method.ARITHMETIC)


def _of_this_invoice(claims: list[Claim], dues: list[Option], total: Decimal | None) -> list[Option]:
    """Amounts due without those that include the balance of earlier invoices."""
    if total is None:
        return dues
    balances = [claim.value.amount for claim in claims_named(claims, "previous_balance") if claim.value.amount > 0]
    return [due for due in dues if not near_any(due.amount - total, balances)]


def _paid(claims: list[Claim], dues: list[Option], total: Decimal | None) -> list[Option]:
    """What labels call paid; one at the end of a text, as "1st part, advance", must be what is left to the total."""
    named = claims_named(claims, "prepaid")
    return options_of([claim for claim in named if leads(claim) or _fits_due(claim, total, dues)], "prepaid")


def _fits_due(paid: Claim, total: Decimal | None, dues: list[Option]) -> bool:
    """Whether an amount is what is left between the total and what is due."""
    if total is None:
        return False
    return near_any(abs(total) - abs(paid.value.amount), map(abs, amounts_of(dues)))


def _named_total(evidence: Evidence, claims: list[Claim]) -> list[Option]:
    """What is called total; a total that closes a row of amounts, as others do, is a line's."""
    return _weaker_at(options_of(claims, "total"), totals_of_lines(evidence, claims), OF_A_LINE)


def _labelled(
    evidence: Evidence, claims: list[Claim], dues: list[Option], sums: tuple[Decimal, Decimal] | None
) -> tuple[list[Option], list[Option], list[Option]]:
    """What labels propose as net, tax and total, and the sums of a tax breakdown's rows."""
    nets = exact_options(claims, "net_total") + options_of(claims, "subtotal", SUBTOTAL_AS_NET)
    remarked = [claim.value.key for claim in filter(is_remark, claims)]
    taxes = _weaker_at(exact_options(claims, "tax_total"), remarked, REMARKED) + sums_of_rates(claims)
    taxes += contained_taxes(taxes)
    if sums:
        nets.append(Option(sums[0], SUM_OF_RATES, None, Method.ARITHMETIC))
        taxes.append(Option(sums[1], SUM_OF_RATES, None, Method.ARITHMETIC))
    totals = _named_total(evidence, claims) + including_tax(evidence, claims)
    totals += [weaker(option, DUE_AS_TOTAL) for option in dues]
    return nets, taxes, [option if option.amount else weaker(option, NOTHING) for option in totals]


def _less_for_parts(
    proposals: _Proposals, rates: Sequence[RateRow], sums: tuple[Decimal, Decimal] | None
) -> _Proposals:
    """The options, weaker where they are one rate's amounts and all rates together make a total that is named."""
    if not sums or not near_any(sums[0] + sums[1], amounts_of(proposals.totals)):
        return proposals
    parts = set(chain.from_iterable((row.net, row.tax, row.net + row.tax) for row in rates))
    parts -= {*sums, sums[0] + sums[1]}
    return _Proposals(*[list(map(partial(_if_part, parts), options)) for options in proposals])


def _if_part(parts: Container[Decimal], option: Option) -> Option:
    """An option, weaker where it is printed and one rate's amount."""
    return weaker(option, ONE_RATE) if option.value and option.amount in parts else option


def _weaker_at(
    options: Iterable[Option], places: Container[tuple[int, int, int] | None], factor: float
) -> list[Option]:
    """Options, of which those that are printed in some places have a part of their strength."""
    return [weaker(option, factor) if option.key in places else option for option in options]


def _sum_of_bracket(values: Sequence[Value]) -> Option:
    """The taxes of one bracket together."""
    if len(values) == 1:
        return Option(abs(values[0].amount), WELL_LABELLED, values[0], Method.LABEL)
    added = sum(map(abs, amounts_of(values)), Decimal(0))
    return Option(added, WELL_LABELLED, None, Method.ARITHMETIC)


def _is_named(options: Iterable[Option], limit: float) -> bool:
    """Whether a label of more than such a strength proposes an amount."""
    return any(option.strength > limit for option in options)


def _contradiction(reading: Totals, proposals: _Proposals) -> Totals:
    """Where good labels name all three amounts and they don't add up, all three are given, and said to disagree."""
    named: dict[FieldName, Option] = {}
    for name, options in zip((*SUMMANDS, FieldName.TOTAL), proposals, strict=True):
        best = max(options, key=lambda option: option.strength, default=None)
        if best is None or best.strength < WELL_LABELLED:
            return reading
        named[name] = best
    return Totals(named | reading.options, disagree=True)


def _by_labels(proposals: _Proposals, printed: dict[Decimal, Value], extras: frozenset[Decimal]) -> Iterator[Choice]:
    """Every choice of what labels propose, completed where the page prints what is missing."""
    well_named = bool(_well_named(proposals.taxes))
    charged = frozenset() if proposals.totals else extras
    for choice in starmap(Choice, product(*map(best_options, proposals))):
        # No other amount is taken for the tax where a good label names one: that the two differ is a contradiction.
        yield choice if well_named and choice.tax is None else _completed(choice, printed, charged)


def _completed(choice: Choice, printed: dict[Decimal, Value], extras: frozenset[Decimal]) -> Choice:
    """Add the one missing amount of a sum where the page prints it without a label that is known."""
    match choice:
        case (Option() as net, None, Option() as total):
            return choice._replace(tax=_missing_tax(net, total, printed))
        case (Option() as net, tax, None):
            return choice._replace(total=_missing_total(net, tax, printed, extras))
        case (None, Option() as tax, Option() as total):
            return choice._replace(net=_unlabelled(total.amount - tax.amount, printed))
    return choice


def _missing_tax(net: Option, total: Option, printed: Mapping[Decimal, Value]) -> Option | None:
    missing = total.amount - net.amount
    return _unlabelled(missing, printed) if 0 < abs(missing) < abs(net.amount) else None


def _missing_total(
    net: Option, tax: Option | None, printed: Mapping[Decimal, Value], extras: Iterable[Decimal]
) -> Option | None:
    """Net, tax and one of the charges, where there are any."""
    added = net.amount + (tax.amount if tax else 0)
    if not extras:
        return _sum_of(net, tax, printed) if tax else None
    return next(filter(None, (_unlabelled(added + extra, printed) for extra in extras)), None)


def _sum_of(net: Option, tax: Option, printed: Mapping[Decimal, Value]) -> Option | None:
    """A total under an unknown label: printed, and the largest amount from there on, for a rate has sums as well."""
    added = net.amount + tax.amount
    first = min([option.value.segment.row for option in (net, tax) if option.value], default=0)
    for amount, value in printed.items():
        if amount > abs(added) and value.segment.row >= first:
            return None
    return _unlabelled(added, printed)


def _without_labels(proposals: _Proposals, printed: Mapping[Decimal, Value], judge: Judge) -> Iterator[Choice]:
    """Net, tax and total that arithmetic alone tells; where a good label names one of them, it is that amount."""
    named = list(map(_well_named, proposals))
    for amounts in taxed_sums(printed, judge.rates, judge.line_sums):
        if all(map(_may_be, amounts, named)):
            yield Choice(*[_known_or_not(*part, printed) for part in zip(amounts, proposals, strict=True)])


def _may_be(amount: Decimal, named: set[Decimal]) -> bool:
    """Whether an amount is one of those that a good label names, where there are any."""
    return not named or amount in named


def _well_named(options: Sequence[Option]) -> set[Decimal]:
    return {abs(option.amount) for option in options if option.strength >= WELL_LABELLED}


def _known_or_not(amount: Decimal, options: list[Option], printed: Mapping[Decimal, Value]) -> Option:
    """An amount as the labels propose it for a role, or else as it is printed."""
    mine = [option for option in options if option.amount == amount]
    unlabelled = Option(amount, UNLABELLED, printed[amount], Method.ARITHMETIC)
    return max(mine, key=lambda option: option.strength, default=unlabelled)


def _unlabelled(amount: Decimal, printed: Mapping[Decimal, Value]) -> Option | None:
    value = printed.get(abs(amount))
    return Option(amount, UNLABELLED, value, Method.ARITHMETIC) if value else None


def _possible_dues(reading: Totals, dues: list[Option]) -> list[Option]:
    """What may be due: no amount that is a part of the total."""
    total = reading.amount(FieldName.TOTAL)
    if total is None:
        return dues
    return [due for due in dues if due.amount == total or not _is_summand(due, reading)]


def _is_summand(due: Option, reading: Totals) -> bool:
    """Whether what is due is printed once, as net or tax: "Total líquido" may be the one or the other, not both."""
    if due.key is None:
        return False
    summands = filter(None, map(reading.options.get, SUMMANDS))
    return due.key in [option.key for option in summands]


def _add_payment(reading: Totals, dues: list[Option], prepaid: list[Option]) -> None:
    """Add amount due and prepaid amount, preferring the pair that fits the total."""
    total = reading.amount(FieldName.TOTAL)
    dues = _possible_dues(reading, dues)
    settled = total is not None and near_any(total, amounts_of(dues))
    best: tuple[float, Option | None, Option | None] = (0.0, None, None)
    for due, paid in product(best_options(dues), best_options([_as_paid(option, total) for option in prepaid])):
        score = _payment_score(due, paid, total, settled=settled)
        if score > best[0]:
            best = (score, due, paid)
    for name, option in ((FieldName.AMOUNT_DUE, best[1]), (FieldName.PREPAID, best[2])):
        if option:
            reading.options[name] = option


def _payment_score(due: Option | None, paid: Option | None, total: Decimal | None, *, settled: bool) -> float:
    """What labels and arithmetic say for an amount due and one that is paid; 0 where they can't be right.

    Where all of the total is called due (`settled`), what was paid and fits nothing was for an earlier invoice.
    """
    score = (due.strength if due else 0.0) + (paid.strength if paid else 0.0)
    if due is None or total is None:
        return score
    if near(total - (paid.amount if paid else 0), due.amount):
        return score + PAYMENT_FITS
    if paid and settled:
        return 0.0
    if due.value is None:
        return score
    return score if looks_like_money(due.value) == 1 else 0.0  # a year, a part of an account's number


def _as_paid(option: Option, total: Decimal | None) -> Option:
    """What was paid has the sign of what it was paid for, also where the page prints it as taken off: "-250.00"."""
    negative = total is not None and total < 0
    return replace(option, amount=-abs(option.amount) if negative else abs(option.amount))
