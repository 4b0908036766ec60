"""Reading in a process of its own: the same answers, and an end to what takes too much."""

import contextlib
import io
import random
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import pytest
from lxml import etree

from chalicelib.documents.model.document import Document
from chalicelib.documents.preview import render_preview
from chalicelib.documents.rendering import render_facturx
from chalicelib.documents.rendering.layout import Layout, lay_out
from chalicelib.documents.syntaxes.codec import write_cii, write_ubl
from chalicelib.extraction import errors
from chalicelib.extraction.einvoices.to_document import to_document
from chalicelib.extraction.isolation import child, isolated
from chalicelib.extraction.isolation.isolated import read_isolated, read_isolated_with_page
from chalicelib.extraction.reading.reader import read
from chalicelib.extraction.result import Context, Limits, Structured
from chalicelib.extraction.sniff import Format
from chalicelib.isolation.channel import Channel
from chalicelib.isolation.child_process import ChildEnded
from chalicelib.isolation.frames import read_frame, write_frame
from chalicelib.isolation.processes import environment
from chalicelib.isolation.resource_limits import ResourceLimits
from chalicelib.json_data import JsonObject
from chalicelib.ocr.recognition import Recognition
from samples import generate
from samples.mutations import mutate
from tests.unit.documents.invoices import full_invoice, invoice

pytestmark = pytest.mark.slow

SAMPLES = {sample.name: sample.pdf for sample in generate()}
PDF = SAMPLES["german-goods"]
NO_LIMIT = ResourceLimits(cpu_seconds=10**9)  # for this very process


def test_a_process_of_its_own_gives_the_same_reading_and_a_preview() -> None:
    reading = read_isolated_with_page(PDF)
    assert reading.extracted == read(PDF)
    assert reading.document == to_document(read(PDF))
    assert reading.preview == render_preview(PDF, "pdf")
    assert (reading.preview or b"").startswith(b"\x89PNG")


def test_data_comes_back_as_a_document_with_its_syntax_and_a_page_that_was_laid_out() -> None:
    reading = read_isolated_with_page(write_cii(full_invoice()))
    assert reading.extracted.structured == Structured(full_invoice(), write_cii(full_invoice()), "cii")
    assert (reading.document, reading.format) == (full_invoice(), Format.XML)
    assert Layout(reading.page or b"", reading.preview) == lay_out(full_invoice())


def test_a_document_survives_the_way_to_the_parent_to_the_last_digit() -> None:
    document = full_invoice()
    assert write_ubl(read_isolated_with_page(write_ubl(document)).document) == write_ubl(document)


def test_a_page_that_cannot_be_laid_out_loses_no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Document) -> Layout:
        raise ValueError("no such letter")

    monkeypatch.setattr("chalicelib.documents.rendering.layout.lay_out", fail)
    source, out = io.BytesIO(), io.BytesIO()
    request = {"tasks": ["read", "page"], "context": asdict(Context()), "limits": asdict(Limits()), "recognised": False}
    write_frame(source, request, write_ubl(invoice()))
    source.seek(0)
    child.serve(Channel(source, out, NO_LIMIT))
    out.seek(0)
    (first, _), (second, _) = read_frame(out, 1_000_000), read_frame(out, 0)
    assert first["reading"]["document"]["invoice_number"] == invoice().invoice_number
    assert "no such letter" in second["page_defect"]


def test_the_xml_of_a_hybrid_invoice_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf, parsed, parse = render_facturx(invoice()), [], etree.fromstring

    def counted(data: bytes, parser: Any) -> Any:
        parsed.append(data)
        return parse(data, parser)

    monkeypatch.setattr(etree, "fromstring", counted)
    extracted = read(pdf)
    assert to_document(extracted) == invoice()
    assert parsed == [extracted.embedded_xml]


@pytest.mark.parametrize("data", [b"", b"neither", b"%PDF-1.7 damaged", PDF[:900]])
def test_errors_are_the_same_as_without_isolation(data: bytes) -> None:
    with pytest.raises(errors.UnreadableFile) as here:
        read(data)
    with pytest.raises(type(here.value)) as there:
        read_isolated(data)
    assert there.value.detail == here.value.detail


def test_errors_keep_their_data() -> None:
    with pytest.raises(errors.TooManyPages) as caught:
        read_isolated(SAMPLES["dutch-long"], limits=Limits(pages=2))
    assert (caught.value.pages, caught.value.limit) == (3, 2)


def test_a_process_without_enough_memory_says_so() -> None:
    with pytest.raises((errors.ReadingUsedTooMuchMemory, ChildEnded)):
        read_isolated(PDF + bytes(100_000_000), limits=Limits(memory_bytes=150_000_000))


def test_a_process_that_takes_too_long_is_killed() -> None:
    with pytest.raises(errors.ReadingTookTooLong):
        read_isolated(PDF, limits=Limits(seconds=0))


def test_a_reading_that_was_given_is_kept_whatever_ends_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(isolated, "CHILD", "tests.unit.extraction.isolation.early_end")
    reading = read_isolated_with_page(PDF)
    assert (reading.extracted, reading.preview) == (read(PDF), None)


def test_a_child_that_has_no_memory_left_to_say_what_it_read_says_so() -> None:
    class Full(Channel):
        def send(self, head: JsonObject, body: bytes = b"") -> None:
            if "reading" in head:
                raise MemoryError
            super().send(head, body)

    source, out = io.BytesIO(), io.BytesIO()
    request = {"tasks": ["read"], "context": asdict(Context()), "limits": asdict(Limits()), "recognised": False}
    write_frame(source, request, PDF)
    source.seek(0)
    child.serve(Full(source, out, NO_LIMIT))
    out.seek(0)
    assert read_frame(out, 0)[0]["error"]["class"] == "ReadingUsedTooMuchMemory"
    assert read_frame(out, 0)[0] == {"done": True}


def test_the_child_has_no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "not for strangers' files")
    assert not [name for name in environment() if name.startswith("AWS")]


def test_the_child_answers_with_a_module_of_the_project() -> None:
    assert child.__name__ == isolated.CHILD


class Blind:
    """Recognises nothing, so that damaged pages cost no seconds."""

    def recognise(self, pictures: Sequence[bytes]) -> list[Recognition]:
        return [Recognition(()) for _ in pictures]


@pytest.mark.parametrize("seed", range(60))
def test_a_mutated_file_ends_in_a_reading_or_a_reason(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    data = mutate(chance.choice(list(SAMPLES.values())), chance)
    with contextlib.suppress(errors.UnreadableFile):
        read(data, ocr=Blind())
