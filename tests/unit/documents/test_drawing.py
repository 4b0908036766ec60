"""Pages drawn in a process of their own: the same pages, and an end to what cannot be drawn."""

import pytest

from chalicelib.documents.rendering import Branding, drawing
from chalicelib.documents.rendering.drawing import NotLaidOut, can_draw, draw, unprintable
from chalicelib.documents.rendering.layout import lay_out
from tests.unit.documents.invoices import full_invoice, invoice

pytestmark = pytest.mark.slow


def test_a_process_of_its_own_draws_the_same_page() -> None:
    branding = Branding("#336699", slogan="Always on time")
    assert draw(full_invoice(), hybrid=False, language="de", branding=branding) == lay_out(
        full_invoice(), language="de", branding=branding
    )


def test_what_cannot_be_drawn_says_why_and_the_next_one_is_drawn() -> None:
    with pytest.raises(NotLaidOut, match="UnidentifiedImageError"):
        draw(invoice(), hybrid=False, language="en", branding=Branding(logo=b"no picture"))
    assert draw(invoice(), hybrid=True, language="en", branding=Branding()).pdf.startswith(b"%PDF-1.7")


def test_time_runs_out_and_the_next_one_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(drawing, "SECONDS", 0)
        with pytest.raises(NotLaidOut, match="the drawing process ended"):
            draw(invoice(), hybrid=False, language="en", branding=Branding())
        assert not can_draw(b"no picture")
    assert draw(invoice(), hybrid=False, language="en", branding=Branding()).preview


def test_what_the_fonts_lack_is_not_known_where_there_is_no_answer_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(drawing, "MAX_LETTERS_SECONDS", 0)
        assert unprintable("Café ก") is None
    assert unprintable("Café ก عש") == "ก"
