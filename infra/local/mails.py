"""The mails that were "sent": moto keeps them, and `/_local/mails` shows them.

/_local/mails         the list: a page, or JSON with `Accept: application/json`
/_local/mails/3       one mail: a page with its parts
/_local/mails/3/html  its HTML body, as the reader's mail program would show it
"""

import email
import email.policy
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from email.message import EmailMessage
from typing import Any

from jinja2 import DictLoader, Environment
from moto.ses.models import RawMessage, ses_backends

from infra.local.cloud import ACCOUNT, REGION
from infra.local.gateway import Answer

PREFIX = "/_local/"

_PAGES = {
    "base": """<!doctype html><html lang="en"><meta charset="utf-8"><title>{% block title %}{% endblock %}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.4rem .8rem;border-bottom:1px solid #ddd}
pre{white-space:pre-wrap;background:#f6f6f6;padding:1rem}iframe{width:100%;height:28rem;border:1px solid #ddd}</style>
{% block content %}{% endblock %}""",
    "list": """{% extends "base" %}{% block title %}Mails{% endblock %}{% block content %}<h1>Mails</h1>
<p>What the local stack would have sent, newest first.</p>
{% if mails %}<table><tr><th>To<th>Subject<th>From<th>Attachments</tr>{% for mail in mails %}
<tr><td>{{ mail.to|join(", ") }}<td><a href="/_local/mails/{{ mail.number }}">{{ mail.subject }}</a>
<td>{{ mail.sender }}<td>{{ mail.attachments|join(", ") }}</tr>{% endfor %}</table>
{% else %}<p>None yet.</p>{% endif %}{% endblock %}""",
    "mail": """{% extends "base" %}{% block title %}{{ mail.subject }}{% endblock %}{% block content %}
<p><a href="/_local/mails">All mails</a></p><h1>{{ mail.subject }}</h1>
<p>From {{ mail.sender }}<br>To {{ mail.to|join(", ") }}
{% if mail.attachments %}<br>Attachments: {{ mail.attachments|join(", ") }}{% endif %}</p>
{% if mail.html %}<iframe src="/_local/mails/{{ mail.number }}/html" sandbox></iframe>{% endif %}
{% if mail.text %}<pre>{{ mail.text }}</pre>{% endif %}{% endblock %}""",
}
_ENVIRONMENT = Environment(loader=DictLoader(_PAGES), autoescape=True)


@dataclass(frozen=True)
class Mail:
    """A mail as its reader sees it. `number` counts from 1 in the order of sending."""

    number: int
    sender: str
    to: tuple[str, ...]
    subject: str
    text: str
    html: str
    attachments: tuple[str, ...]


def answer(path: str, accept: str) -> Answer:
    """Answer a request for the local stack's own pages."""
    return respond(path.partition("?")[0].rstrip("/"), accept, sent())


def respond(path: str, accept: str, mails: Sequence[Mail]) -> Answer:
    """Return a page about these mails."""
    match path.removeprefix(PREFIX).split("/"):
        case ["mails"] if "application/json" in accept:
            return _json(200, {"items": [asdict(mail) for mail in reversed(mails)]})
        case ["mails"]:
            return _page("list", mails=list(reversed(mails)))
        case ["mails", number, *rest] if number.isdecimal() and 1 <= int(number) <= len(mails):
            return _mail(mails[int(number) - 1], rest, accept)
    return _json(404, {"title": "Not found", "status": 404, "code": "not_found"})


def _mail(mail: Mail, rest: list[str], accept: str) -> Answer:
    if rest == ["html"]:
        return _html(mail.html)
    if "application/json" in accept:
        return _json(200, asdict(mail))
    return _page("mail", mail=mail)


def _page(name: str, **values: Any) -> Answer:
    return _html(_ENVIRONMENT.get_template(name).render(**values))


def _html(text: str) -> Answer:
    return Answer(200, {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}, text.encode())


def _json(status: int, value: object) -> Answer:
    return Answer(status, {"Content-Type": "application/json"}, json.dumps(value, ensure_ascii=False).encode())


def sent() -> list[Mail]:
    """Return the mails that moto's SES took, oldest first."""
    messages = ses_backends[ACCOUNT][REGION].sent_messages
    return [_read(number, message) for number, message in enumerate(messages, start=1)]


def _read(number: int, message: Any) -> Mail:
    if isinstance(message, RawMessage):
        parsed = email.message_from_string(message.raw_data, policy=email.policy.default)
        return read_raw(number, parsed, tuple(dict.fromkeys(message.destinations)))  # moto counts the header's, too
    to = tuple(address for addresses in message.destinations.values() for address in addresses)
    return Mail(number, message.source, to, message.subject, "", message.body, ())


def read_raw(number: int, message: EmailMessage, recipients: tuple[str, ...] = ()) -> Mail:
    """Return the mail that a MIME message is; `recipients` are the envelope's."""
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    return Mail(
        number=number,
        sender=str(message.get("From", "")),
        to=tuple(dict.fromkeys(recipients or str(message.get("To", "")).split(", "))),  # moto names some of them twice
        subject=str(message.get("Subject", "")),
        text=text.get_content() if text else "",
        html=html.get_content() if html else "",
        attachments=tuple(part.get_filename() or "unnamed" for part in message.iter_attachments()),
    )
