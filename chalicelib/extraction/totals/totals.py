"""The totals: labels propose amounts for each role, arithmetic decides between the proposals.

A reading is a choice of net total, tax total and total. Its score is the sum of its amounts' label strengths plus
what its arithmetic is worth; the reading with the highest score wins. Arithmetic is worth more than one label
(`BALANCED`), because sums that agree by accident are rare, while labels are often ambiguous ("Total" stands over
columns, under pages and beside the grand total).
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain, product

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import Claim, make_claims
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.result import FieldName, Method
from chalicelib.extraction.totals.amounts import (
    SUM_OF_RATES,
    UNLABELLED_LIMIT,
    Option,
    best_options,
    charges_and_allowances,
    exact_options,
    is_money,
    leads,
    looks_like_money,
    near,
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
from chalicelib.extraction.totals.rate_rows import rate_rows, sums_of_rate_rows
from chalicelib.extraction.totals.taxed_sums import taxed_sums
from chalicelib.extraction.totals.totals_judge import SUMMANDS, Judge, Totals
from chalicelib.extraction.totals.untaxed_rows import untaxed_rows

PAYMENT_FITS = 0.5  # total - prepaid = amount due
SUBTOTAL_AS_NET = 0.75  # a subtotal is the net total unless there are allowances and charges
DUE_AS_TOTAL = 0.7  # where nothing is called total, what is due is
NOTHING = 0.5  # a total of 0.00 is rather a balance or an empty row
UNLABELLED = 0.1  # a printed amount without a label, which may complete a sum
WELL_LABELLED = 0.9


def read_totals(
    evidence: Evidence, line_sums: Sequence[Decimal] = (), table_rows: frozenset[int] = frozenset()
) -> Totals:
    """Choose the reading that fits best.

    `line_sums` are what the lines add up to; amounts in `table_rows` belong to lines and can't be totals.
    """
    claims = [claim for claim in make_claims(evidence, Kind.NUMBER) if is_money(claim, table_rows)]
    rates = rate_rows(evidence, table_rows)
    sums = sums_of_rate_rows(rates)
    rated = frozenset(row.row for row in rates) if sums else frozenset()
    # The header over several rates claims only the first of them.
    claims = [claim for claim in claims if not (claim.below and claim.value.segment.row in rated)]
    untaxed = [value for _, value in untaxed_rows(evidence, table_rows)]
    claims = [claim for claim in claims if not (claim.name == "tax_total" and claim.value in untaxed)]
    bracketed = list(bracketed_taxes(evidence))
    contained = {value.key for values in bracketed for value in values}
    claims = [claim for claim in claims if claim.value.key not in contained]
    dues, prepaid = options_of(claims, "amount_due"), [claim for claim in claims if claim.name == "prepaid"]
    nets = exact_options(claims, "net_total") + options_of(claims, "subtotal", SUBTOTAL_AS_NET)
    remarked = {claim.value.key for claim in claims if is_remark(claim)}
    taxes = [_if_remarked(option, remarked) for option in exact_options(claims, "tax_total")] + sums_of_rates(claims)
    of_lines = totals_of_lines(evidence, claims)
    named = [weaker(o, OF_A_LINE) if o.value and o.value.key in of_lines else o for o in options_of(claims, "total")]
    totals = named + including_tax(evidence, claims) + [weaker(option, DUE_AS_TOTAL) for option in dues]
    taxes += contained_taxes(taxes)
    taxes += [_sum_of_bracket(values) for values in bracketed]
    if sums:
        nets.append(Option(sums[0], SUM_OF_RATES, None, Method.ARITHMETIC))
        taxes.append(Option(sums[1], SUM_OF_RATES, None, Method.ARITHMETIC))
    totals = [option if option.amount else weaker(option, NOTHING) for option in totals]
    extras = charges_and_allowances(claims) | {value.amount for value in untaxed}
    rows = list(sum_rows(evidence, claims, table_rows | rated))
    nets, taxes, totals = with_sum_rows((nets, taxes, totals), rows)
    printed, percentages = unclaimed(evidence, claims, table_rows), printed_rates(evidence)
    nets += nets_called_total(named, taxes, percentages, printed)
    tax_named = any(option.strength > UNLABELLED_LIMIT for option in taxes)
    judge = Judge(percentages, line_sums, extras, dues, tax_named)
    well_named = any(option.strength >= WELL_LABELLED for option in taxes)
    labelled = (
        _completed(choice, printed, frozenset() if totals else extras, tax_named=well_named)
        for choice in product(best_options(nets), best_options(taxes), best_options(totals))
    )
    choices = chain(labelled, _without_labels((nets, taxes, totals), printed, judge))
    best = max((judge.read(*choice) for choice in choices), key=lambda scored: scored[0])[1]
    if not best.balanced:
        best = _contradiction(best, nets, taxes, totals)
    net, tax = best.options.get(FieldName.NET_TOTAL), best.amount(FieldName.TAX_TOTAL)
    if net and tax == 0 and not totals and not extras:  # a tax of 0.00 is printed, a total is not: it is the net total
        best.options[FieldName.TOTAL] = Option(net.amount, net.strength, net.value, Method.ARITHMETIC)
    _add_payment(best, _of_this_invoice(claims, dues, best.amount(FieldName.TOTAL)), prepaid)
    return best


def _of_this_invoice(claims: list[Claim], dues: list[Option], total: Decimal | None) -> list[Option]:
    """Amounts due without those that include the balance of earlier invoices."""
    balances = [claim.value.amount for claim in claims if claim.name == "previous_balance" and claim.value.amount > 0]
    return [due for due in dues if total is None or not any(near(due.amount - total, each) for each in balances)]


def _if_remarked(tax: Option, remarked: Container[tuple[int, int, int]]) -> Option:
    """A tax, weaker where only a remark names it."""
    return weaker(tax, REMARKED) if tax.value and tax.value.key in remarked else tax


def _sum_of_bracket(values: Sequence[Value]) -> Option:
    """The taxes of one bracket together."""
    added = sum((abs(value.amount) for value in values), Decimal(0))
    one = values[0] if len(values) == 1 else None
    return Option(added, WELL_LABELLED, one, Method.LABEL if one else Method.ARITHMETIC)


def _contradiction(reading: Totals, nets: list[Option], taxes: list[Option], totals: list[Option]) -> Totals:
    """Where good labels name all three amounts and they don't add up, all three are given, and said to disagree."""
    roles = ((FieldName.NET_TOTAL, nets), (FieldName.TAX_TOTAL, taxes), (FieldName.TOTAL, totals))
    named = {name: max(options, key=lambda o: o.strength) for name, options in roles if options}
    if len(named) < len(roles) or min(option.strength for option in named.values()) < WELL_LABELLED:
        return reading
    return Totals(named | reading.options, disagree=True)


