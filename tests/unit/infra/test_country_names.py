"""The file of countries' names is what the command writes."""

from infra import country_names


def test_the_file_is_current_and_has_every_language_that_is_read() -> None:
    assert country_names.FILE.read_text(encoding="utf-8") == country_names.text(), "run infra.country_names"
    assert {"de", "ja", "sv", "en"} <= set(country_names.names())
