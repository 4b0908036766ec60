"""The system's own mails, made from one file of texts a language: plain text and HTML say the same."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from chalicelib.json_data import JsonObject
from chalicelib.languages import DEFAULT, LANGUAGES
from chalicelib.sending.letters import one_line

if TYPE_CHECKING:
    from jinja2 import Template

_HERE = Path(__file__).parent
_COLOR = "#1f5fbf"


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one person; `answers` is the Message-ID of a mail that it answers by itself."""

    to: str
    subject: str
    text: str
    html: str
    answers: str | None = None


def write_mail(kind: str, *, to: str, language: str, link: str = "", **words: str) -> Mail:
    """Return a mail of a kind, in a language that we write or else in English, with the words filled in."""
    texts = texts_of(language)[kind]
    subject = one_line(texts["subject"].format(**words))
    paragraphs = [filled for paragraph in texts["paragraphs"] if (filled := paragraph.format(**words))]
    closing = [paragraph.format(**words) for paragraph in texts["closing"]]
    called_to = [f"{texts['button']}:\n{link}"] if link else []
    html = page("mail.html.jinja").render(
        language=language,
        subject=subject,
        paragraphs=paragraphs,
        closing=closing,
        button=texts.get("button"),
        link=link,
        color=_COLOR,
    )
    return Mail(to, subject, "\n\n".join([*paragraphs, *called_to, *closing]) + "\n", html)


@cache
def texts_of(language: str) -> JsonObject:
    """Return the mails' texts in a language that we write, or else in English."""
    known = language if language in LANGUAGES else DEFAULT
    return tomllib.loads((_HERE / "texts" / f"{known}.toml").read_text(encoding="utf-8"))


@cache
def page(name: str) -> "Template":
    """Return the template of a mail's HTML."""
    from jinja2 import Environment, FileSystemLoader

    return Environment(loader=FileSystemLoader(_HERE / "templates"), autoescape=True).get_template(name)
