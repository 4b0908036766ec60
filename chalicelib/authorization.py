"""Who may do what: the roles, the scopes, the caller, and the one place that refuses.

A use case states the role that it needs with `@needs(Role.ADMIN)`, a route the scope; what belongs to another company
is not refused but not found, so that ids tell a stranger nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from chalicelib.errors import (
    AddressUnproven,
    FactorNeeded,
    NoCompany,
    NotYours,
    RoleNeeded,
    ScopeMissing,
    VersionMismatch,
)

_P = ParamSpec("_P")
_R = TypeVar("_R")


class Role(StrEnum):
    """What a user is in its company."""

    ADMIN = "admin"
    ACCOUNTANT = "accountant"
    MEMBER = "member"
    VIEWER = "viewer"


class Scope(StrEnum):
    """What a route does with the company's invoices. A key has some of these, a viewer the first one alone.

    `decide` is to approve and to pay: it takes a person, and no key has it.
    """

    READ = "read"
    UPLOAD = "upload"
    WRITE = "write"
    SEND = "send"
    DECIDE = "decide"


_OVERSEERS = {Role.ADMIN, Role.ACCOUNTANT, Role.VIEWER}
_BOOKKEEPERS = {Role.ADMIN, Role.ACCOUNTANT}


@dataclass(frozen=True, slots=True)
class Caller:
    """Who makes a request, as checked against the database in that request.

    `company_id` is the partition of everything the caller may see; empty for a user without a company.
    `sees_company` tells whether a member may read invoices that others added, `proven` whether a link that was
    mailed to the caller's address has been opened. `proof_at` is when the person last gave the password;
    `factor_missing` tells that the company asks for a second factor and there is none. A request with an API key is
    its maker's, within the key's scopes.
    """

    user_id: str
    session_id: str
    company_id: str
    role: Role
    sees_company: bool
    proven: bool = False
    proof_at: datetime | None = None
    factor_missing: bool = False
    key_id: str | None = None
    key_scopes: frozenset[Scope] = frozenset()

    @property
    def scopes(self) -> frozenset[Scope]:
        """What the caller may do with the company's invoices; who may write may upload."""
        if self.key_id:
            return self.key_scopes | ({Scope.UPLOAD} if Scope.WRITE in self.key_scopes else set())
        return frozenset({Scope.READ} if self.role is Role.VIEWER else Scope)

    @property
    def sees_all(self) -> bool:
        """Whether the caller may read what others added: a member as the company has set it, all others always."""
        return self.role in _OVERSEERS or self.sees_company

    @property
    def is_admin(self) -> bool:
        """Whether the caller runs the company."""
        return self.role is Role.ADMIN

    def may_see(self, uploaded_by: str) -> bool:
        """Tell whether the caller may read an invoice of its company that this user added."""
        return self.sees_all or uploaded_by == self.user_id

    def may_change(self, uploaded_by: str) -> bool:
        """Tell whether the caller may change an invoice of its company that this user added."""
        return self.role in _BOOKKEEPERS or uploaded_by == self.user_id


class Owned(Protocol):
    """What somebody of the company made, in one of its versions."""

    @property
    def created_by(self) -> str:
        """Who made it."""

    @property
    def version(self) -> int:
        """Raised by each change."""


def check_change(caller: Caller, owned: Owned, expected: int | None) -> None:
    """Let a caller change what it may change, if it is still the version that the caller names, where it names one.

    Raises:
        NotYours: the caller may only read it.
        VersionMismatch: it is no longer the version that the caller has seen.

    """
    if not caller.may_change(owned.created_by):
        raise NotYours
    check_version(owned.version, expected)


def check_version(version: int, expected: int | None) -> None:
    """Let a change pass that is of the version that the caller has seen, if it says which; raise `VersionMismatch`."""
    if expected is not None and expected != version:
        raise VersionMismatch


def check_scope(caller: Caller, scope: Scope | None) -> None:
    """Let a caller do what a route is for; one without a scope is for people alone.

    Raises:
        ScopeMissing: the request bears a key that may not do this.
        RoleNeeded: the caller is a viewer.

    """
    if scope in caller.scopes or not (caller.key_id or scope):
        return
    raise ScopeMissing(scope or Scope.DECIDE) if caller.key_id else RoleNeeded(Role.MEMBER)


def _check_role(caller: Caller, role: Role) -> None:
    if role is Role.ADMIN and not caller.is_admin:
        raise RoleNeeded(role)
    if role is Role.ACCOUNTANT and caller.role not in _BOOKKEEPERS:
        raise RoleNeeded("admin or accountant")


def needs(
    role: Role, *, proven: bool = False
) -> Callable[[Callable[Concatenate[Caller, _P], _R]], Callable[Concatenate[Caller, _P], _R]]:
    """Let only callers with a company and at least this role into a use case, whose first argument the caller is.

    What reaches other people asks for a `proven` address besides.

    Raises:
        NoCompany: the caller belongs to none.
        FactorNeeded: the company asks for a second factor, and the caller has none.
        RoleNeeded: an admin is needed, or an admin or accountant.
        AddressUnproven: the caller has not opened the mailed link yet.

    """

    def decorate(use_case: Callable[Concatenate[Caller, _P], _R]) -> Callable[Concatenate[Caller, _P], _R]:
        @wraps(use_case)
        def guarded(caller: Caller, /, *args: _P.args, **kwargs: _P.kwargs) -> _R:
            if not caller.company_id:
                raise NoCompany
            if caller.factor_missing:
                raise FactorNeeded
            _check_role(caller, role)
            if proven and not caller.proven:
                raise AddressUnproven
            return use_case(caller, *args, **kwargs)

        return guarded

    return decorate
