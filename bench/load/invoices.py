"""As many different invoices as a bench wants: the project's samples, each with a number and a day of its own.

Other bytes, because the same bytes again are a conflict; another number and day, because the same number, or the same
total on the same day, is found to be a duplicate. None is what a day's work looks like.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from samples.contents import contents
from samples.drawing import draw

_COMMENT_LINE = b"%" + b"." * 78 + b"\n"


def distinct_invoices(count: int, *, kilobytes: int = 0, first: int = 1) -> Iterator[tuple[str, bytes]]:
    """Yield file names and PDFs, each of at least so many kilobytes."""
    models = contents()
    for number in range(first, first + count):
        model = models[number % len(models)]
        later = timedelta(days=number // len(models))
        dated = replace(model, issued=model.issued + later, due=model.due + later)
        pdf = draw(replace(dated, number=f"{model.number}-{number}"))
        yield f"{model.name}-{number}.pdf", pad(pdf, kilobytes * 1000)


def pad(pdf: bytes, size: int) -> bytes:
    r"""Return a PDF of at least this size: comments, and then once more where its table of objects is.

    >>> pad(b"%PDF-1.4 ... startxref\n9\n%%EOF\n", 200).endswith(b"startxref\n9\n%%EOF\n")
    True
    >>> len(pad(b"%PDF-1.4 ... startxref\n9\n%%EOF\n", 2000)) >= 2000
    True
    """
    if len(pdf) >= size:
        return pdf
    end = pdf[pdf.rindex(b"startxref") :]
    comments = _COMMENT_LINE * ((size - len(pdf)) // len(_COMMENT_LINE) + 1)
    return pdf + comments + end