_Choice = tuple[Option | None, Option | None, Option | None]


def _completed(
    choice: _Choice, printed: dict[Decimal, Value], extras: frozenset[Decimal], *, tax_named: bool
) -> _Choice:
    """Add the one missing amount of a sum where the page prints it without a label that is known.

    No other amount is taken for the tax where a good label names one: that the two differ is a contradiction.
    """
    net, tax, total = choice
    if tax_named and tax is None:
        return choice
    if net and not total and extras:
        sums = [net.amount + (tax.amount if tax else 0) + extra for extra in extras]
        return net, tax, next((found for amount in sums if (found := _unlabelled(amount, printed))), None)
    if total and net and not tax and total.amount != net.amount:
        missing = total.amount - net.amount
        return net, _unlabelled(missing, printed) if abs(missing) < abs(net.amount) else None, total
    if net and tax and not total:
        return net, tax, _sum_of(net, tax, printed)
    if total and tax and not net:
        return _unlabelled(total.amount - tax.amount, printed), tax, total
    return choice


def _sum_of(net: Option, tax: Option, printed: dict[Decimal, Value]) -> Option | None:
    """A total under an unknown label: printed, and the largest amount from there on, for a rate has sums as well."""
    added = net.amount + tax.amount
    first = min((option.value.segment.row for option in (net, tax) if option.value), default=0)
    largest = max((amount for amount, value in printed.items() if value.segment.row >= first), default=Decimal(0))
    return _unlabelled(added, printed) if abs(added) >= largest else None


def _without_labels(roles: Sequence[list[Option]], printed: Mapping[Decimal, Value], judge: Judge) -> Iterator[_Choice]:
    """Net, tax and total that arithmetic alone tells; where a good label names one of them, it is that amount."""
    named = [_well_named(options) for options in roles]
    for amounts in taxed_sums(printed, judge.rates, judge.line_sums):
        if all(not known or amount in known for amount, known in zip(amounts, named, strict=True)):
            net, tax, total = (_known_or_not(*part, printed) for part in zip(amounts, roles, strict=True))
            yield net, tax, total


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


def _add_payment(reading: Totals, dues: list[Option], paid_claims: list[Claim]) -> None:
    """Add amount due and prepaid amount, preferring the pair that fits the total."""
    total = reading.amount(FieldName.TOTAL)
    prepaid = options_of([claim for claim in paid_claims if leads(claim) or _fits_due(claim, total, dues)], "prepaid")
    summands = {option.value.key for name in SUMMANDS if (option := reading.options.get(name)) and option.value}
    if total is not None:  # "Total líquido" may be the net amount or what is due: one printed amount is not both
        dues = [due for due in dues if due.amount == total or due.value is None or due.value.key not in summands]
    prepaid = [_as_paid(option, total) for option in prepaid]
    settled = total is not None and any(near(due.amount, total) for due in dues)
    best: tuple[float, Option | None, Option | None] = (0.0, None, None)
    for due, paid in product(best_options(dues), best_options(prepaid)):
        score = (due.strength if due else 0.0) + (paid.strength if paid else 0.0)
        if due and total is not None:
            fits = near(total - (paid.amount if paid else 0), due.amount)
            if not fits and due.value and looks_like_money(due.value) < 1:
                continue  # a count, a year or a part of an account's number
            if paid and settled and not fits:
                continue  # all of the total is called due: what was paid was an earlier invoice
            score += PAYMENT_FITS if fits else 0.0
        if score > best[0]:
            best = (score, due, paid)
    for name, option in ((FieldName.AMOUNT_DUE, best[1]), (FieldName.PREPAID, best[2])):
        if option:
            reading.options[name] = option


def _fits_due(paid: Claim, total: Decimal | None, dues: list[Option]) -> bool:
    """Whether an amount is what is left between the total and what is due."""
    rest = None if total is None else abs(total) - abs(paid.value.amount)
    return rest is not None and any(near(abs(due.amount), rest) for due in dues)


def _as_paid(option: Option, total: Decimal | None) -> Option:
    """What was paid has the sign of what it was paid for, also where the page prints it as taken off: "-250.00"."""
    negative = total is not None and total < 0
    return replace(option, amount=-abs(option.amount) if negative else abs(option.amount))
