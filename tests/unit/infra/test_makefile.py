"""Which Python `make` takes, what it says where there is none that fits, and when it makes the environment anew.

The Makefile is the project's; the Pythons are scripts that say they are of some version, and note what they are asked.
"""

import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from infra import template_file
from infra.layers.documents import DOCUMENTS
from infra.layers.recognise import RECOGNISE
from infra.packaging import wheels

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
MAKEFILE = (ROOT / "Makefile").read_text()
REQUIREMENTS = re.findall(
    r"\S+\.txt", re.findall(r"^REQUIREMENTS := (.*)", MAKEFILE, re.MULTILINE)[0].partition("$")[0]
)

PYTHON = """#!{real} -I
import os, shutil, sys
from pathlib import Path

sys.version_info = (*map(int, "{version}".split(".")), 0)
sys.modules["pip"] = sys
match sys.argv[1:]:
    case ["-c", code]:
        exec(code)
    case ["--version"]:
        print("Python {version}.0")
    case ["-m", "venv", "--clear", folder]:
        shutil.rmtree(folder, ignore_errors=True)
        Path(folder, "bin").mkdir(parents=True)
        shutil.copy(__file__, Path(folder, "bin", "python"))
        Path(folder, "bin", "activate").write_text(f"VIRTUAL_ENV={{Path(folder).absolute()}}")
        print("made with {version}")
    case ["-m", module, *_]:
        print("installs with {version}")
"""


