"""Who is behind a token: the read that every request with one begins with."""

from chalicelib.clock import now
from chalicelib.records.accounts import Session, User
from chalicelib.storage.accounts.items import (
    PROFILE,
    AccountItem,
    SessionItem,
    UserItem,
    session_key,
    to_user,
    user_key,
)
from chalicelib.storage.aws.table import to_record


def find_user_and_session(user_id: str, session_id: str) -> tuple[User, Session] | None:
    """Return both in one strongly consistent read; None when either is gone or the session is past its end."""
    keys = [(user_key(user_id), PROFILE), (user_key(user_id), session_key(session_id))]
    user: User | None = None
    session: Session | None = None
    for item in AccountItem.batch_get(keys, consistent_read=True):
        if isinstance(item, UserItem):
            user = to_user(item)
        elif isinstance(item, SessionItem):
            session = to_record(Session, item)
    if user is None or session is None or session.expires_at <= now() or session.created_at < user.sessions_from:
        return None
    return user, session
