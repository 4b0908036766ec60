"""The audit trail as CSV: a line an event, the values before and after as JSON in one cell each."""

import json
from collections.abc import Iterable, Mapping

from chalicelib.exports.csv_file import Style, lines, table
from chalicelib.exports.rows import Value
from chalicelib.records.accounts import User
from chalicelib.records.security.audit import AuditEvent
from chalicelib.settings import MAX_ANSWER_BYTES

MAX_FILE_BYTES = MAX_ANSWER_BYTES - 1_000  # less the first line

COLUMNS = (
    "at", "kind", "actor", "actor_email", "key", "subject", "before", "after", "source_ip", "agent", "request_id", "id"
)  # fmt: skip


def to_csv(events: Iterable[AuditEvent], people: Mapping[str, User]) -> tuple[str, int]:
    """Return the events as a file's text, and how many of them fit into an answer.

    The addresses of people whose account is gone are empty.
    """
    rows, size = [], 0
    for event in events:
        row = _row(event, people)
        size += len(json.dumps(lines([row], Style())))
        if size > MAX_FILE_BYTES:
            break
        rows.append(row)
    return table(COLUMNS, rows), len(rows)


def _row(event: AuditEvent, people: Mapping[str, User]) -> tuple[Value, ...]:
    person = people.get(event.actor or "")
    return (
        event.at,
        event.kind,
        event.actor,
        person.email if person else None,
        event.key,
        event.subject,
        _json(event.before),
        _json(event.after),
        event.source_ip,
        event.agent,
        event.request_id,
        event.event_id,
    )


def _json(values: Mapping[str, object]) -> str:
    return json.dumps(dict(values), ensure_ascii=False, sort_keys=True) if values else ""
