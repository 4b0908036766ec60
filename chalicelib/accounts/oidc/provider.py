"""The identity provider that the operator named: what it publishes, and redeeming its codes.

Where it is follows from its issuer alone (OpenID Connect Discovery 1.0): the document there must name that very issuer,
and its addresses must be HTTPS. Nothing that a browser brings decides where a request goes.
"""

import json
import time
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from urllib.parse import quote_plus, urlencode, urlsplit

from chalicelib.errors import OidcRefused, OidcUnavailable, OidcUnreachable
from chalicelib.fetching import Fetched, FetchFailed, fetch
from chalicelib.json_data import JsonObject
from chalicelib.logs import logger
from chalicelib.settings import settings
from chalicelib.storage.aws.secrets import read_oidc_client_secret

_MAX_SECONDS = 5.0  # a log-in asks three times at most
_MAX_BYTES = 500_000
_KEPT_SECONDS = 3_600
_OK = 200
_FORM = "application/x-www-form-urlencoded"
_WELL_KNOWN = "/.well-known/openid-configuration"
_ADDRESSES = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True, slots=True)
class Provider:
    """What a provider publishes of itself, as far as a log-in needs it."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    takes_basic: bool
    names_itself: bool
    """Whether its answers say who gives them (RFC 9207)."""


@dataclass(slots=True)
class _Kept:
    """What this process knows of a provider, and since when."""

    provider: Provider
    keys: JsonObject | None = None
    since: float = field(default_factory=time.monotonic)

    def is_fresh(self, issuer: str) -> bool:
        """Tell whether it is of this issuer, and young enough."""
        return self.provider.issuer == issuer and time.monotonic() - self.since < _KEPT_SECONDS


def provider_name() -> str | None:
    """Return what people call the provider, its host unless the operator says; None where none is named."""
    known = settings()
    return (known.oidc_name or urlsplit(known.oidc_issuer).hostname) if known.oidc_issuer else None


class _Memory:
    """What was published is asked for once an hour and process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: _Kept | None = None

    def current(self) -> _Kept:
        """Return what is known of the provider, at most an hour old."""
        issuer = settings().oidc_issuer
        if not issuer:
            raise OidcUnavailable
        with self._lock:
            if self._kept is None or not self._kept.is_fresh(issuer):
                self._kept = _Kept(_discover(issuer))
            return self._kept

    def forget(self) -> None:
        """Drop what was read."""
        self._kept = None


_MEMORY = _Memory()


def forget_provider() -> None:
    """Make the next use ask the provider again."""
    _MEMORY.forget()


def discover() -> Provider:
    """Return the provider.

    Raises:
        OidcUnavailable: the operator has named none.
        OidcUnreachable: it does not answer, or not as the provider of that issuer.

    """
    return _MEMORY.current().provider


def published_keys(*, anew: bool) -> JsonObject:
    """Return the keys that the provider signs with (RFC 7517), asked for `anew` where one is missing: it changes them.

    Raises:
        OidcUnavailable, OidcUnreachable: as for `discover`.

    """
    kept = _MEMORY.current()
    if anew or kept.keys is None:
        kept.keys = _fetch_json("GET", kept.provider.jwks_uri)
    return kept.keys


def redeem(code: str, *, code_verifier: str, redirect_uri: str) -> str:
    """Return the ID token that the provider gives for a code.

    Raises:
        OidcRefused: it gives none for this code.
        OidcUnreachable: it does not answer.

    """
    provider = discover()
    fields = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": redirect_uri,
        "code_verifier": code_verifier,
    }
    headers = {"Content-Type": _FORM}
    secret, client_id = read_oidc_client_secret(), settings().oidc_client_id
    if secret and provider.takes_basic:
        pair = f"{quote_plus(client_id)}:{quote_plus(secret)}"  # RFC 6749, 2.3.1
        headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
    else:
        fields |= {"client_id": client_id} | ({"client_secret": secret} if secret else {})
    answer = _fetch("POST", provider.token_endpoint, headers=headers, body=urlencode(fields).encode())
    token = _parse(answer).get("id_token") if answer.status == _OK else None
    if not isinstance(token, str):
        logger().warning("the identity provider gave no ID token for a code", status=answer.status)
        raise OidcRefused
    return token


def _discover(issuer: str) -> Provider:
    found = _fetch_json("GET", issuer.rstrip("/") + _WELL_KNOWN)
    if found.get("issuer") != issuer:
        raise _unlike_a_provider("its document names another issuer")
    addresses = {name: found.get(name) for name in _ADDRESSES}
    if not all(isinstance(address, str) and _is_safe(address) for address in addresses.values()):
        raise _unlike_a_provider("its document lacks an address, or has one that is not HTTPS")
    methods = found.get("token_endpoint_auth_methods_supported") or [
        "client_secret_basic"
    ]  # the default of Discovery 1.0
    return Provider(
        issuer=issuer,
        takes_basic="client_secret_basic" in methods,
        names_itself=found.get("authorization_response_iss_parameter_supported") is True,
        **{name: str(address) for name, address in addresses.items()},
    )


def _is_safe(address: str) -> bool:
    return urlsplit(address).scheme in ({"https", "http"} if settings().oidc_over_http else {"https"})


def _fetch_json(method: str, url: str) -> JsonObject:
    answer = _fetch(method, url, headers={})
    if answer.status != _OK:
        raise _unlike_a_provider(f"{urlsplit(url).path} answered {answer.status}")
    return _parse(answer)


def _fetch(method: str, url: str, *, headers: Mapping[str, str], body: bytes | None = None) -> Fetched:
    if not _is_safe(url):
        raise _unlike_a_provider("its address is not HTTPS")
    asked = {"Accept": "application/json", "User-Agent": "invoice-system", **headers}
    try:
        return fetch(method, url, max_seconds=_MAX_SECONDS, max_bytes=_MAX_BYTES, headers=asked, body=body)
    except FetchFailed as error:
        raise _unlike_a_provider(str(error)) from error


def _parse(answer: Fetched) -> JsonObject:
    try:
        parsed = json.loads(answer.body)
    except (ValueError, RecursionError) as error:
        raise _unlike_a_provider("its answer is not JSON") from error
    if not isinstance(parsed, dict):
        raise _unlike_a_provider("its answer is not a JSON object")
    return parsed


def _unlike_a_provider(reason: str) -> OidcUnreachable:
    """Return the error, and tell the operator why."""
    logger().warning("the identity provider can't be used", reason=reason)
    return OidcUnreachable()
