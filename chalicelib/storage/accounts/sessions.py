"""Sessions: present while they last. TTL only sweeps; what counts is the end that the item states."""

from datetime import datetime

from pynamodb.transactions import TransactWrite

from chalicelib.clock import now
from chalicelib.records.accounts import Session, User
from chalicelib.records.security.audit import AuditEvent
from chalicelib.storage.accounts.items import SESSION, SessionItem, session_key, user_key
from chalicelib.storage.audit_trail import put_event
from chalicelib.storage.aws.table import commit, commit_if, to_attributes, to_record, update_if


def list_sessions(user: User) -> list[Session]:
    """Return a user's sessions that go on, in the order in which they began."""
    found = SessionItem.query(user_key(user.user_id), SessionItem.sk.startswith(SESSION), consistent_read=True)
    sessions = (to_record(Session, item) for item in found)
    return [each for each in sessions if each.expires_at > now() and each.created_at >= user.sessions_from]


def note_proof(user_id: str, session_id: str, instant: datetime) -> bool:
    """Store when a session's person gave the password; False where the session has ended."""
    item = SessionItem(user_key(user_id), session_key(session_id))
    return update_if(item, [SessionItem.proof_at.set(instant)], SessionItem.pk.exists())


def add_session(session: Session, event: AuditEvent) -> None:
    """Store a new session, and the event of its start."""

    def build(transaction: TransactWrite) -> None:
        put_session(transaction, session)
        put_event(transaction, event)

    commit(build)


def put_session(transaction: TransactWrite, session: Session) -> None:
    """Add a new session to a transaction."""
    transaction.save(_item(session))


_ROTATED = ("refresh_id", "expires_at", "previous_id", "rotated_at", "client", "source_ip", "agent")


def rotate_session(session: Session, renewed: Session) -> bool:
    """Make another refresh token the session's only good one; False when the session's has changed meanwhile.

    It may have changed by this very write: the SDK writes again where an answer was lost.
    """
    return update_if(
        _item(session),
        [getattr(SessionItem, name).set(getattr(renewed, name)) for name in _ROTATED],
        SessionItem.refresh_id == session.refresh_id,
    )


def end_session(user_id: str, session_id: str, event: AuditEvent) -> bool:
    """Remove a session, whose tokens are worthless from now on; tell whether it was still there."""
    item = SessionItem(user_key(user_id), session_key(session_id))

    def build(transaction: TransactWrite) -> None:
        transaction.delete(item, condition=SessionItem.pk.exists())
        put_event(transaction, event)

    return commit_if(build)


def carry_over(transaction: TransactWrite, user_id: str, session_id: str, started: datetime) -> None:
    """Add to a transaction that a session counts as started at an instant, so that it outlives the others."""
    item = SessionItem(user_key(user_id), session_key(session_id))
    transaction.update(item, actions=[SessionItem.created_at.set(started)], condition=SessionItem.pk.exists())


def _item(session: Session) -> SessionItem:
    return SessionItem(user_key(session.user_id), session_key(session.session_id), **to_attributes(session))
