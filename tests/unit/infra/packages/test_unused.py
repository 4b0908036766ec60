"""What is left out of the archives is nothing that the application loads."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from chalicelib.documents.syntaxes.codec import write_ubl
from infra.layers import LAYERS
from infra.layers.documents import DOCUMENTS
from infra.packaging import function
from infra.packaging.unused import Unused, leave_out
from tests.unit.documents.invoices import invoice

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[4]
LIBRARIES = Path(pytest.__file__).parents[1]
ROWS = list(dict.fromkeys([*function.UNUSED, *(row for layer in LAYERS for row in layer.unused)]))
CACHE = "__pycache__"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> frozenset[Path]:
    """Return the files that the application loads when it does its work with all of the libraries."""
    xml = tmp_path_factory.mktemp("jobs") / "invoice.xml"
    xml.write_bytes(write_ubl(invoice()))
    done = subprocess.run(  # noqa: S603 - fixed command
        [sys.executable, "-P", str(ROOT / "tests" / "support" / "workers" / "package_jobs.py"), str(ROOT), str(xml)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
        capture_output=True,
    )
    files = (Path(os.path.normpath(name)) for name in json.loads(done.stdout))
    return frozenset(path for path in files if path.is_relative_to(LIBRARIES) and CACHE not in path.parts)


@pytest.mark.parametrize("row", [row for row in ROWS if not row.optional], ids=lambda row: row.reason[:40])
def test_what_is_left_out_is_never_loaded(row: Unused, loaded: frozenset[Path]) -> None:
    left_out = set(row.of(LIBRARIES))
    assert [path for path in loaded if left_out.intersection((path, *path.parents))] == []


def test_the_work_loads_what_the_archives_keep(loaded: frozenset[Path]) -> None:
    names = {path.relative_to(LIBRARIES).as_posix() for path in loaded}
    assert {"babel/locale-data/zh_Hans_CN.dat", "pypdf/_writer.py", "pypdfium2_raw/libpdfium.so"} <= names


def test_a_row_names_what_it_leaves_out_and_what_it_keeps(tmp_path: Path) -> None:
    for name in ("a/one.dat", "a/two.dat", "b/three.dat"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    leave_out(tmp_path, [Unused("data", ("a/*.dat", "c"), but=("*/two.dat",)), Unused("b", ("b", "b/*"))])
    assert [path.name for path in tmp_path.rglob("*")] == ["a", "two.dat"]


def test_the_fonts_that_invoices_are_set_in_stay() -> None:
    gone = {path for row in DOCUMENTS.unused for path in row.of(LIBRARIES)}
    fonts = {path.name for path in LIBRARIES.glob("font_source_sans_pro/files/*.[ot]tf") if path not in gone}
    assert {path.name for path in LIBRARIES.glob("pymupdf_fonts/*_[A-Z]*.py") if path not in gone} == {
        "FiraGO_Regular.py", "FiraGO_Bold.py",
    }  # fmt: skip
    assert fonts == {"SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf"}
