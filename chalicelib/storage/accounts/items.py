"""The accounts table's items, by kind.

    user#<id>            profile          the user
    user#<id>            session#<sid>    one session, gone when it ends
    user#<id>            factor#totp      the authenticator app
    user#<id>            passkey#<hash>   a passkey
    user#<id>            factor#recovery  recovery codes, where there are passkeys and no app
    user#<id>            challenge#<hash> what an authenticator was asked to sign, gone with its first use
    user#<id>            link#<purpose>   the newest mailed link of a purpose, as a hash
    user#<id>            identity#<hash>  who the person is, or was until it was unlinked, at an identity provider
    identity#<id>        claim            whose that identity is
    oidc#<hash>          flow             a log-in that waits for an identity provider
    email#<normalised>   claim            who holds the address
    email#<normalised>   unproven#<id>    who registered with the address and has not proven it
    throttle#<key>       window#<start>   how often something was tried in a window of time

What belongs to a user shares a partition, so that one strongly consistent batch read answers "who is this, still?".
"""

from pynamodb.attributes import (
    BooleanAttribute,
    DiscriminatorAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UTCDateTimeAttribute,
)

from chalicelib.authorization import Role
from chalicelib.records.accounts import User
from chalicelib.storage.aws.table import StoredItem, TableMeta, to_attributes, to_record

PROFILE = "profile"
CLAIM = "claim"
UNPROVEN = "unproven#"
SESSION = "session#"
LINK = "link#"
FACTOR = "factor#totp"
RECOVERY = "factor#recovery"
PASSKEY = "passkey#"
CHALLENGE = "challenge#"
IDENTITY = "identity#"


class AccountItem(StoredItem):
    """Any item of the table."""

    class Meta(TableMeta):
        """Where the items are."""

        setting = "accounts_table"

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    kind = DiscriminatorAttribute()
    expires_at = TTLAttribute(null=True)


class UserItem(AccountItem, discriminator="user"):
    """A user."""

    user_id = UnicodeAttribute()
    email = UnicodeAttribute()
    name = UnicodeAttribute()
    password_hash = UnicodeAttribute()
    company_id = UnicodeAttribute()
    role = UnicodeAttribute()
    sees_company = BooleanAttribute()
    language = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    sessions_from = UTCDateTimeAttribute()
    proven_at = UTCDateTimeAttribute(null=True)
    has_factor = BooleanAttribute(default=False)
    factor_demanded = BooleanAttribute(default=False)
    passkeys = NumberAttribute(default=0)
    factor_at = UTCDateTimeAttribute(null=True)


class SessionItem(AccountItem, discriminator="session"):
    """A session."""

    session_id = UnicodeAttribute()
    user_id = UnicodeAttribute()
    refresh_id = UnicodeAttribute()
    created_at = UTCDateTimeAttribute()
    previous_id = UnicodeAttribute(null=True)
    rotated_at = UTCDateTimeAttribute(null=True)
    client = UnicodeAttribute(null=True)
    started_at = UTCDateTimeAttribute(null=True)
    ends_at = UTCDateTimeAttribute(null=True)
    proof_at = UTCDateTimeAttribute(null=True)
    source_ip = UnicodeAttribute(null=True)
    agent = UnicodeAttribute(null=True)


class LinkItem(AccountItem, discriminator="link"):
    """A mailed link."""

    token_hash = UnicodeAttribute()
    job_id = UnicodeAttribute()
    new_email = UnicodeAttribute(null=True)
    used = BooleanAttribute(default=False)


class EmailItem(AccountItem, discriminator="email"):
    """A claim on an address."""

    user_id = UnicodeAttribute()


class ThrottleItem(AccountItem, discriminator="throttle"):
    """A counter of tries."""

    tries = NumberAttribute(default=0)


def user_key(user_id: str) -> str:
    """Return the partition of a user."""
    return f"user#{user_id}"


def session_key(session_id: str) -> str:
    """Return the sort key of a session among what its user has."""
    return f"{SESSION}{session_id}"


def email_key(email: str) -> str:
    """Return the partition of a normalised address."""
    return f"email#{email}"


def to_user(item: UserItem) -> User:
    """Return the user that an item holds."""
    return to_record(User, item, role=Role(item.role))


def to_user_item(user: User) -> UserItem:
    """Return the item that holds a user."""
    return UserItem(user_key(user.user_id), PROFILE, **to_attributes(user))
