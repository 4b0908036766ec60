"""What a company may write in its reminders, and how its placeholders are filled in."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.languages import LANGUAGES
from chalicelib.records.companies import Profile
from chalicelib.records.sales.reminder_texts import (
    MAX_SUBJECT,
    MAX_TEXT,
    PLACEHOLDERS,
    checked_text,
    fill,
    own_text,
    paragraphs,
)
from chalicelib.records.sales.reminders import MAX_LEVELS
from chalicelib.sending.invoice_mails import standard_words

VALUES = {name: f"<{name}>" for name in PLACEHOLDERS}
EVIL = ("{company}", "{company.__class__}", "{0}", "{{number}}", "\\g<0>", "\\1", "}{", "{", "<b>", "{{ 7 * 7 }}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Pay {sum}", "{sum}, which is no placeholder; there are {company}, {number}"),
        ("{0}", "{0}, which is no placeholder"),
        ("{}", "a brace outside of a placeholder; there are {company}, {number}"),
        ("{company.__class__.__mro__}", "a brace outside"),
        ("{company!r}", "a brace outside"),
        ("{total:>999999999}", "a brace outside"),
        ("{company[0]}", "a brace outside"),
        ("{ company }", "a brace outside"),
        ("{{company}}", "a brace outside"),
        ("{nu{number}mber}", "a brace outside"),
        ("Pay {company", "a brace outside"),
        ("Pay }", "a brace outside"),
        ("", "empty"),
        (" \n\N{NO-BREAK SPACE}\n", "empty"),
        ("Pay\x00now", "control"),
        ("Pay\tnow", "control"),
        ("Pay\x1b[2Jnow", "control"),
        ("Pay\x85now", "control"),
        ("Pay\N{LINE SEPARATOR}now", "control"),
        ("Pay \N{RIGHT-TO-LEFT OVERRIDE}now", "control"),
        ("Pay \N{LEFT-TO-RIGHT ISOLATE}now", "control"),
    ],
)
def test_what_is_no_text_is_refused_with_what_would_be_one(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        checked_text(text)


def test_line_breaks_of_every_system_and_letters_of_every_script_are_kept() -> None:
    text = "Guten Tag,\r\n\r\n{customer}\u202f:\rä 中文 👩\u200d💻 \N{SOFT HYPHEN}é"
    assert checked_text(text) == "Guten Tag,\n\n{customer}\u202f:\nä 中文 👩\u200d💻 \N{SOFT HYPHEN}é"


@given(st.lists(st.sampled_from([f"{{{name}}}" for name in PLACEHOLDERS] + ["Pay ", "\n", "ß"]), min_size=1))
def test_every_placeholder_is_filled_and_nothing_else_is_changed(parts: list[str]) -> None:
    text = "".join(["x", *parts])
    filled = "".join(VALUES.get(part.strip("{}"), part) if part.startswith("{") else part for part in ["x", *parts])
    assert fill(checked_text(text), VALUES) == filled


@pytest.mark.parametrize("value", EVIL)
def test_a_value_is_never_a_placeholder_nor_a_pattern(value: str) -> None:
    assert fill("{customer}{number}", {"customer": value, "number": "7", "company": "Wattle"}) == f"{value}7"


def test_what_is_not_known_of_an_invoice_leaves_nothing() -> None:
    assert fill("Invoice {number} of {issue_date}.", {"number": "7"}) == "Invoice 7 of ."


def test_a_text_is_that_of_its_level_and_language_alone() -> None:
    text = {"level": 2, "language": "de", "subject": "s", "text": "t"}
    profile: Profile = {"reminder_texts": [text]}  # type: ignore[list-item]
    found = {(level, language) for level in (1, 2, 3) for language in LANGUAGES if own_text(profile, level, language)}
    assert found == {(2, "de")}
    assert own_text({}, 2, "de") is None


def test_blank_lines_part_paragraphs_and_single_breaks_do_not() -> None:
    assert paragraphs("\n\nA\nB\n \t\nC\n\n\n") == ["A\nB", "C"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_systems_words_are_words_that_a_company_may_begin_with(language: str) -> None:
    for level in range(1, MAX_LEVELS + 1):
        subject, text = standard_words(language, level)
        assert (checked_text(subject), checked_text(text)) == (subject, text)
        assert len(subject) <= MAX_SUBJECT
        assert len(text) <= MAX_TEXT
        assert "{company}" in text
