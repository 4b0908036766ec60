"""The team: who is in the company, who is invited, who runs it. Knowing a company's name is not enough to join it."""

import re
from dataclasses import dataclass
from datetime import timedelta

from chalicelib.accounts.companies import fetch_company, forget, refuse_to_strand
from chalicelib.accounts.factors.proof import require_recent_proof
from chalicelib.accounts.links import derive_token
from chalicelib.accounts.owner import fetch_user
from chalicelib.accounts.passwords.new_passwords import check_new_password
from chalicelib.accounts.sessions import Login, new_user, start_session
from chalicelib.accounts.standing import is_new
from chalicelib.accounts.throttling import Action, throttle_account, throttle_address
from chalicelib.authorization import Caller, Role, needs
from chalicelib.clock import now
from chalicelib.errors import (
    BadCursor,
    Conflict,
    InvalidInput,
    InvitationNotFound,
    LinkExpired,
    MemberNotFound,
)
from chalicelib.ids import is_id, time_of
from chalicelib.logs import correlation_id
from chalicelib.records.accounts import User, hash_token
from chalicelib.records.companies import Company, Invitation, Member
from chalicelib.records.security.audit import AuditEvent, AuditKind, happened
from chalicelib.request_origin import RequestOrigin, current
from chalicelib.settings import settings
from chalicelib.storage.accounts import users
from chalicelib.storage.companies import companies, invitations, teams
from chalicelib.storage.queues.mail_jobs import Job, JobKind, enqueue

_SEPARATOR = "."
_INVITATION_ID = re.compile("[0-9a-f]{64}")  # the hash of its token, from which nobody gets the token


@needs(Role.MEMBER)
def list_team(caller: Caller) -> list[tuple[Member, User]]:
    """Return the company's members, in the order in which they joined."""
    return teams.list_members(caller.company_id)


@needs(Role.ADMIN, proven=True)
def invite(caller: Caller, *, email: str, role: Role, base_url: str, source_ip: str) -> None:
    """Have an invitation mailed. The answer does not say whether the address has an account.

    Raises:
        ProofNeeded: an admin is invited, and the caller has not proven recently who they are.
        Throttled: too many invitations; a new company sends few.

    """
    if role is Role.ADMIN:
        require_recent_proof(caller)
    throttle_address(Action.INVITE, source_ip)
    throttle_account(Action.INVITE, caller.company_id)
    if is_new(fetch_company(caller), now()):
        throttle_account(Action.INVITE_AT_FIRST, caller.company_id)
    data = {
        "company_id": caller.company_id,
        "invited_by": caller.user_id,
        "email": email,
        "role": role.value,
        "base_url": base_url,
        "source_ip": source_ip,
        "agent": current().agent,
    }
    enqueue(Job(JobKind.INVITATION, data))


def issue_invitation(job: Job) -> tuple[Company, User, str] | None:
    """Return the company, who invites, and the link; None where there is nothing to mail any more."""
    company = companies.find_company(job.data["company_id"])
    inviter = users.find_user(job.data["invited_by"])
    if company is None or inviter is None or not _runs(inviter, company.company_id):
        return None
    secret = derive_token("invitation", job.job_id, company.company_id)
    invitation = Invitation(
        company_id=company.company_id,
        token_hash=hash_token(secret),
        email=job.data["email"],
        role=Role(job.data["role"]),
        invited_by=inviter.user_id,
        expires_at=time_of(job.job_id) + timedelta(seconds=settings().invitation_seconds),
    )
    origin = RequestOrigin(job.data.get("source_ip", ""), job.data.get("agent", ""), correlation_id() or "")
    offered = {"email": invitation.email, "role": invitation.role}
    if not invitations.put_invitation(
        invitation, happened(inviter, AuditKind.INVITATION_SENT, subject=invitation.email, after=offered, origin=origin)
    ):
        return None
    return company, inviter, f"{company.company_id}{_SEPARATOR}{secret}"


@dataclass(frozen=True, slots=True)
class InvitationPage:
    """Some open invitations, and where the next page begins; without a cursor it is the last."""

    items: tuple[Invitation, ...]
    next_cursor: str | None


@needs(Role.ADMIN)
def list_invitations(caller: Caller, *, limit: int, cursor: str | None) -> InvitationPage:
    """Return a page of the invitations that wait for somebody; ended ones are left out, so that it may be short.

    Raises:
        BadCursor: it is no invitation's id.

    """
    if cursor is not None and not _INVITATION_ID.fullmatch(cursor):
        raise BadCursor
    found = invitations.list_invitations(caller.company_id, after=cursor, limit=limit + 1)
    shown = found[:limit]
    resume = shown[-1][0].token_hash if len(found) > limit else None
    return InvitationPage(tuple(invitation for invitation, is_open in shown if is_open), resume)


@needs(Role.ADMIN)
def revoke_invitation(caller: Caller, invitation_id: str) -> None:
    """End an invitation that waits: its link is good for nothing from now on.

    Raises:
        InvitationNotFound: the company has no such open invitation.

    """
    known = _INVITATION_ID.fullmatch(invitation_id)
    invitation = invitations.find_invitation(caller.company_id, invitation_id) if known else None
    if invitation is None:
        raise InvitationNotFound
    offered = {"email": invitation.email, "role": invitation.role}
    revoked = happened(caller, AuditKind.INVITATION_REVOKED, subject=invitation.email, before=offered)
    if not invitations.revoke_invitation(invitation, revoked):
        raise InvitationNotFound


