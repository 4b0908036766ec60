"""Posting an event to an endpoint that a company has named: signed, bounded, and never into our own network.

The signature is that of the Standard Webhooks specification: HMAC-SHA-256 over id, timestamp and body. The name is
resolved once, every address that it has must be a public one, and the connection is made to the address that was
checked, so that a second answer of the name server changes nothing. Redirects are not followed.
"""

import base64
import hashlib
import hmac
import http.client
import ipaddress
import secrets
import socket
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

MAX_SECONDS = 10  # of a whole exchange, however often a byte comes
MAX_URL = 2_000
SECRET_BYTES = 32
SECRET_PREFIX = "whsec_"
USER_AGENT = "invoice-system-webhooks/1"
_PORTS = {443, 8443}
_SUCCESS = range(200, 300)


class EndpointRefused(Exception):
    """The endpoint is one that nothing is sent to."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an endpoint answered: a status, or the reason why there is none."""

    status: int | None
    error: str | None

    @property
    def successful(self) -> bool:
        """Whether the endpoint has taken the event."""
        return self.status in _SUCCESS


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint's address, taken apart."""

    scheme: str
    host: str
    port: int
    target: str


def new_secret() -> str:
    """Return a secret for signatures."""
    return SECRET_PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def sign(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    """Return the signature header's value.

    >>> body = b'{"test": 2432232314}'
    >>> sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
    """
    key = base64.b64decode(secret.removeprefix(SECRET_PREFIX))
    digest = hmac.new(key, f"{message_id}.{timestamp}.".encode() + body, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()


def parse_endpoint(url: str, *, allow_private: bool) -> Endpoint:
    """Return an endpoint's parts; refuse what is no plain HTTPS address of another's.

    >>> parse_endpoint("https://hooks.example.com/in?x=1", allow_private=False).target
    '/in?x=1'

    Raises:
        EndpointRefused: says why.

    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise EndpointRefused("is no address") from error
    schemes = {"https", "http"} if allow_private else {"https"}
    if len(url) > MAX_URL or parts.scheme not in schemes or not parts.hostname or not url.isascii():
        raise EndpointRefused("must be an https:// address, in ASCII")
    if parts.username or parts.password or parts.fragment or any(letter <= " " for letter in url):
        raise EndpointRefused("must have no user, password, fragment or blank")
    port = port or (443 if parts.scheme == "https" else 80)
    if not allow_private and port not in _PORTS:
        raise EndpointRefused("must be at port 443 or 8443")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Endpoint(parts.scheme, parts.hostname, port, target)


def resolve(endpoint: Endpoint, *, allow_private: bool) -> str:
    """Return an address of the endpoint's host; all that it has must be public.

    Raises:
        EndpointRefused: one is not, or there is none.

    """
    try:
        found = socket.getaddrinfo(endpoint.host, endpoint.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise EndpointRefused("its name can't be resolved") from error
    addresses = [str(each[4][0]) for each in found]
    if not allow_private and not all(is_public(address) for address in addresses):
        raise EndpointRefused("it is in a private network")
    return addresses[0]


def is_public(address: str) -> bool:
    """Tell whether an address is one of the public internet's: global unicast, also what it wraps.

    >>> [is_public(each) for each in ("8.8.8.8", "10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1", "64:ff9b::a00:1")]
    [True, False, False, False, False]
    >>> [is_public(each) for each in ("2606:4700::1111", "fec0::1", "::a00:1", "64:ff9b:1::1", "192.88.99.1")]
    [True, False, False, False, False]
    """
    known = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(known, ipaddress.IPv6Address):
        inner = _wrapped_by(known)
        if inner is not None:
            return is_public(str(inner))
        if known not in _GLOBAL_UNICAST:
            return False
    elif known in _RELAYS:
        return False
    return known.is_global and not known.is_multicast and not known.is_reserved


def _wrapped_by(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that an IPv6 one stands for, if it does."""
    inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
    if inner is None and address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return inner


_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")  # RFC 4291; all else that IANA has given out is special
_RELAYS = ipaddress.ip_network("192.88.99.0/24")  # RFC 7526: once anycast of 6to4


def post(url: str, secret: str, message_id: str, body: bytes, *, allow_private: bool = False) -> Answer:
    """Post an event; whatever goes wrong is an answer too."""
    try:
        endpoint = parse_endpoint(url, allow_private=allow_private)
        address = resolve(endpoint, allow_private=allow_private)
        return Answer(_exchange(endpoint, address, _headers(secret, message_id, body), body), None)
    except EndpointRefused as refused:
        return Answer(None, f"The endpoint was refused: {refused}.")
    except (OSError, http.client.HTTPException) as error:
        return Answer(None, f"{type(error).__name__}: {error}"[:500])


def _headers(secret: str, message_id: str, body: bytes) -> dict[str, str]:
    timestamp = int(time.time())
    return {
        "Content-Type": "application/json",
        "User-Agent": USER_AGENT,
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": sign(secret, message_id, timestamp, body),
    }


def _exchange(endpoint: Endpoint, address: str, headers: dict[str, str], body: bytes) -> int:
    connection = _Pinned(endpoint, address)
    watchdog = threading.Timer(MAX_SECONDS, connection.cut)
    watchdog.daemon = True
    watchdog.start()
    try:
        connection.request("POST", endpoint.target, body, headers)
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException):
        connection.refuse_if_cut()
        raise
    else:
        connection.refuse_if_cut()  # headers that were cut off look like complete ones
        return status
    finally:
        watchdog.cancel()
        connection.close()


class _Pinned(http.client.HTTPConnection):
    """A connection to the address that was checked, whatever the name resolves to by now.

    A socket's timeout begins anew with each byte, so a watchdog cuts the connection when the exchange takes too long.
    """

    def __init__(self, endpoint: Endpoint, address: str) -> None:
        super().__init__(endpoint.host, endpoint.port, timeout=MAX_SECONDS)
        self._endpoint, self._address, self._cut = endpoint, address, False

    def connect(self) -> None:
        """Connect to the checked address, under the name's certificate."""
        plain = socket.create_connection((self._address, self._endpoint.port), MAX_SECONDS)
        if self._endpoint.scheme == "http":
            self.sock = plain
            self.refuse_if_cut()
            return
        context = ssl.create_default_context()
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        secured = context.wrap_socket(plain, server_hostname=self._endpoint.host, do_handshake_on_connect=False)
        self.sock = secured
        self.refuse_if_cut()
        secured.do_handshake()

    def cut(self) -> None:
        """End the exchange, from another thread: the thread that waits for the socket goes on with an error."""
        self._cut = True
        if self.sock is not None:
            with suppress(OSError):
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)  # not TLS's own, which would wait for the other

    def refuse_if_cut(self) -> None:
        """Raise `TimeoutError` where the exchange was ended."""
        if self._cut:
            raise TimeoutError(f"no complete answer within {MAX_SECONDS} seconds")
