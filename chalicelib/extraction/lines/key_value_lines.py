"""Lines without a table: each is a list of "name: value", as style sheets for e-invoices print them.

The names are those of a table's columns. A record begins where a name comes again; it is a line only if quantity times
unit price is its amount, so that no other list of a form is taken for one.
"""

from collections.abc import Iterator

from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.letters import texts_of
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import by_language, vocabulary
from chalicelib.extraction.lines.columns import NUMERIC
from chalicelib.extraction.lines.line_record import Record, is_product
from chalicelib.extraction.pages.page import Segment


def listed_records(evidence: Evidence) -> list[Record]:
    """The lines of the invoice, if they are printed as lists."""
    records = [Record()]
    for name, number, value in _entries(evidence):
        if name in records[-1].numbers or name in records[-1].texts:
            records.append(Record())
        record = records[-1]
        amounts = [v for v in evidence.numbers_of(value) if v.start >= number]
        if name in NUMERIC and amounts:
            record.numbers[name] = amounts[0]
        else:
            record.texts[name] = [Segment(value.words[number:], value.page, value.row)]
        record.rows.append(value.row)
    return list(filter(_is_line, records))


def _entries(evidence: Evidence) -> Iterator[tuple[str, int, Segment]]:
    """Rows that are nothing but a column's name, a colon and a value: the name, and where in the text the value is."""
    for row in evidence.rows.values():
        words = texts_of(row[0].words)
        end = next((n for n, word in enumerate(words, 1) if word.endswith(":")), len(words))
        if len(row) == 1 and end < len(words):
            meanings = vocabulary().lookup(fold("".join(words[:end])), "columns")
            for meaning in by_language(meanings, evidence.languages)[:1]:
                yield meaning.name, end, row[0]


def _is_line(record: Record) -> bool:
    return "description" in record.texts and "net_amount" in record.numbers and is_product(record.numbers)
