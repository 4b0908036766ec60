"""The console says the same in every language."""

import json
import re
from pathlib import Path

import pytest
from babel import Locale

FOLDER = Path("console/src/i18n")
ENGLISH = json.loads((FOLDER / "en.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.json")), ids=lambda file: file.stem)
def test_every_language_has_the_same_messages_with_the_same_words_to_fill_in(file: Path) -> None:
    texts = json.loads(file.read_text(encoding="utf-8"))
    assert list(texts) == list(ENGLISH)
    assert {key: _words(text) for key, text in texts.items()} == {key: _words(text) for key, text in ENGLISH.items()}
    assert [key for key, text in texts.items() if not text.strip()] == []


def _words(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)[},]", text))


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.json")), ids=lambda file: file.stem)
def test_every_plural_has_the_forms_of_its_language(file: Path) -> None:
    rare = {"many"}  # whole millions in French; they take the form `other`
    wanted = (set(Locale(file.stem).plural_form.tags) | {"other"}) - rare
    texts = json.loads(file.read_text(encoding="utf-8")).values()
    plurals = [plural for text in texts for plural in re.findall(r"{\w+, plural, ((?:\w+ {[^{}]*} ?)+)}", text)]
    assert len(plurals) == sum(text.count(", plural,") for text in texts)
    assert [plural for plural in plurals if set(re.findall(r"(\w+) {", plural)) != wanted] == []


def test_every_message_that_a_screen_asks_for_is_there() -> None:
    asked = {
        key
        for file in Path("console/src").rglob("*.ts*")
        for key in re.findall(r'\bt\(\s*"([\w.-]+)"', file.read_text(encoding="utf-8"))
    }
    assert asked
    assert asked - set(ENGLISH) == set()
