"""Input that is made to take long: work grows with the size of the input, and not with its square."""

import io
from collections.abc import Callable
from decimal import Decimal

from reportlab.pdfgen.canvas import Canvas

from chalicelib.documents.syntaxes.incoming.variants import make_standard
from chalicelib.documents.syntaxes.node import Node
from chalicelib.extraction.box import Box
from chalicelib.extraction.deriving.charges import choose_charges
from chalicelib.extraction.deriving.clues.notes import find_notes
from chalicelib.extraction.deriving.draft import make_draft
from chalicelib.extraction.evidence.candidate import Candidate
from chalicelib.extraction.evidence.evidence import Evidence, gather
from chalicelib.extraction.evidence.torn_words import close_up_torn_words
from chalicelib.extraction.facts import Extra, Facts
from chalicelib.extraction.pages.page import Word, build_page, words_of
from chalicelib.extraction.parties.tax_ids import _ranked
from chalicelib.extraction.result import DocumentType, Extracted, Limits, Method, TaxRow
from chalicelib.extraction.sources.pdf import open_pdf, read_pages
from chalicelib.extraction.totals.amounts import Option
from chalicelib.extraction.totals.label_conflicts import MAX_COMPARED, nets_called_total
from tests.unit.extraction.work import count_steps, grows_evenly

ROWS = 50  # a page


def cii(lines: int) -> Node:
    """A tree of CII whose lines are groups of others, but for one."""
    root = Node("rsm:CrossIndustryInvoice")
    trade = root.add("rsm:SupplyChainTradeTransaction")
    for number in range(lines):
        item = trade.add("ram:IncludedSupplyChainTradeLineItem")
        item.add("ram:SpecifiedTradeProduct")
        line = item.add("ram:AssociatedDocumentLineDocument")
        line.add("ram:LineID").text = str(number)
        line.add("ram:LineStatusReasonCode").text = "GROUP" if number else "DETAIL"
    return root


def test_lines_that_only_group_others_are_sorted_out_in_one_go() -> None:
    def work(size: int) -> Callable[[], object]:
        root = cii(size)
        return lambda: make_standard(root)

    assert grows_evenly(work, 200)
    root = cii(3)
    make_standard(root)
    trade = root.children["rsm:SupplyChainTradeTransaction"][0]
    assert [len(trade.children[tag]) for tag in trade.children] == [1, 2]


def rows_of_tax(count: int) -> Evidence:
    """The evidence of pages that name a tax in every row."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for number in range(count):
        canvas.drawString(50, 800 - 14 * (number % ROWS), f"VAT {number % 20} %: 4.00 (S)")
        if number % ROWS == ROWS - 1:
            canvas.showPage()
    canvas.save()
    document = open_pdf(buffer.getvalue(), Limits())
    try:
        return gather(read_pages(document))
    finally:
        document.close()


def test_notes_of_tax_are_looked_for_row_by_row() -> None:
    def work(size: int) -> Callable[[], object]:
        evidence = rows_of_tax(size)
        return lambda: list(find_notes(evidence))

    assert grows_evenly(work, 200)


def test_tax_ids_are_ranked_without_comparing_each_with_each() -> None:
    def work(size: int) -> Callable[[], object]:
        numbers = [f"{prefix}{100_000_000 + number}" for number in range(size) for prefix in ("GB", "")]
        candidates = [Candidate(number, 0.5, Method.LABEL, 1, None) for number in numbers]
        return lambda: _ranked(candidates)

    assert grows_evenly(work, 200)
    ranked = _ranked([Candidate(number, 0.5, Method.LABEL, 1, None) for number in ("GB293249576", "293249576")])
    assert [candidate.value for candidate in ranked] == ["GB293249576"]


def test_no_more_totals_and_taxes_are_compared_than_an_invoice_names() -> None:
    options = [Option(Decimal(number), 1.0, None) for number in range(1, 1001)]
    rates = frozenset({Decimal(19)})
    steps = count_steps(lambda: list(nets_called_total(options, options, rates, frozenset())))
    assert steps < 1_000 * MAX_COMPARED**2


class Counted(str):
    """A text that counts how often it is compared."""

    __slots__ = ()
    compared = 0
    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        Counted.compared += 1
        return str.__eq__(self, other)


def reading(extras: tuple[Extra, ...], rates: tuple[str, ...] = ()) -> Extracted:
    rows = tuple(TaxRow(rate, "1.00", "1.00") for rate in rates)
    return Extracted(DocumentType.INVOICE, {}, tax_breakdown=rows)


def test_a_sum_of_charges_is_found_without_comparing_each_with_each() -> None:
    extras = tuple(Extra(Counted("charge"), "Freight", (Decimal(number),)) for number in range(1, 1001))
    draft = make_draft(reading(extras), Facts(extras=extras))
    Counted.compared = 0
    choose_charges(draft, Decimal(3))
    assert Counted.compared < 10 * len(extras)


def test_charges_that_may_have_any_rate_are_given_up_and_not_tried_without_end() -> None:
    rates = ("5", "10", "20")
    of_any = frozenset(map(Decimal, rates))
    extras = tuple(Extra("charge", f"Freight {number}", (Decimal("1.50"),), of_any) for number in range(10))
    draft = make_draft(reading(extras, rates), Facts(extras=extras))
    chosen = []
    assert count_steps(lambda: chosen.append(choose_charges(draft, Decimal("7.50")))) < 1_000_000
    assert chosen == [None]


def test_a_row_of_nothing_but_torn_words_is_closed_up_without_recursion() -> None:
    torn = [
        Word(text, Box(12.0 * index, 0, 12.0 * index + 10, 10)) for index, text in enumerate(["T", "VEITE"] * 3_000)
    ]
    whole = Word("TVEITE", Box(0, 30, 40, 40))
    pages = close_up_torn_words([build_page(1, (100_000, 100), [*torn, whole])])
    assert {word.text for word in words_of(pages)} == {"TVEITE"}
