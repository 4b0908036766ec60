"""The accounts table: users, their sessions, and the claims that keep e-mail addresses unique.

    user#<id>            profile          the user
    user#<id>            session#<sid>    one session, gone when it ends
    email#<normalised>   claim            who holds the address

User and session share a partition, so that one strongly consistent batch read answers "who is this, still?".
"""

from dataclasses import dataclass
from datetime import datetime

from pynamodb.attributes import DiscriminatorAttribute, TTLAttribute, UnicodeAttribute, UTCDateTimeAttribute
from pynamodb.exceptions import DeleteError, UpdateError
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from chalicelib.clock import now
from chalicelib.errors import EmailTaken
from chalicelib.storage.companies import Company, Member, add_company
from chalicelib.storage.table import ConditionFailed, TableMeta, commit, condition_failed, to_attributes, to_record

PROFILE = "profile"
CLAIM = "claim"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person with an account in one company; `role` is `admin` or `member`."""

    user_id: str
    email: str
    name: str
    password_hash: str
    company_id: str
    role: str
    language: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One login. `refresh_id` is the `jti` of the only refresh token that is still good."""

    session_id: str
    user_id: str
    refresh_id: str
    created_at: datetime
    expires_at: datetime


class _AccountItem(Model):
    class Meta(TableMeta):
        setting = "accounts_table"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    kind = DiscriminatorAttribute()
    expires_at = TTLAttribute(null=True)


class _UserItem(_AccountItem, discriminator="user"):
    user_id = UnicodeAttribute()
    email = UnicodeAttribute()
    name = UnicodeAttribute()
    password_hash = UnicodeAttribute()
    company_id = UnicodeAttribute()
    role = UnicodeAttribute()
    language = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()


class _SessionItem(_AccountItem, discriminator="session"):
    session_id = UnicodeAttribute()
    user_id = UnicodeAttribute()
    refresh_id = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()


class _EmailItem(_AccountItem, discriminator="email"):
    user_id = UnicodeAttribute()


def add_account(user: User, session: Session, company: Company, member: Member) -> None:
    """Store a new user with a first session and a new company, all or nothing.

    Raises:
        EmailTaken: another user holds the address.

    """
    claim = _EmailItem(f"email#{user.email}", CLAIM, user_id=user.user_id)

    def build(transaction: TransactWrite) -> None:
        unclaimed = _EmailItem.pk.does_not_exist() | (_EmailItem.user_id == user.user_id)
        transaction.save(claim, condition=unclaimed)
        transaction.save(_user_item(user))
        transaction.save(_session_item(session))
        add_company(transaction, company, member)

    try:
        commit(build)
    except ConditionFailed as error:
        raise EmailTaken from error


def find_user(user_id: str) -> User | None:
    """Return a user by id, strongly consistent."""
    try:
        item = _UserItem.get(_user_key(user_id), PROFILE, consistent_read=True)
    except _UserItem.DoesNotExist:
        return None
    return to_record(User, item)


def find_user_by_email(email: str) -> User | None:
    """Return the user that holds a normalised e-mail address."""
    try:
        claim = _EmailItem.get(f"email#{email}", CLAIM, consistent_read=True)
    except _EmailItem.DoesNotExist:
        return None
    return find_user(claim.user_id)


def find_user_and_session(user_id: str, session_id: str) -> tuple[User, Session] | None:
    """Return both in one strongly consistent read; None when either is gone or the session is past its end."""
    keys = [(_user_key(user_id), PROFILE), (_user_key(user_id), _session_key(session_id))]
    found = {type(item): item for item in _AccountItem.batch_get(keys, consistent_read=True)}
    if _UserItem not in found or _SessionItem not in found:
        return None
    session = to_record(Session, found[_SessionItem])
    return (to_record(User, found[_UserItem]), session) if session.expires_at > now() else None


def add_session(session: Session) -> None:
    """Store a new session."""
    _session_item(session).save()


def rotate_session(session: Session, refresh_id: str, expires_at: datetime) -> bool:
    """Make another refresh token the session's only good one; False when the session's has changed meanwhile."""
    item = _session_item(session)
    try:
        item.update(
            [_SessionItem.refresh_id.set(refresh_id), _SessionItem.expires_at.set(expires_at)],
            condition=_SessionItem.refresh_id == session.refresh_id,
        )
    except UpdateError as error:
        if condition_failed(error):
            return False
        raise
    return True


def end_session(user_id: str, session_id: str) -> None:
    """Remove a session; its tokens are worthless from now on. Ending an ended one is no error."""
    try:
        _AccountItem(_user_key(user_id), _session_key(session_id)).delete()
    except DeleteError as error:
        if not condition_failed(error):
            raise


def replace_password_hash(user: User, password_hash: str) -> None:
    """Store a new hash of the same password, unless the password has changed meanwhile."""
    item = _user_item(user)
    try:
        item.update(
            [_UserItem.password_hash.set(password_hash)],
            condition=_UserItem.password_hash == user.password_hash,
        )
    except UpdateError as error:
        if not condition_failed(error):
            raise


def _user_key(user_id: str) -> str:
    return f"user#{user_id}"


def _session_key(session_id: str) -> str:
    return f"session#{session_id}"


def _user_item(user: User) -> _UserItem:
    return _UserItem(_user_key(user.user_id), PROFILE, **to_attributes(user))


def _session_item(session: Session) -> _SessionItem:
    return _SessionItem(_user_key(session.user_id), _session_key(session.session_id), **to_attributes(session))
