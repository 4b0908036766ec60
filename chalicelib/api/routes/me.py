"""One's own account."""

from functools import partial

from chalicelib.accounts import addresses, profile
from chalicelib.accounts.owner import fetch_user
from chalicelib.api.http.blueprint import Resource
from chalicelib.api.http.requests import Client
from chalicelib.api.http.responses import Html, Reply, SeeOther
from chalicelib.api.http.schema import Email, Input
from chalicelib.api.models.accounts.users import Name, Password, UserOut, user_out
from chalicelib.api.pages.forms import answer_form, show_form, show_link_form
from chalicelib.api.routes.auth import Done
from chalicelib.authorization import Caller
from chalicelib.errors import (
    CompanyNotEmpty,
    Conflict,
    DomainError,
    EmailTaken,
    InvalidInput,
    LastAdmin,
    LinkExpired,
    ProofNeeded,
    Throttled,
)
from chalicelib.languages import Language
from chalicelib.records.accounts import Purpose

me = Resource(__name__)

_EMAIL_DONE = "/me/email_confirmed"
_PROOF_DONE = "/me/address_proven"


class ProfileChange(Input):
    """What may be changed at will; what is absent stays."""

    name: Name | None = None
    language: Language | None = None


class EmailChange(Input):
    """Another address, with the password as proof."""

    new_email: Email
    password: Password


class Proof(Input):
    """The account's password; with a token of the account in `Authorization` it may be left out."""

    password: Password = ""


class Farewell(Input):
    """The password, as proof that it is meant."""

    password: Password


@me.route("/me")
def get_me(caller: Caller) -> UserOut:
    """Fetch one's own account."""
    return user_out(fetch_user(caller))


@me.route("/me", method="PATCH")
def change_me(caller: Caller, body: ProfileChange) -> UserOut:
    """Change one's name or language."""
    return user_out(profile.change_profile(caller, name=body.name, language=body.language))


@me.route(
    "/me",
    method="DELETE",
    status=204,
    raises=(CompanyNotEmpty, Conflict, InvalidInput, LastAdmin, ProofNeeded, Throttled),
)
def delete_me(caller: Caller, body: Farewell) -> None:
    """Delete one's account and everything personal; the company's invoices stay."""
    profile.delete_account(caller, password=body.password)


@me.route("/me/email", method="POST", status=202, raises=(InvalidInput, ProofNeeded, Throttled))
def request_email_change(caller: Caller, body: EmailChange, client: Client) -> Done:
    """Have a link mailed to the new address; it and the password, or a token of the account, change the address."""
    profile.request_email_change(caller, new_email=body.new_email, password=body.password, base_url=client.base_url)
    return Done(detail="A mail with a link is on its way to the new address.")


@me.route("/me/email_confirm/{uid}/{token}", public=True, raises=(LinkExpired,))
def show_email_change(uid: str, token: str, client: Client) -> Reply[Html]:
    """Show the form that confirms the address with the account's password; this uses nothing up."""
    return _email_page(uid, token, client)


@me.route(
    "/me/email_confirm/{uid}/{token}",
    method="POST",
    public=True,
    raises=(EmailTaken, InvalidInput, LinkExpired, Throttled),
)
def confirm_email_change(
    uid: str, token: str, caller: Caller | None, body: Proof, client: Client
) -> Done | Reply[Html] | SeeOther:
    """Change the address, with the account's password or a token of it. A form gets a page, JSON gets JSON."""

    def confirm() -> Done:
        profile.confirm_email_change(uid, token, caller=caller, password=body.password)
        return Done(detail="The address is confirmed.")

    return answer_form(client, confirm, partial(_email_page, uid, token, client), done=_EMAIL_DONE)


@me.route(_EMAIL_DONE, public=True)
def show_email_done(client: Client) -> Reply[Html]:
    """Say that the address is confirmed."""
    return show_form("email_done", client)


@me.route("/me/address_proof", method="POST", status=202, raises=(Throttled,))
def request_proof(caller: Caller, client: Client) -> Done:
    """Have another link mailed that proves one's address, if it is not proven yet; the older link is void."""
    addresses.request_proof(caller, base_url=client.base_url)
    return Done(detail="If your address is not proven yet, a mail with a link is on its way to it.")


@me.route("/me/address_proof/{uid}/{token}", public=True, raises=(LinkExpired,))
def show_proof(uid: str, token: str, client: Client) -> Reply[Html]:
    """Show the form that proves the address with the account's password; this uses nothing up."""
    return _proof_page(uid, token, client)


@me.route("/me/address_proof/{uid}/{token}", method="POST", public=True, raises=(InvalidInput, LinkExpired, Throttled))
def confirm_proof(
    uid: str, token: str, caller: Caller | None, body: Proof, client: Client
) -> Done | Reply[Html] | SeeOther:
    """Prove the address, with the account's password or a token of it. A form gets a page, JSON gets JSON."""

    def confirm() -> Done:
        addresses.confirm_proof(uid, token, caller=caller, password=body.password)
        return Done(detail="The address is proven.")

    return answer_form(client, confirm, partial(_proof_page, uid, token, client), done=_PROOF_DONE)


@me.route(_PROOF_DONE, public=True)
def show_proof_done(client: Client) -> Reply[Html]:
    """Say that the address is proven."""
    return show_form("proof_done", client)


def _email_page(uid: str, token: str, client: Client, error: DomainError | None = None) -> Reply[Html]:
    """Return the form; it does not tell the present address, since the new one may have been mistyped."""
    if isinstance(error, EmailTaken):
        return show_form("email_failed", client, error=error)
    return show_link_form(
        Purpose.EMAIL, uid, token, client, lambda link, _: {"new_email": link.new_email or ""}, error=error
    )


def _proof_page(uid: str, token: str, client: Client, error: DomainError | None = None) -> Reply[Html]:
    return show_link_form(Purpose.PROOF, uid, token, client, lambda _, user: {"email": user.email}, error=error)
