"""`.ci/bare`, by which the tests run without the fonts and programs of the machine that they run on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BARE = Path(__file__).resolve().parents[3] / ".ci" / "bare"
LOOK = 'ls "$HOME/.fonts"; tesseract; chromium'


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return the variables of somebody who has a font, and two programs in a folder of their own."""
    (tmp_path / "home" / ".fonts").mkdir(parents=True)
    (tmp_path / "home" / ".fonts" / "hand.ttf").touch()
    (tmp_path / "my programs").mkdir()
    for name in ("tesseract", "chromium"):
        program = tmp_path / "my programs" / name
        program.write_text(f"#!/bin/sh\necho {name} runs\n")
        program.chmod(0o755)
    path = f"{tmp_path / 'my programs'}:{os.environ['PATH']}"
    return {**os.environ, "HOME": str(tmp_path / "home"), "PATH": path}


def run(*command: str | Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own script
        command, env=environment, capture_output=True, text=True, check=False
    )


def test_fonts_and_programs_are_hidden_from_the_command_alone(environment: dict[str, str]) -> None:
    look = ("/bin/sh", "-c", LOOK)
    seen = ["hand.ttf", "tesseract runs", "chromium runs"]
    assert run(*look, environment=environment).stdout.splitlines() == seen
    hidden = run(BARE, *look, environment=environment)
    if "Nothing is hidden" in hidden.stderr:
        pytest.skip("this machine makes no mount namespaces")
    assert hidden.stdout == ""
    assert run(*look, environment=environment).stdout.splitlines() == seen


def test_python_still_runs_and_its_status_is_the_commands(environment: dict[str, str]) -> None:
    done = run(BARE, sys.executable, "-c", "import sys; print('here'); sys.exit(7)", environment=environment)
    assert (done.returncode, done.stdout) == (7, "here\n")


def test_where_nothing_can_be_hidden_it_says_so_and_runs_the_command(environment: dict[str, str]) -> None:
    unshare = Path(environment["PATH"].partition(":")[0]) / "unshare"
    unshare.write_text("#!/bin/sh\necho unshare: Operation not permitted >&2\nexit 1\n")
    unshare.chmod(0o755)
    done = run(BARE, "chromium", environment=environment)
    assert (done.returncode, done.stdout) == (0, "chromium runs\n")
    assert "Nothing is hidden: this machine makes no mount namespaces." in done.stderr
