"""The function `Recognise`: its answers, and what its archive brings."""

import base64
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from chalicelib.ocr.handler import handle
from infra.packaging.function import write_recogniser
from tests.unit.ocr.test_local import picture

ROOT = Path(__file__).resolve().parents[3]


def call(picture_bytes: bytes) -> dict[str, object]:
    answer: dict[str, object] = json.loads(
        json.dumps(handle({"picture": base64.b64encode(picture_bytes).decode()}, None))
    )
    return answer


def test_a_picture_is_answered_with_its_words() -> None:
    answer = call(picture("Total 42.00"))
    assert [word[0] for word in answer["recognition"]["words"]] == ["Total", "42.00"]  # type: ignore[index]


def test_what_is_no_picture_is_refused() -> None:
    assert call(b"no picture") == {"refused": True}


def test_the_archive_has_all_that_the_handler_imports(tmp_path: Path) -> None:
    write_recogniser(ROOT / "chalicelib", tmp_path / "recognise.zip")
    with zipfile.ZipFile(tmp_path / "recognise.zip") as content:
        content.extractall(tmp_path / "task")
    program = (
        "import sys, chalicelib.ocr.handler as h; print(h.__file__, sorted(m for m in sys.modules if 'chalice' in m))"
    )
    done = subprocess.run(  # noqa: S603 - a fixed command
        [sys.executable, "-c", program], cwd=tmp_path / "task", capture_output=True, text=True, check=True
    )
    assert str(tmp_path) in done.stdout
    assert "chalicelib.extraction" not in done.stdout


def test_a_photo_comes_back_as_a_jpeg_of_the_same_page() -> None:
    photo = (Path(__file__).parent / "page.heic").read_bytes()
    answer = handle({"photo": base64.b64encode(photo).decode()}, None)
    with Image.open(io.BytesIO(base64.b64decode(answer["jpeg"]))) as opened:
        assert (opened.format, opened.size) == ("JPEG", (910, 1287))


@pytest.mark.parametrize("photo", [b"", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", b"\xff\xd8\xff"])
def test_bytes_that_are_no_photo_are_refused(photo: bytes) -> None:
    assert handle({"photo": base64.b64encode(photo).decode()}, None) == {"refused": True}
