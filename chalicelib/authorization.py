"""Who may do what: the roles, the caller, and the one place that refuses.

A use case states the role that it needs with `@needs(Role.ADMIN)`; what belongs to another company is not refused but
not found, so that ids tell a stranger nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from chalicelib.errors import AddressUnproven, NoCompany, RoleNeeded

_P = ParamSpec("_P")
_R = TypeVar("_R")


class Role(StrEnum):
    """What a user is in its company."""

    ADMIN = "admin"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who makes a request, as checked against the database in that request.

    `company_id` is the partition of everything the caller may see; empty for a user without a company.
    `sees_company` tells whether a member may read invoices that others brought in, `proven` whether a link that was
    mailed to the caller's address has been opened.
    """

    user_id: str
    session_id: str
    company_id: str
    role: Role
    sees_company: bool
    proven: bool = False

    @property
    def is_admin(self) -> bool:
        """Whether the caller runs the company."""
        return self.role is Role.ADMIN

    def may_see(self, uploaded_by: str) -> bool:
        """Tell whether the caller may read an invoice of its company that this user brought in."""
        return self.is_admin or self.sees_company or uploaded_by == self.user_id

    def may_change(self, uploaded_by: str) -> bool:
        """Tell whether the caller may change an invoice of its company that this user brought in."""
        return self.is_admin or uploaded_by == self.user_id


def needs(
    role: Role, *, proven: bool = False
) -> Callable[[Callable[Concatenate[Caller, _P], _R]], Callable[Concatenate[Caller, _P], _R]]:
    """Let only callers with a company and at least this role into a use case, whose first argument the caller is.

    What reaches other people asks for a `proven` address besides.

    Raises:
        NoCompany: the caller belongs to none.
        RoleNeeded: the caller is a member, and an admin is needed.
        AddressUnproven: the caller has not opened the mailed link yet.

    """

    def decorate(use_case: Callable[Concatenate[Caller, _P], _R]) -> Callable[Concatenate[Caller, _P], _R]:
        @wraps(use_case)
        def guarded(caller: Caller, /, *args: _P.args, **kwargs: _P.kwargs) -> _R:
            if not caller.company_id:
                raise NoCompany
            if role is Role.ADMIN and not caller.is_admin:
                raise RoleNeeded(role)
            if proven and not caller.proven:
                raise AddressUnproven
            return use_case(caller, *args, **kwargs)

        return guarded

    return decorate
