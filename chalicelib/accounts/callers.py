"""Who is calling. Every request with a token begins here, so this module imports no more than that needs."""

from chalicelib.accounts.tokens import TokenType, verify_token
from chalicelib.authorization import Caller
from chalicelib.errors import SessionEnded
from chalicelib.request_origin import identify
from chalicelib.storage.accounts.callers import find_user_and_session

KEY_PREFIX = "inv_"
"""What API keys begin with, and no access token does."""


def identify_caller(token: str) -> Caller:
    """Return who a bearer token stands for: an API key's, or an access token's.

    Raises:
        NotAuthenticated: it is not genuine, or no longer good.
        SessionEnded: its session or user is gone.

    """
    if not token.startswith(KEY_PREFIX):
        return _authenticate(token)
    from chalicelib.accounts.keys.authentication import authenticate_key

    return authenticate_key(token)


def _authenticate(access_token: str) -> Caller:
    claims = verify_token(access_token, TokenType.ACCESS)
    found = find_user_and_session(claims.user_id, claims.session_id)
    if found is None:
        raise SessionEnded
    user, session = found
    identify(user.user_id, user.company_id)
    return Caller(
        user_id=user.user_id,
        session_id=session.session_id,
        company_id=user.company_id,
        role=user.role,
        sees_company=user.sees_company,
        proven=user.proven_at is not None,
        proof_at=session.last_proof(user),
        factor_missing=user.factor_demanded and not user.has_factor,
    )
