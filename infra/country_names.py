"""Write the countries' names in the languages that are read: `.venv/bin/python -m infra.country_names`.

From Babel's copy of the Unicode CLDR (licence Unicode-3.0). A file of our own, because the package that is deployed has
Babel's data for the languages that invoices are set in, and not for all that are read.
"""

import json
from pathlib import Path

from babel import Locale

LABELS = Path(__file__).resolve().parents[1] / "chalicelib" / "extraction" / "lexicon" / "labels"
FILE = LABELS.parents[1] / "deriving" / "places" / "country_names.json"


def names() -> dict[str, dict[str, str]]:
    """Return each language's names of countries, by ISO 3166-1 code."""
    languages = sorted(path.stem for path in LABELS.glob("??.toml"))
    return {language: _names_in(language) for language in languages}


def _names_in(language: str) -> dict[str, str]:
    territories = Locale.parse(language).territories
    return {code: name for code, name in sorted(territories.items()) if len(code) == len("DE") and code.isalpha()}


def text() -> str:
    """Return what the file says: a line for each language."""
    lines = (f'"{language}": {json.dumps(known, ensure_ascii=False)}' for language, known in names().items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