@dataclass(frozen=True)
class Machine:
    """A folder with the project's Makefile, and the programs that are there."""

    project: Path
    programs: Path

    def add_python(self, name: str, version: str) -> Path:
        """Add a Python that says it is of a version."""
        path = self.programs / name
        path.write_text(PYTHON.format(real=sys.executable, version=version))
        path.chmod(0o755)
        return path

    def make(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `make` with nothing but these programs and the shell's."""
        environment = {"PATH": str(self.programs)}
        return subprocess.run(  # noqa: S603 - our own Makefile
            [self.programs / "make", *arguments],
            cwd=self.project,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path / "my project", tmp_path / "programs")
    machine.programs.mkdir()
    for name in ("make", "grep", "touch", "head", "awk"):
        found = shutil.which(name)
        if found is None:
            pytest.skip(f"no {name} on this machine")
        (machine.programs / name).symlink_to(found)
    layers = (path.relative_to(ROOT) for path in ROOT.glob("infra/layers/*/requirements.txt"))
    for name in ("Makefile", *REQUIREMENTS, *layers):
        (machine.project / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, machine.project / name)
    return machine


@pytest.mark.parametrize("version", ["3.9", "3.12", "3.13"])
def test_a_python_that_does_not_fit_is_refused_before_anything_is_installed(machine: Machine, version: str) -> None:
    machine.add_python("python3", version)
    done = machine.make("run")
    assert done.returncode == 2
    assert f"This needs CPython 3.11; python3 is Python {version}.0." in done.stderr
    assert "make run PYTHON3=/path/to/python3.11" in done.stderr
    assert done.stdout == ""
    assert not (machine.project / ".venv").exists()


def test_a_machine_without_python_is_told_which_one_is_needed(machine: Machine) -> None:
    done = machine.make("setup")
    assert done.returncode == 2
    assert "This needs CPython 3.11; python3 is not there." in done.stderr


@pytest.mark.parametrize("other", ["3.9", "3.13"])
def test_python3_11_is_taken_where_python3_is_another_one(machine: Machine, other: str) -> None:
    machine.add_python("python3", other)
    machine.add_python("python3.11", "3.11")
    done = machine.make("setup")
    assert done.returncode == 0, done.stderr
    assert "made with 3.11" in done.stdout
    assert f"with {other}" not in done.stdout


def test_a_python_of_another_name_may_be_named(machine: Machine) -> None:
    machine.add_python("python3", "3.13")
    named = machine.add_python("snake", "3.11")
    done = machine.make("setup", f"PYTHON3={named}")
    assert done.returncode == 0, done.stderr
    assert "made with 3.11" in done.stdout


def test_what_is_named_is_checked_too(machine: Machine) -> None:
    machine.add_python("python3", "3.11")
    named = machine.add_python("snake", "3.12")
    assert f"{named} is Python 3.12.0." in machine.make("setup", f"PYTHON3={named}").stderr


def test_the_commands_are_listed_without_any_python(machine: Machine) -> None:
    done = machine.make()
    assert (done.returncode, done.stderr) == (0, "")
    assert "make run" in done.stdout


@pytest.fixture
def environment(machine: Machine) -> Path:
    """Return an environment that was just made."""
    machine.add_python("python3", "3.11")
    assert machine.make("setup").returncode == 0
    return machine.project / ".venv"


def test_an_environment_that_works_is_kept(machine: Machine, environment: Path) -> None:
    done = machine.make("setup")
    assert done.returncode == 0
    assert "made with" not in done.stdout
    assert "installs with" not in done.stdout


def test_an_environment_that_another_python_made_is_made_anew(machine: Machine, environment: Path) -> None:
    (environment / "bin" / "python").write_text(PYTHON.format(real=sys.executable, version="3.12"))
    check_it_is_made_anew(machine)


def test_an_environment_whose_python_has_gone_is_made_anew(machine: Machine, environment: Path) -> None:
    python = environment / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3.11")
    check_it_is_made_anew(machine)


def test_an_environment_that_was_left_half_made_is_made_anew(machine: Machine, environment: Path) -> None:
    python = environment / "bin" / "python"
    python.write_text(python.read_text().replace('sys.modules["pip"] = sys', 'sys.modules["pip"] = None'))
    check_it_is_made_anew(machine)


def test_an_environment_that_was_moved_is_made_anew(machine: Machine, environment: Path) -> None:
    moved = Machine(machine.project.rename(machine.project.with_name("moved")), machine.programs)
    check_it_is_made_anew(moved)


def check_it_is_made_anew(machine: Machine) -> None:
    done = machine.make("setup")
    assert done.returncode == 0, done.stderr
    assert "made with 3.11" in done.stdout
    assert "installs with 3.11" in done.stdout
    assert "made with" not in machine.make("setup").stdout


def test_an_installation_that_failed_is_tried_again(machine: Machine, environment: Path) -> None:
    python = environment / "bin" / "python"
    whole = python.read_text()
    python.write_text(whole.replace('print("installs', 'sys.exit("no network")  # ("installs'))
    (environment / ".installed").unlink()
    assert machine.make("setup").returncode == 2
    python.write_text(whole)
    done = machine.make("setup")
    assert done.returncode == 0
    assert "installs with 3.11" in done.stdout


VERSION = re.findall(r"^PYTHON_VERSION := (\S+)", MAKEFILE, re.MULTILINE)[0]


def test_the_makefiles_version_is_that_of_the_project() -> None:
    major, minor = map(int, VERSION.split("."))
    described = tomllib.loads((ROOT / "pyproject.toml").read_text())
    assert described["project"]["requires-python"] == f">={VERSION},<{major}.{minor + 1}"
    assert described["tool"]["ruff"]["target-version"] == f"py{major}{minor}"
    assert described["tool"]["mypy"]["python_version"] == VERSION


def test_what_is_deployed_runs_on_the_same_version() -> None:
    layers = template_file.load()["Resources"]["DocumentsLayer"]["Properties"]
    assert layers["CompatibleRuntimes"] == [f"python{VERSION}"]
    assert DOCUMENTS.python == wheels.PYTHON == VERSION
    assert template_file.load()["Resources"]["Recognise"]["Properties"]["Runtime"] == f"python{RECOGNISE.python}"


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("README.md", "You need CPython {}"),
        (".ci/run", "needs CPython {}"),
        ("docs/decisions/package-for-lambdas-platform.md", "Lambda's Python {}"),
        ("docs/decisions/byte-code-and-reproducible-archives.md", "CPython {} only"),
    ],
)
def test_pages_name_the_same_version(page: str, says: str) -> None:
    assert says.format(VERSION) in (ROOT / page).read_text()
