"""Mails, archives, pictures and text documents of our own, and mutations of them: the same for the same number."""

import io
import random
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from PIL import Image

from samples.mutations import mutate
from tests.support.letters.outlook.mails import A_MAIL, Attachment, msg, winmail
from tests.support.letters.written import xml
from tests.support.papers import office
from tests.support.papers.corpus import CORPUS
from tests.support.papers.corpus.whole import forwarded
from tests.support.papers.office import zipped

PICTURES = ("TIFF", "WEBP", "GIF", "BMP", "PNG", "JPEG")
HEIC = Path(__file__).parents[2] / "tests" / "unit" / "ocr" / "page.heic"  # drawn by us; Pillow writes none
SIZE = (300, 400)


def _picture(form: str) -> bytes:
    buffer = io.BytesIO()
    noise = Image.effect_noise(SIZE, 60)
    options = {"save_all": True, "append_images": [noise, noise]} if form in {"TIFF", "GIF"} else {}
    noise.save(buffer, form, **options)
    return buffer.getvalue()


def _archive() -> bytes:
    inner = zipped({f"{number}.xml": xml(number) for number in range(5)})
    return zipped(
        {
            "a.xml": xml(),
            "inner.zip": inner,
            "letter.docx": office.docx(),
            "fwd.eml": forwarded(),
        }
    )


def _outlook() -> Mapping[str, bytes]:
    files = Attachment("a.xml", xml()), Attachment("Fwd", method=A_MAIL, mail=(Attachment("b.xml", xml(2)),))
    large = Attachment("a.pdf", b"%PDF-1.7" + bytes(9_000))
    return {"msg": msg(*files, large), "winmail": winmail(*files, large)}


@cache
def originals() -> Mapping[str, bytes]:
    """Return the files that are mutated, by what they are."""
    mails = {f"mail: {name}": make() for name, (make, _) in CORPUS.items() if name != "25 MB"}
    pictures = {form.lower(): _picture(form) for form in PICTURES} | {"heic": HEIC.read_bytes()}
    makers: Mapping[str, Callable[[], bytes]] = {"docx": office.docx, "xlsx": office.xlsx, "html": office.html}
    archives = {"archive": _archive(), "archive once more": _archive()}
    return {**mails, **_outlook(), **archives, **pictures, **{name: make() for name, make in makers.items()}}


def mutated(number: int) -> tuple[str, bytes]:
    """Return the mutated file of a number, and what it was made from."""
    chance = random.Random(number)  # noqa: S311 - no secret
    kind = chance.choice(sorted(originals()))
    return kind, mutate(originals()[kind], chance)
