"""Identity providers on this machine: a real one, and one that signs whatever it is asked to, for attacks."""

import hashlib
import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
import requests
from joserfc import jwt
from joserfc.jwk import RSAKey
from oidc_provider_mock import User, run_server_in_thread

from chalicelib.accounts.oidc.provider import forget_provider
from chalicelib.settings import settings
from tests.support.api import Answer, Api

CLIENT = "invoices"
CALLBACK = "https://api.example.com/dev/auth/oidc/callback"
SECRET = "x" * 43

Claims = dict[str, Any]


def use_provider(monkeypatch: pytest.MonkeyPatch, issuer: str, **variables: str) -> None:
    """Have the API know this provider."""
    known = {"OIDC_ISSUER": issuer, "OIDC_CLIENT_ID": CLIENT, "OIDC_OVER_HTTP": "true", **variables}
    for name, value in known.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    forget_provider()


def challenge_of(secret: str) -> str:
    """Return the hash of a browser's secret (S256 of RFC 7636)."""
    return urlsafe_b64encode(hashlib.sha256(secret.encode()).digest()).rstrip(b"=").decode()


def begin(api: Api, *, secret: str = SECRET, anew: bool = False) -> str:
    """Begin a log-in, and return where the browser is sent."""
    begun = api.call("POST", "/auth/oidc/begin", {"challenge": challenge_of(secret), "anew": anew})
    assert begun.status == 200, begun.body
    return str(begun.json["url"])


def come_back(api: Api, answer: dict[str, str], *, secret: str = SECRET, **more: Any) -> Answer:
    """Bring the provider's answer to the API."""
    return api.call("POST", "/auth/oidc/login", {**answer, "secret": secret, **more})


def asked(url: str) -> dict[str, str]:
    """Return what an address asks the provider for."""
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def keep_secret(secret: str) -> str:
    """Keep what a provider gave us, and return the name of the secret."""
    name, kept = "given-by-the-provider", json.dumps({"client_secret": secret})
    boto3.client("secretsmanager").create_secret(Name=name, SecretString=kept)
    return name


@contextmanager
def real_provider(monkeypatch: pytest.MonkeyPatch, subject: str, **claims: Any) -> Iterator[None]:
    """Let a real provider run that knows one person and us, and have the API know it."""
    with running_provider(subject, **claims) as issuer:
        known = make_known(issuer, CALLBACK, "client_secret_basic")
        secret = keep_secret(known["client_secret"])
        use_provider(monkeypatch, issuer, OIDC_CLIENT_ID=known["client_id"], OIDC_CLIENT_SECRET=secret)
        yield


@contextmanager
def running_provider(subject: str, **claims: Any) -> Iterator[str]:
    """Yield the issuer of a real provider that knows one person."""
    people = [User(sub=subject, claims=claims)]
    with run_server_in_thread(user_claims=people, require_nonce=True, require_client_registration=True) as server:
        yield f"http://localhost:{server.server_port}"


def make_known(issuer: str, callback: str, method: str) -> dict[str, str]:
    """Make us known to a real provider, and return what it calls us and what it gives us."""
    wanted = {"redirect_uris": [callback], "token_endpoint_auth_method": method}
    known: dict[str, str] = requests.post(f"{issuer}/oauth2/clients", json=wanted, timeout=5).json()
    return known


def sign_in(url: str, subject: str) -> str:
    """Log in to the real provider as a browser would, and return where it sends the browser."""
    answer = requests.post(url, data={"sub": subject}, allow_redirects=False, timeout=5)
    assert answer.status_code == 302, answer.text
    return str(answer.headers["Location"])


def new_key(kid: str = "first") -> RSAKey:
    """Return a key that signs."""
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig"})


_KEYS = (new_key("first"), new_key("second"))


@dataclass
class CrookedProvider:
    """A provider whose every answer a test may twist. It checks what a real one must: code, PKCE, redirect, client."""

    issuer: str = ""
    claims: Claims = field(default_factory=dict)
    twist: Callable[[Claims], Claims] = lambda claims: claims
    sign: Callable[["CrookedProvider", Claims], str] | None = None
    document: Claims = field(default_factory=dict)
    leads_elsewhere: bool = False
    key: RSAKey = field(default_factory=lambda: _KEYS[0])
    published: list[dict[str, Any]] = field(default_factory=lambda: [dict(_KEYS[0].as_dict(private=False))])
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    redeemed: list[tuple[dict[str, str], dict[str, str]]] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)

    def answer(self, url: str, code: str = "") -> dict[str, str]:
        """Let the person in, and return what the browser brings back."""
        query = asked(url)
        code = code or f"code{len(self.codes)}"
        self.codes[code] = query
        return {"state": query["state"], "code": code}

    def rotate(self) -> None:
        """Sign with another key, and publish that one alone."""
        self.key = _KEYS[1]
        self.published = [dict(self.key.as_dict(private=False))]

    def published_document(self) -> Claims:
        """Return what the provider says of itself."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            **self.document,
        }

    def token(self, form: dict[str, str]) -> tuple[int, Claims]:
        """Return what the token endpoint answers."""
        query = self.codes.pop(form.get("code", ""), None)
        if query is None or challenge_of(form["code_verifier"]) != query["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        if form["redirect_uri"] != query["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        instant = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "4711",
            "iat": instant,
            "exp": instant + 300,
            "nonce": query["nonce"],
            "auth_time": instant,
            "email": "ann@example.com",
            "email_verified": True,
            "name": "Ann",
            **self.claims,
        }
        twisted = self.twist(claims)
        return 200, {"token_type": "Bearer", "access_token": "a", "id_token": (self.sign or _signed)(self, twisted)}


def _signed(provider: CrookedProvider, claims: Claims) -> str:
    return jwt.encode({"alg": "RS256", "kid": provider.key.kid}, claims, provider.key)


class _Patient(ThreadingHTTPServer):
    """A server that a crowd may come to at once."""

    request_queue_size = 128


@contextmanager
def crooked_provider(**known: Any) -> Iterator[CrookedProvider]:
    """Yield a provider, which answers as long as the context is open."""
    provider = CrookedProvider(**known)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            provider.fetched.append(self.path)
            if provider.leads_elsewhere:
                self.send_response(302)
                self.send_header("Location", f"{provider.issuer}/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()
            elif self.path == "/jwks":
                self._say(200, {"keys": provider.published})
            else:
                self._say(200, provider.published_document())

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            form = {name: values[0] for name, values in parse_qs(self.rfile.read(length).decode()).items()}
            provider.redeemed.append((form, dict(self.headers.items())))
            self._say(*provider.token(form))

        def _say(self, status: int, body: Claims) -> None:
            text = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            pass

    server = _Patient(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
