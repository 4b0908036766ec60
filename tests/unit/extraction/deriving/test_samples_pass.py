"""The samples become e-invoices that pass the official rules as they are read."""

import pytest

from chalicelib.documents.syntaxes.codec import write_ubl
from chalicelib.extraction.einvoices.to_document import to_document
from chalicelib.extraction.isolation.serialisation import decode, encode
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Reading
from chalicelib.extraction.sniff import Format
from chalicelib.invoices.building.applicability import is_for_rules
from chalicelib.validation import validate
from samples import Sample, generate

WITHOUT_VAT = "american-goods"  # sales tax in a country without VAT: no rule set is for it
SAMPLES = {sample.name: sample for sample in generate()}


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_each_passes_unless_no_rules_are_for_it(sample: Sample) -> None:
    extracted = read(sample.pdf)
    document = to_document(extracted)
    assert is_for_rules(document, extracted.document_type) == (sample.name != WITHOUT_VAT)
    if sample.name != WITHOUT_VAT:
        assert [(each.rule, each.message) for each in validate(write_ubl(document)).findings] == []


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_every_derived_value_says_from_what_and_is_in_the_document(sample: Sample) -> None:
    extracted = read(sample.pdf)
    assert extracted.derived
    assert all(field.derived_from and field.method in ("derived", "arithmetic") for field in extracted.derived.values())
    reading = Reading(extracted, to_document(extracted), Format.PDF)
    assert decode(encode(reading), None) == reading