def describe_invitation(token: str) -> tuple[str, str]:
    """Return the invited address and the company's name, using nothing up.

    Raises:
        LinkExpired: the invitation was accepted, has ended, or never was.

    """
    invitation, company = _open_invitation(token)
    return invitation.email, company.name


def accept_as_new(token: str, *, password: str, name: str, language: str, source_ip: str) -> Login:
    """Make an account for the invited address, in the inviting company; the mailed token proves the address.

    Raises:
        Throttled: too many tries from this network address.
        LinkExpired: the invitation was accepted, has ended, or never was.
        InvalidInput: the password is no good; the invitation still is.
        EmailTaken: an account holds the address; its owner logs in and accepts.

    """
    throttle_address(Action.REGISTER, source_ip)
    invitation, company = _open_invitation(token)
    check_new_password(password, invitation.email, company=company.name)
    user = new_user(
        email=invitation.email,
        password=password,
        name=name,
        language=language,
        company=company,
        role=invitation.role,
        proven_at=now(),
    )
    session, login = start_session(user, user.created_at)
    registered = users.find_registered(user.email)
    invitations.accept_as_new(invitation, company, user, session, registered, event=_joined(user, invitation))
    return login


def accept_as_existing(caller: Caller, token: str) -> None:
    """Move the caller into the inviting company; the mailed token proves the caller's address.

    Raises:
        LinkExpired: the invitation was accepted, has ended, never was, or is another person's.
        LastAdmin: the caller's present company would be left without an admin.
        CompanyNotEmpty: its invoices would be out of reach.
        Conflict: the caller is in the inviting company already.

    """
    invitation, company = _open_invitation(token)
    user = fetch_user(caller)
    if user.email != invitation.email:
        raise LinkExpired("This invitation was sent to another e-mail address.")
    if user.company_id == company.company_id:
        raise Conflict("You are a member of this company already.")
    left = companies.find_company(user.company_id) if user.company_id else None
    refuse_to_strand(left)
    events = [_joined(user, invitation)]
    if left:
        events.append(happened(user, AuditKind.MEMBER_LEFT, subject=user.user_id, before={"role": user.role}))
    invitations.accept_as_existing(invitation, company, user, left, users.find_registered(user.email), events=events)
    forget(left)


def _joined(user: User, invitation: Invitation) -> AuditEvent:
    """Return the event, in the trail of the company that is joined."""
    place = {"email": user.email, "role": invitation.role, "invited_by": invitation.invited_by}
    kind, company_id = AuditKind.MEMBER_JOINED, invitation.company_id
    return happened(user, kind, subject=user.user_id, after=place, company_id=company_id)


@needs(Role.ADMIN)
def change_member_role(caller: Caller, user_id: str, role: Role) -> None:
    """Give a member a new role.

    Raises:
        ProofNeeded: the role is admin, and the caller has not proven recently who they are.
        MemberNotFound: the company has no such member.
        LastAdmin: it would be left without an admin.
        Conflict: the member's place was changed at the same instant.

    """
    if role is Role.ADMIN:
        require_recent_proof(caller)
    user = fetch_member(caller, user_id)
    if user.role is not role:
        was, is_ = {"role": user.role}, {"role": role}
        changed = happened(caller, AuditKind.MEMBER_ROLE_CHANGED, subject=user.user_id, before=was, after=is_)
        teams.change_role(user, role, changed)


@needs(Role.ADMIN)
def remove_member(caller: Caller, user_id: str) -> None:
    """Take somebody out of the company; from the next call on the company's invoices are out of reach.

    Raises:
        MemberNotFound: the company has no such member.
        LastAdmin: it would be left without an admin.
        Conflict: the member's place was changed at the same instant.
        InvalidInput: the caller is the only member.

    """
    user = fetch_member(caller, user_id)
    company = fetch_company(caller)
    if company.members == 1:
        raise InvalidInput(("id", "You are the only member; delete the company instead."))
    was = {"email": user.email, "role": user.role}
    teams.remove_member(user, company, happened(caller, AuditKind.MEMBER_REMOVED, subject=user_id, before=was))


def fetch_member(caller: Caller, user_id: str) -> User:
    """Return a member of the caller's company.

    Raises:
        MemberNotFound: the company has no such member.

    """
    user = users.find_user(user_id) if is_id(user_id) else None
    if user is None or user.company_id != caller.company_id:
        raise MemberNotFound
    return user


def _open_invitation(token: str) -> tuple[Invitation, Company]:
    company_id, _, secret = token.partition(_SEPARATOR)
    invitation = invitations.find_invitation(company_id, hash_token(secret)) if is_id(company_id) else None
    company = companies.find_company(company_id) if invitation else None
    inviter = users.find_user(invitation.invited_by) if invitation else None
    if invitation is None or company is None or inviter is None or not _runs(inviter, company_id):
        raise LinkExpired
    if not _was_proven(inviter, invitation):
        raise LinkExpired
    return invitation, company


def _runs(user: User, company_id: str) -> bool:
    """Tell whether a user is an admin of a company: an invitation is worth as much as who sent it."""
    return user.company_id == company_id and user.role is Role.ADMIN


def _was_proven(inviter: User, invitation: Invitation) -> bool:
    """Tell whether the inviter's address was proven when the invitation was sent: before, it may have been anybody's.

    The end of an invitation is kept in whole seconds.
    """
    invited_at = invitation.expires_at - timedelta(seconds=settings().invitation_seconds)
    return inviter.proven_at is not None and inviter.proven_at.replace(microsecond=0) <= invited_at
