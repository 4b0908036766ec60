"""ID tokens: proven by joserfc, and then held against what was asked for (OpenID Connect Core 1.0, 3.1.3.7).

Imported only where one has come (`log_in`): it brings public-key cryptography.
"""

from datetime import UTC, datetime
from typing import Any, Protocol
from urllib.parse import urlsplit

from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import JWKRegistry, Key, KeySet

from chalicelib.accounts.emails import normalise_email
from chalicelib.errors import OidcRefused
from chalicelib.json_data import JsonObject
from chalicelib.logs import logger
from chalicelib.records.security.identities import Asserted

_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
_MAX_TOKEN = 50_000  # characters
_MAX_SUBJECT = 255  # Core 1.0, 2
_MAX_NAME = 200
_LEEWAY_SECONDS = 60
_ENTRA = "login.microsoftonline."
_GOOGLE = "https://accounts.google.com"


class Keys(Protocol):
    """What gives the keys that an issuer publishes."""

    def __call__(self, *, anew: bool) -> JsonObject:
        """Return a key set (RFC 7517)."""


def read_id_token(token: str, keys: Keys, *, issuer: str, client_id: str, nonce: str) -> Asserted:
    """Return what a genuine ID token says of its person.

    `keys` gives those that the issuer publishes; they are asked for anew where the token's is none of them.

    Raises:
        OidcRefused: it is not the issuer's, not for us, not for this log-in, or over; the log has the reason.

    """
    try:
        claims = _proven(token, keys)
        _check(claims, issuer=issuer, client_id=client_id, nonce=nonce)
        return _asserted(claims)
    except (JoseError, ValueError, TypeError, KeyError, OverflowError) as error:
        logger().warning("an ID token was refused", reason=f"{type(error).__name__}: {str(error)[:200]}")
        raise OidcRefused from error


def _proven(token: str, keys: Keys) -> JsonObject:
    if len(token) > _MAX_TOKEN:
        raise ValueError("it is too long")
    try:
        return jwt.decode(token, _key_set(keys(anew=False)), algorithms=_ALGORITHMS).claims
    except InvalidKeyIdError:
        return jwt.decode(token, _key_set(keys(anew=True)), algorithms=_ALGORITHMS).claims


def _key_set(published: JsonObject) -> KeySet:
    """Return the public keys that sign; what else is published is left out, and so is any key that others share."""
    known = [key for key in published["keys"] if isinstance(key, dict)]
    signing = [key for key in known if key.get("use", "sig") == "sig" and key.get("kty") != "oct"]
    return KeySet([key for key in map(_import, signing) if key])


def _import(published: JsonObject) -> Key | None:
    """Return a key, or None for one that joserfc can't read, such as one of a newer curve."""
    try:
        return JWKRegistry.import_key(published)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        reason = f"{type(error).__name__}: {str(error)[:200]}"
        logger().warning(
            "a key of the identity provider was left out", kid=str(published.get("kid"))[:100], reason=reason
        )
        return None


def _check(claims: JsonObject, *, issuer: str, client_id: str, nonce: str) -> None:
    wanted: dict[str, Any] = {
        "iss": {"essential": True, "value": issuer},
        "aud": {"essential": True},
        "sub": {"essential": True},
        "exp": {"essential": True},
        "iat": {"essential": True},
        "nonce": {"essential": True, "value": nonce},
    }
    jwt.JWTClaimsRegistry(leeway=_LEEWAY_SECONDS, **wanted).validate(claims)
    if claims["aud"] not in (client_id, [client_id]) or claims.get("azp", client_id) != client_id:
        raise ValueError("it is for others, too")
    if not isinstance(claims["nonce"], str) or not 0 < len(claims["sub"]) <= _MAX_SUBJECT:
        raise ValueError("its nonce or subject is none")


def _asserted(claims: JsonObject) -> Asserted:
    return Asserted(
        issuer=claims["iss"],
        subject=claims["sub"],
        email=_verified_email(claims),
        name=_plain_name(claims.get("name")),
        authenticated_at=_instant(claims.get("auth_time")),
    )


def _instant(at: object) -> datetime | None:
    return datetime.fromtimestamp(at, UTC) if isinstance(at, int | float) and not isinstance(at, bool) else None


def _verified_email(claims: JsonObject) -> str:
    """Return the address if the issuer vouches for it, else nothing.

    Microsoft Entra lets a tenant write any address into `email`. Its `xms_edov` says that the tenant has proven the
    address's domain. Google speaks for its own mailboxes and for organisations' accounts (`hd`), and verified any other
    address once, when its Google account was made: it may be another's by now.
    """
    if not claims.get("email") or not _is_vouched_for(claims):
        return ""
    try:
        email = normalise_email(str(claims["email"]))
    except ValueError:  # a linked identity needs none
        return ""
    speaks_for_it = claims["iss"] != _GOOGLE or email.endswith("@gmail.com") or bool(claims.get("hd"))
    return email if speaks_for_it else ""


def _is_vouched_for(claims: JsonObject) -> bool:
    entra = str(urlsplit(str(claims["iss"])).hostname).startswith(_ENTRA)
    says = claims.get("xms_edov" if entra else "email_verified")
    if entra and says in (1, "1"):
        return True
    return says is True or says == "true"  # Amazon Cognito writes some as text


def _plain_name(name: object) -> str:
    r"""Return a name as forms take it, on one line.

    >>> _plain_name("Ann\r\nBcc: x"), _plain_name(None)
    ('Ann  Bcc: x', '')
    """
    text = name if isinstance(name, str) else ""
    return "".join(letter if letter.isprintable() else " " for letter in text)[:_MAX_NAME].strip()
