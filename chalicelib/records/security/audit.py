"""What is written down of accounts, roles, keys, company data, exports and downloads, and never changed afterwards.

An event has no secret in it: no password, token, key or code, and of a webhook's address only its host, since such
addresses often carry a secret in their path.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from chalicelib.clock import now
from chalicelib.ids import new_id
from chalicelib.json_data import JsonObject
from chalicelib.request_origin import RequestOrigin, current


class AuditKind(StrEnum):
    """What happened; the word before the point is its group."""

    ACCOUNT_REGISTERED = "account.registered"
    ACCOUNT_DELETED = "account.deleted"
    ACCOUNT_PASSWORD_CHANGED = "account.password_changed"
    ACCOUNT_PASSWORD_RESET = "account.password_reset"
    ACCOUNT_ADDRESS_PROVEN = "account.address_proven"
    ACCOUNT_ADDRESS_CHANGED = "account.address_changed"
    ACCOUNT_IDENTITY_LINKED = "account.identity_linked"
    ACCOUNT_IDENTITY_UNLINKED = "account.identity_unlinked"
    SESSION_STARTED = "session.started"
    SESSION_REFUSED = "session.refused"
    SESSION_PASSKEY_ASKED = "session.passkey_asked"
    SESSION_ENDED = "session.ended"
    SESSION_ALL_ENDED = "session.all_ended"
    SESSION_TOKEN_REUSED = "session.token_reused"
    MEMBER_JOINED = "member.joined"
    MEMBER_LEFT = "member.left"
    MEMBER_REMOVED = "member.removed"
    MEMBER_ROLE_CHANGED = "member.role_changed"
    INVITATION_SENT = "invitation.sent"
    INVITATION_REVOKED = "invitation.revoked"
    FACTOR_ADDED = "factor.added"
    FACTOR_REMOVED = "factor.removed"
    FACTOR_RECOVERY_CODES_MADE = "factor.recovery_codes_made"
    KEY_MADE = "key.made"
    KEY_ROTATED = "key.rotated"
    KEY_REVOKED = "key.revoked"
    COMPANY_CHANGED = "company.changed"
    COMPANY_BANK_ACCOUNT_CHANGED = "company.bank_account_changed"
    COMPANY_DELETED = "company.deleted"
    MAILBOX_CHANGED = "mailbox.changed"
    WEBHOOK_ADDED = "webhook.added"
    WEBHOOK_CHANGED = "webhook.changed"
    WEBHOOK_REMOVED = "webhook.removed"
    SUPPRESSION_LIFTED = "suppression.lifted"
    EXPORT_MADE = "export.made"
    EXPORT_ASKED = "export.asked"
    EXPORT_DOWNLOADED = "export.downloaded"
    EXPORT_CREDIT_TRANSFERS = "export.credit_transfers"
    EXPORT_AUDIT = "export.audit"
    FILE_DOWNLOADED = "file.downloaded"
    FILE_DOWNLOADED_FROM_MAIL = "file.downloaded_from_mail"


class Actor(Protocol):
    """Who does something: a caller, or the user of an account that has no session yet."""

    @property
    def user_id(self) -> str:
        """The id of the person."""

    @property
    def company_id(self) -> str:
        """The company whose trail it is; empty for a person without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """Something that happened: who did it (`actor`), to what (`subject`), from where, with the values before and after.

    `actor` is a user's id; None for the system, or for somebody who is not known. `key` is the id of the API key that
    acted for the user.
    """

    kind: AuditKind
    company_id: str
    actor: str | None
    key: str | None = None
    subject: str | None = None
    before: Mapping[str, object] = field(default_factory=dict)
    after: Mapping[str, object] = field(default_factory=dict)
    source_ip: str = ""
    agent: str = ""
    request_id: str = ""
    at: datetime = field(default_factory=now)
    event_id: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class AuditFilters:
    """Which events are wanted; `kind` is one kind, or the group before the point."""

    kind: str | None = None
    actor: str | None = None
    subject: str | None = None
    since: datetime | None = None
    until: datetime | None = None


def happened(
    actor: Actor,
    kind: AuditKind,
    *,
    subject: str | None = None,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    company_id: str | None = None,
    origin: RequestOrigin | None = None,
) -> AuditEvent:
    """Return the event that somebody did something in the present request, in the trail of the actor's company.

    `company_id` names another company, `origin` another request.
    """
    where = origin or current()
    return AuditEvent(
        kind=kind,
        company_id=actor.company_id if company_id is None else company_id,
        actor=actor.user_id or None,
        key=where.key_id or None,
        subject=subject,
        before=before or {},
        after=after or {},
        source_ip=where.source_ip,
        agent=where.agent,
        request_id=where.request_id,
    )


def by_nobody_known(
    kind: AuditKind, *, company_id: str, subject: str | None, after: Mapping[str, object] | None = None
) -> AuditEvent:
    """Return the event of somebody who is not known: a failed log-in, the reader of a mail."""
    where = current()
    return AuditEvent(
        kind=kind,
        company_id=company_id,
        actor=None,
        subject=subject,
        after=after or {},
        source_ip=where.source_ip,
        agent=where.agent,
        request_id=where.request_id,
    )


def differences(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[JsonObject, JsonObject]:
    """Return the entries that differ, as they were and as they are; an absent one is None.

    >>> differences({"iban": "DE1", "city": "Bonn"}, {"iban": "DE2", "city": "Bonn", "bsb": "062-000"})
    ({'bsb': None, 'iban': 'DE1'}, {'bsb': '062-000', 'iban': 'DE2'})
    """
    names = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    return {name: before.get(name) for name in names}, {name: after.get(name) for name in names}


def fingerprint(value: object) -> str:
    """Return what tells a value from another one without showing it, as for a logo or a webhook's whole address.

    >>> fingerprint("https://hooks.example.com/secret")
    'sha256:790e2353dde8'
    """
    return f"sha256:{hashlib.sha256(str(value).encode()).hexdigest()[:12]}"
