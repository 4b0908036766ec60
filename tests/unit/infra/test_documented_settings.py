"""The README names every variable that `chalicelib/settings.py` reads."""

import re
from pathlib import Path

from chalicelib.settings import Settings, Wiring

README = Path(__file__).resolve().parents[3] / "README.md"


def variables(kind: type[Settings] | type[Wiring]) -> set[str]:
    return {field.metadata["variable"] for field in kind.__dataclass_fields__.values()}


def test_the_readmes_table_has_every_variable_and_no_other() -> None:
    section = README.read_text(encoding="utf-8").partition("\n## Configuration\n")[2].partition("\n## ")[0]
    named = [row.partition(" | ")[0] for row in section.splitlines() if row.startswith("| `")]
    assert set(re.findall(r"`([A-Z][A-Z0-9_]+)`", " ".join(named))) == variables(Settings) | variables(Wiring)
