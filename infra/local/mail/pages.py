"""The mails that were "sent": moto keeps them, and `/_local/mails` shows them.

/_local/mails         the list: a page, or JSON with `Accept: application/json`
/_local/mails/3       one mail: a page with its parts
/_local/mails/3/html  its HTML body, as the reader's mail program would show it
/_local/mails/3/0     its first attachment, as the mail has it
/_local/mails/in      takes a mail to a company (`incoming.py`)
"""

import base64
import email
import email.policy
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from email.message import EmailMessage
from typing import Any
from urllib.parse import quote

from jinja2 import DictLoader, Environment
from moto.ses.models import RawMessage, ses_backends

from infra.local.cloud import ACCOUNT, REGION
from infra.local.gateway import Answer, problem

PREFIX = "/_local/"

_PAGES = {
    "base": """<!doctype html><html lang="en"><meta charset="utf-8"><title>{% block title %}{% endblock %}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>:root{color-scheme:light}a{color:#1f5fbf}h1{font-size:1.4rem;margin:.5rem 0}
body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem;color:#1d2733}
table{border-collapse:collapse;width:100%}td:nth-child(2){min-width:16rem}
td,th{text-align:left;vertical-align:top;padding:.5rem .8rem;border-bottom:1px solid #ddd;overflow-wrap:anywhere}
th{white-space:nowrap;color:#5b6775;font-weight:600}dt{color:#5b6775}dd{margin:0;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}summary{cursor:pointer;margin:1rem 0}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f6f6f6;padding:1rem}
iframe{width:100%;height:34rem;border:1px solid #ddd;border-radius:8px}</style>
{% block content %}{% endblock %}""",
    "list": """{% extends "base" %}{% block title %}Mails{% endblock %}{% block content %}<h1>Mails</h1>
<p>What the local stack would have sent, newest first.</p>
{% if mails %}<table><tr><th>To<th>Subject<th>From<th>Attachments</tr>{% for mail in mails %}
<tr><td>{{ mail.to|join(", ") }}<td><a href="/_local/mails/{{ mail.number }}">{{ mail.subject }}</a>
<td>{{ mail.sender }}<td>{{ mail.attachments|join(", ") }}</tr>{% endfor %}</table>
{% else %}<p>None yet.</p>{% endif %}
<h2>Send a mail to a company</h2>
<form method="post" action="/_local/mails/in" enctype="multipart/form-data">
<p><label>A mail (.eml): <input type="file" name="file" required accept=".eml,message/rfc822"></label></p>
<p><label>To, if not as the mail says: <input name="to" placeholder="token@in.example.com"></label></p>
<p><button>Deliver</button></p></form>{% endblock %}""",
    "mail": """{% extends "base" %}{% block title %}{{ mail.subject }}{% endblock %}{% block content %}
<p><a href="/_local/mails">All mails</a></p><h1>{{ mail.subject }}</h1>
<dl><dt>From<dd>{{ mail.sender }}<dt>To<dd>{{ mail.to|join(", ") }}
{% if mail.attachments %}<dt>Attachments<dd>{% for name in mail.attachments %}
<a href="/_local/mails/{{ mail.number }}/{{ loop.index0 }}">{{ name }}</a>{{ "," if not loop.last }}{% endfor %}
{% endif %}</dl>
{% if mail.html %}<iframe title="The mail" src="/_local/mails/{{ mail.number }}/html" sandbox="allow-popups"></iframe>
{% endif %}{% if mail.text %}<details{{ "" if mail.html else " open" }}><summary>As plain text</summary>
<pre>{{ mail.text }}</pre></details>{% endif %}{% endblock %}""",
}
_SHOWN = frozenset({"application/pdf", "image/jpeg", "image/png"})
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


@dataclass(frozen=True)
class File:
    """An attachment."""

    name: str
    content_type: str
    data: bytes


def answer(path: str, accept: str) -> Answer:
    """Answer a request for the local stack's own pages."""
    plain = path.partition("?")[0].rstrip("/")
    match plain.removeprefix(PREFIX).split("/"):
        case ["mails", number, index] if number.isdecimal() and index.isdecimal():
            return _file(int(number), int(index))
    return respond(plain, accept, sent())


def respond(path: str, accept: str, mails: Sequence[Mail]) -> Answer:
    """Return a page about these mails."""
    match path.removeprefix(PREFIX).split("/"):
        case ["mails"] if "application/json" in accept:
            return _json(200, {"items": [asdict(mail) for mail in reversed(mails)]})
        case ["mails"]:
            return _page("list", mails=list(reversed(mails)))
        case ["mails", number, *rest] if number.isdecimal() and 1 <= int(number) <= len(mails):
            return _mail(mails[int(number) - 1], rest, accept)
    return problem(404, "not_found", "There is no such page or mail.")


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


def _file(number: int, index: int) -> Answer:
    messages = ses_backends[ACCOUNT][REGION].sent_messages
    files = attached(messages[number - 1]) if 1 <= number <= len(messages) else []
    if index >= len(files):
        return problem(404, "not_found", "There is no such attachment.")
    file = files[index]
    headers = {
        "Content-Type": file.content_type,
        "Content-Disposition": f"inline; filename*=UTF-8''{quote(file.name)}",
        "X-Content-Type-Options": "nosniff",
    }
    if file.content_type not in _SHOWN:  # Chromium's own viewer opens no sandboxed PDF
        headers["Content-Security-Policy"] = "sandbox"
    return Answer(200, headers, file.data)


def attached(message: Any) -> list[File]:
    """Return the attachments of a mail that moto's SES took."""
    if not isinstance(message, RawMessage):
        return []
    parsed = email.message_from_string(message.raw_data, policy=email.policy.default)
    return [
        File(part.get_filename() or "unnamed", part.get_content_type(), bytes(part.get_payload(decode=True) or b""))
        for part in parsed.iter_attachments()
    ]


def _with_pictures(message: EmailMessage, html: str) -> str:
    """Return a mail's HTML with the pictures that come with it in place of their ids."""
    for part in message.walk():
        content_id = str(part.get("Content-ID", "")).strip("<>")
        if content_id and part.get_content_maintype() == "image":
            data = base64.b64encode(bytes(part.get_payload(decode=True) or b"")).decode()
            html = html.replace(f"cid:{content_id}", f"data:{part.get_content_type()};base64,{data}")
    return html


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
        html=_with_pictures(message, html.get_content()) if html else "",
        attachments=tuple(part.get_filename() or "unnamed" for part in message.iter_attachments()),
    )
