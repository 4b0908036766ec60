"""The company and its team."""

from functools import partial

from chalicelib.accounts import companies, team
from chalicelib.api.http.blueprint import Resource
from chalicelib.api.http.languages import preferred_language
from chalicelib.api.http.requests import Client
from chalicelib.api.http.responses import Html, Reply, SeeOther
from chalicelib.api.http.schema import Input
from chalicelib.api.models.accounts.users import LoginOut, Name, Password, login_out
from chalicelib.api.models.companies import (
    CompanyChange,
    CompanyOut,
    Invitation,
    InvitationOut,
    InvitationPageOut,
    MemberOut,
    Members,
    RoleChange,
    company_out,
)
from chalicelib.api.models.paging import PageQuery
from chalicelib.api.pages.forms import answer_form, show_expired, show_form
from chalicelib.api.routes.auth import Done
from chalicelib.authorization import Caller, Scope
from chalicelib.errors import (
    AddressUnproven,
    BadCursor,
    CompanyNotEmpty,
    Conflict,
    DomainError,
    EmailTaken,
    InvalidInput,
    InvitationNotFound,
    LastAdmin,
    LinkExpired,
    MemberNotFound,
    NoCompany,
    ProofNeeded,
    RoleNeeded,
    Throttled,
)

company = Resource(__name__)

_JOINED = "/company/joined"


class Acceptance(Input):
    """What a new account needs; somebody who is logged in sends an empty object."""

    password: Password = ""
    name: Name = ""


@company.route("/company", scope=Scope.READ, raises=(NoCompany,))
def get_company(caller: Caller) -> CompanyOut:
    """Fetch one's company."""
    return company_out(companies.fetch_company(caller))


@company.route("/company", method="PATCH", raises=(Conflict, InvalidInput, NoCompany, ProofNeeded, RoleNeeded))
def change_company(caller: Caller, body: CompanyChange) -> CompanyOut:
    """Change the company's name, profile or settings (admins); bank details ask for recent proof."""
    changed = companies.change_company(
        caller,
        name=body.name,
        profile=body.profile(),
        members_see_all=body.members_see_all,
        factors_demanded=body.factors_demanded,
    )
    return company_out(changed)


@company.route(
    "/company", method="DELETE", status=204, raises=(CompanyNotEmpty, Conflict, NoCompany, ProofNeeded, RoleNeeded)
)
def delete_company(caller: Caller) -> None:
    """Delete a company that has no invoices and no other members (admins)."""
    companies.delete_company(caller)


@company.route("/company/members", raises=(NoCompany,))
def list_members(caller: Caller) -> Members:
    """List the company's members, in the order in which they joined."""
    items = [
        MemberOut(id=user.user_id, email=user.email, name=user.name, role=member.role, joined_at=member.joined_at)
        for member, user in team.list_team(caller)
    ]
    return Members(items=items, next_cursor=None, has_more=False)


@company.route(
    "/company/members/{member_id}",
    method="PATCH",
    status=204,
    raises=(Conflict, LastAdmin, MemberNotFound, NoCompany, ProofNeeded, RoleNeeded),
)
def change_role(caller: Caller, member_id: str, body: RoleChange) -> None:
    """Give a member another role (admins); a company is never without an admin, and a new one asks for recent proof."""
    team.change_member_role(caller, member_id, body.role)


@company.route(
    "/company/members/{member_id}",
    method="DELETE",
    status=204,
    raises=(Conflict, InvalidInput, LastAdmin, MemberNotFound, NoCompany, RoleNeeded),
)
def remove_member(caller: Caller, member_id: str) -> None:
    """Remove a member (admins); the company is out of the member's reach from the next call on."""
    team.remove_member(caller, member_id)


@company.route(
    "/company/invitations",
    method="POST",
    status=202,
    idempotent=True,
    raises=(AddressUnproven, NoCompany, ProofNeeded, RoleNeeded, Throttled),
)
def invite(caller: Caller, body: Invitation, client: Client) -> Done:
    """Invite somebody by e-mail (admins); to invite an admin asks for recent proof.

    The answer does not say whether the address has an account.
    """
    team.invite(caller, email=body.email, role=body.role, base_url=client.base_url, source_ip=client.source_ip)
    return Done(detail="The invitation is on its way.")


@company.route("/company/invitations", raises=(BadCursor, NoCompany, RoleNeeded))
def list_invitations(caller: Caller, query: PageQuery) -> InvitationPageOut:
    """List the invitations that wait for somebody (admins)."""
    page = team.list_invitations(caller, limit=query.limit, cursor=query.cursor)
    items = [
        InvitationOut(
            id=each.token_hash,
            email=each.email,
            role=each.role,
            invited_by=each.invited_by,
            expires_at=each.expires_at,
        )
        for each in page.items
    ]
    return InvitationPageOut(items=items, next_cursor=page.next_cursor, has_more=page.next_cursor is not None)


@company.route(
    "/company/invitations/{invitation_id}",
    method="DELETE",
    status=204,
    raises=(InvitationNotFound, NoCompany, RoleNeeded),
)
def revoke_invitation(caller: Caller, invitation_id: str) -> None:
    """Revoke an invitation that waits (admins); its link is good for nothing from now on."""
    team.revoke_invitation(caller, invitation_id)


@company.route("/company/invitations/{token}/accept", public=True, raises=(LinkExpired,))
def show_invitation(token: str, client: Client) -> Reply[Html]:
    """Show the form that makes an account for the invited address; this uses nothing up."""
    return _invitation_page(token, client)


@company.route(
    "/company/invitations/{token}/accept",
    method="POST",
    public=True,
    raises=(CompanyNotEmpty, Conflict, EmailTaken, InvalidInput, LastAdmin, LinkExpired, Throttled),
)
def accept_invitation(
    token: str, caller: Caller | None, body: Acceptance, client: Client
) -> LoginOut | Done | Reply[Html] | SeeOther:
    """Join the inviting company: with a token as oneself, without one as a new user."""
    if caller:
        team.accept_as_existing(caller, token)
        return Done(detail="You have joined the company.")

    def accept() -> LoginOut:
        login = team.accept_as_new(
            token,
            password=body.password,
            name=body.name,
            language=preferred_language(client.languages),
            source_ip=client.source_ip,
        )
        return login_out(login)

    return answer_form(client, accept, partial(_invitation_page, token, client), done=_JOINED)


@company.route(_JOINED, public=True)
def show_joined(client: Client) -> Reply[Html]:
    """Say that the account is made."""
    return show_form("invitation_done", client)


def _invitation_page(token: str, client: Client, error: DomainError | None = None) -> Reply[Html]:
    try:
        email, company_name = team.describe_invitation(token)
    except LinkExpired:
        return show_expired(client)
    return show_form(
        "invitation",
        client,
        words={"email": email, "company": company_name},
        asks_for="password",
        asks_name=True,
        error=error,
    )
