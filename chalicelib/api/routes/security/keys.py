"""API keys: credentials of a company's programs."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.accounts.callers import KEY_PREFIX
from chalicelib.accounts.keys import api_keys
from chalicelib.accounts.keys.api_keys import NewKey
from chalicelib.api.http.blueprint import Resource
from chalicelib.api.http.schema import ONE_LINE, Input, Instant, Output
from chalicelib.authorization import Caller, Scope
from chalicelib.errors import AddressUnproven, Conflict, KeyNotFound, NoCompany, ProofNeeded, RoleNeeded, TooManyKeys
from chalicelib.records.security.keys import ApiKey

keys = Resource(__name__)

KeyScope = Literal["read", "upload", "write", "send"]
Days = Annotated[int, Field(ge=1, le=730, description="After how many days the key ends")]


class KeyIn(Input):
    """A new key: what it is for, what it may do, and how long."""

    name: Annotated[str, Field(min_length=1, max_length=100, pattern=ONE_LINE, examples=["Warehouse"])]
    scopes: Annotated[
        tuple[KeyScope, ...],
        Field(
            min_length=1,
            max_length=4,
            description="`read`, `upload`, `write` (upload, issue, correct, credit, delete), `send` by mail",
        ),
    ]
    days: Days = 365


class KeyRotation(Input):
    """A key's next end, and how long its present secret is good beside the new one."""

    days: Days = 365
    overlap_hours: Annotated[
        int, Field(ge=0, le=168, description="For how many hours the present secret stays good")
    ] = 24


class KeyOut(Output):
    """A key; `key`, the whole of it, is shown when it is made or rotated, and null ever after."""

    id: str
    name: str
    scopes: tuple[KeyScope, ...] = Field(description="What the key may do")
    prefix: str = Field(description="What the key begins with")
    key: str | None = Field(description="The whole key, shown this once: `Authorization: Bearer inv_…`")
    created_by: str = Field(description="The id of the admin for whom the key acts: who made it, or rotated it last")
    created_at: Instant
    ends_at: Instant = Field(description="When the key ends")
    last_used_at: Instant | None = Field(description="When it was last used, to the hour; null for never")


class KeyList(Output):
    """A company's keys, all at once."""

    items: tuple[KeyOut, ...]
    next_cursor: str | None
    has_more: bool


@keys.route("/company/keys", raises=(NoCompany, RoleNeeded))
def list_keys(caller: Caller) -> KeyList:
    """List the company's API keys, those included that ended in the last month (admins)."""
    return KeyList(items=tuple(map(_out, api_keys.list_keys(caller))), next_cursor=None, has_more=False)


@keys.route(
    "/company/keys",
    method="POST",
    status=201,
    raises=(AddressUnproven, Conflict, NoCompany, ProofNeeded, RoleNeeded, TooManyKeys),
)
def make_key(caller: Caller, body: KeyIn) -> KeyOut:
    """Make an API key (admins); the answer has the whole key, once.

    No `Idempotency-Key` is honoured, as the first answer would have to be kept: where it is lost, revoke the key.
    """
    return _new(api_keys.make_key(caller, name=body.name, scopes=map(Scope, body.scopes), days=body.days))


@keys.route(
    "/company/keys/{key_id}/rotate",
    method="POST",
    raises=(AddressUnproven, Conflict, KeyNotFound, NoCompany, ProofNeeded, RoleNeeded),
)
def rotate_key(caller: Caller, key_id: str, body: KeyRotation) -> KeyOut:
    """Give a key another secret (admins); the answer has the whole key, once, and the key acts for who rotates it."""
    return _new(api_keys.rotate_key(caller, key_id, days=body.days, overlap_hours=body.overlap_hours))


@keys.route("/company/keys/{key_id}", method="DELETE", status=204, raises=(KeyNotFound, NoCompany, RoleNeeded))
def revoke_key(caller: Caller, key_id: str) -> None:
    """End a key now (admins)."""
    api_keys.revoke_key(caller, key_id)


def _new(made: NewKey) -> KeyOut:
    return _out(made.key).model_copy(update={"key": made.text})


def _out(key: ApiKey) -> KeyOut:
    return KeyOut.model_validate(
        {
            "id": key.key_id,
            "name": key.name,
            "scopes": key.scopes,
            "prefix": f"{KEY_PREFIX}{key.key_id}",
            "key": None,
            "created_by": key.created_by,
            "created_at": key.created_at,
            "ends_at": key.ends_at,
            "last_used_at": key.last_used_at,
        }
    )
