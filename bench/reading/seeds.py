"""The files that are mutated: what the project makes itself, as PDF, XML, XML in PDF, PNG and JPEG."""

import io
import random
from functools import cache

from samples import generate
from samples.mutations import mutate

PICTURE_DPI = 60  # small, for a picture that is enlarged to a page takes seconds
KINDS = {"pdf": 6, "xml": 2, "hybrid": 1, "png": 1, "jpeg": 1}  # and how often each is chosen


def mutated(seed: int) -> tuple[str, bytes]:
    """The mutated file of a number, the same each time, and what kind of file it was."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    kind = chance.choices([*KINDS], [*KINDS.values()])[0]
    return kind, mutate(chance.choice(_originals()[kind]), chance)


@cache
def _originals() -> dict[str, list[bytes]]:
    """The files of each kind, made once a process."""
    pdfs = [sample.pdf for sample in generate()]
    xmls = [xml for pdf in pdfs for xml in _as_xml(pdf)]
    return {
        "pdf": pdfs,
        "xml": xmls,
        "hybrid": [_with_attachment(pdf, xml) for pdf, xml in zip(pdfs, xmls[::2], strict=True)],
        "png": [_as_picture(pdf, "PNG") for pdf in pdfs],
        "jpeg": [_as_picture(pdf, "JPEG") for pdf in pdfs],
    }


def _as_xml(pdf: bytes) -> tuple[bytes, bytes]:
    """What is read from a sample, as CII and as UBL."""
    from chalicelib.documents.syntaxes.codec import write_cii, write_ubl
    from chalicelib.extraction.einvoices.to_document import to_document
    from chalicelib.extraction.reading.reader import read

    document = to_document(read(pdf))
    return write_cii(document), write_ubl(document)


def _with_attachment(pdf: bytes, xml: bytes) -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    document.new_attachment("factur-x.xml").set_data(xml)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _as_picture(pdf: bytes, form: str) -> bytes:
    import pypdfium2

    out = io.BytesIO()
    pypdfium2.PdfDocument(pdf)[0].render(scale=PICTURE_DPI / 72).to_pil().save(out, form)
    return out.getvalue()
