"""Archives: pruned, and the same bytes for the same content."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import botocore
import pydantic_core._pydantic_core
import pytest

from chalicelib.storage.aws import clients
from infra import package
from infra.package import PackageTooLarge, check_sizes
from infra.packaging import archive, function, layer
from infra.packaging.architecture import of_this_machine

HERE = of_this_machine()


@pytest.fixture
def chalice_archive(tmp_path: Path) -> Path:
    """What Chalice makes, in small."""
    names = [
        "app.py",
        "botocore/data/ec2/2016-11-15/service-2.json.gz",
        "botocore/data/s3/2006-03-01/service-2.json.gz",
        "botocore/data/endpoints.json",
        "boto3/data/ec2/2016-11-15/resources-1.json",
        "pycparser/c_ast.py",
        "library.py",
    ]
    path = tmp_path / "deployment.zip"
    with zipfile.ZipFile(path, "w") as target:
        for name in names:
            target.writestr(name, '{"partitions": []}' if name.endswith("endpoints.json") else "pass\n")
        target.write(pydantic_core._pydantic_core.__file__, "lib.so")
    return path


def names_in(path: Path) -> set[str]:
    with zipfile.ZipFile(path) as content:
        return set(content.namelist())


def test_an_interrupted_build_leaves_no_half_archive_in_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, built = tmp_path / "folder", tmp_path / "cache" / "layer.zip"
    folder.mkdir()
    (folder / "library.py").write_text("pass\n")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(zipfile.ZipFile, "writestr", interrupt)
        with pytest.raises(KeyboardInterrupt):
            layer._write_whole(folder, built)
    assert list(built.parent.iterdir()) == []
    layer._write_whole(folder, built)
    assert (names_in(built), list(built.parent.iterdir())) == ({"library.py"}, [built])


def test_only_the_services_that_are_called_are_described(chalice_archive: Path, tmp_path: Path) -> None:
    function.slim(chalice_archive, tmp_path / "function.zip", HERE)
    names = names_in(tmp_path / "function.zip")
    assert {"app.py", "botocore/data/s3/2006-03-01/service-2.json.gz", "botocore/data/endpoints.json"} <= names
    assert not [name for name in names if "ec2" in name or "pycparser" in name]


def test_modules_have_byte_code_that_carries_no_time(chalice_archive: Path, tmp_path: Path) -> None:
    function.slim(chalice_archive, tmp_path / "function.zip", HERE)
    with zipfile.ZipFile(tmp_path / "function.zip") as content:
        flags = content.read("__pycache__/app.cpython-311.pyc")[4:8]
    assert flags == (1).to_bytes(4, "little")  # PEP 552: hash-based, not checked


def test_libraries_are_byte_code_only_and_our_own_modules_keep_their_sources(
    chalice_archive: Path, tmp_path: Path
) -> None:
    function.slim(chalice_archive, tmp_path / "function.zip", HERE)
    names = {name for name in names_in(tmp_path / "function.zip") if name.endswith((".py", ".pyc"))}
    assert names == {"app.py", "__pycache__/app.cpython-311.pyc", "library.pyc"}
    done = subprocess.run(
        [sys.executable, "-S", "-c", "import library; print(library.__file__)"],
        env={"PYTHONPATH": str(tmp_path / "function.zip")},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip().endswith("library.pyc")


@pytest.mark.slow
def test_the_same_content_is_the_same_archive(chalice_archive: Path, tmp_path: Path) -> None:
    function.slim(chalice_archive, tmp_path / "first.zip", HERE)
    os.utime(chalice_archive, (0, 0))
    function.slim(chalice_archive, tmp_path / "second.zip", HERE)
    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()


def test_libraries_may_be_executed_and_modules_only_read(chalice_archive: Path, tmp_path: Path) -> None:
    function.slim(chalice_archive, tmp_path / "function.zip", HERE)
    with zipfile.ZipFile(tmp_path / "function.zip") as content:
        modes = {name: content.getinfo(name).external_attr >> 16 & 0o777 for name in ("lib.so", "app.py")}
    assert modes == {"lib.so": 0o755, "app.py": 0o644}


@pytest.mark.slow
def test_a_package_over_its_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "data").write_bytes(os.urandom(20_000_001))
    archive.write(tmp_path / "content", tmp_path / "function.zip")
    with pytest.raises(PackageTooLarge, match="zipped"):
        check_sizes(tmp_path)


def test_the_function_and_each_layer_are_bounded_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_UNZIPPED_BYTES", 30)
    monkeypatch.setattr(package, "MAX_WITH_ALL_LAYERS_BYTES", 35)
    sizes = {"function": 10, "documents-layer": 20, "passkeys-layer": 5, "recognise": 1, "recognise-layer": 29}
    for name, size in sizes.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "data").write_bytes(bytes(size))
        archive.write(tmp_path / name, tmp_path / f"{name}.zip")
    assert "documents-layer" in check_sizes(tmp_path)
    monkeypatch.setattr(package, "MAX_WITH_ALL_LAYERS_BYTES", 34)
    with pytest.raises(PackageTooLarge, match="all its layers"):
        check_sizes(tmp_path)
    (tmp_path / "recognise" / "data").write_bytes(bytes(2))
    archive.write(tmp_path / "recognise", tmp_path / "recognise.zip")
    with pytest.raises(PackageTooLarge, match="recognise-layer"):
        check_sizes(tmp_path)


def test_the_limits_keep_megabytes_of_lambdas_free() -> None:
    assert package.MAX_UNZIPPED_BYTES <= package.MAX_LAMBDA_UNZIPPED_BYTES - 70_000_000
    assert package.MAX_WITH_ALL_LAYERS_BYTES <= package.MAX_LAMBDA_UNZIPPED_BYTES - 50_000_000


@pytest.mark.slow
def test_a_package_within_its_limits_shows_its_sizes(chalice_archive: Path, tmp_path: Path) -> None:
    for name in ("function", "documents-layer", "passkeys-layer", "recognise", "recognise-layer"):
        function.slim(chalice_archive, tmp_path / f"{name}.zip", HERE)
    assert "unzipped" in check_sizes(tmp_path)


def test_the_archive_keeps_the_description_of_every_service_that_is_called() -> None:
    text = Path(clients.__file__).read_text()
    called = set(re.findall(r'_client\(\s*"(\w+)"', text))
    assert "textract" in called
    assert called <= function.SERVICES


def test_the_archive_keeps_what_the_other_functions_import_of_the_recogniser() -> None:
    package_folder = Path(clients.__file__).parents[2]
    kept = {f"chalicelib/ocr/{name}.py" for name in function.CALLS_RECOGNISER}
    files = [path for path in package_folder.rglob("*.py") if path.parent.name != "ocr"]
    files += [package_folder.parent / name for name in kept]
    imported = {name for path in files for name in re.findall(r"chalicelib\.ocr\.(\w+) import", path.read_text())}
    assert {f"chalicelib/ocr/{name}.py" for name in imported} <= kept


def test_the_table_of_endpoints_has_the_services_that_are_called_and_every_region(tmp_path: Path) -> None:
    source = Path(botocore.__file__).parent / "data" / "endpoints.json"
    table = tmp_path / "endpoints.json"
    shutil.copyfile(source, table)
    function.keep_endpoints(table)
    before, after = (json.loads(path.read_text())["partitions"] for path in (source, table))
    assert [partition["regions"] for partition in after] == [partition["regions"] for partition in before]
    assert set(after[0]["services"]) == function.ENDPOINTS
    assert table.stat().st_size * 8 < source.stat().st_size
