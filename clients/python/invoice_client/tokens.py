"""The tokens of a session: an access token for minutes, and a refresh token that is good once.

Whatever meets a 401 at the same time shares one refresh, since a second use of a refresh token ends the session.
"""

from collections.abc import Generator
from threading import Lock

import httpx

from .errors import error_of
from .repeats import ANY_FAILURE

_REFRESH = "/auth/token/refresh"
_NOT_ABOUT_TOKENS = frozenset({"code_needed", "wrong_code", "wrong_credentials", "wrong_passkey"})


class Tokens(httpx.Auth):
    """Puts the access token on requests to the API, and renews it when refused. An API key is a token that lasts."""

    def __init__(self, url: str) -> None:
        """Begin without a session."""
        self._url = url
        self.access = self.refresh = ""
        self._lock = Lock()

    def keep(self, access: str, refresh: str = "") -> None:
        """Act with these tokens from now on."""
        self.access, self.refresh = access, refresh

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send a request; if its token is refused, renew it once and send the request again.

        Where renewing fails, the answer to that is the request's: it says that the session is over, or what is wrong.
        Requests to other hosts are sent as they are: a token is for nobody but the API.
        """
        if not self._is_of_api(request.url):
            yield request
            return
        used = self._sign(request)
        response = yield request
        if not self.refresh or not _is_token_refused(response):
            return
        with self._lock:
            is_fresh = used != self.access or (yield from self._renew())
        if is_fresh:
            self._sign(request)
            yield request

    def _is_of_api(self, url: httpx.URL) -> bool:
        own = httpx.URL(self._url)
        return (url.scheme, url.host, url.port) == (own.scheme, own.host, own.port)

    def _sign(self, request: httpx.Request) -> str:
        if self.access:
            request.headers["Authorization"] = f"Bearer {self.access}"
        return self.access

    def _renew(self) -> Generator[httpx.Request, httpx.Response, bool]:
        # The API lets this client use the token again for a while, in case its answer was lost.
        extensions = {"retry": ANY_FAILURE}
        renewed = yield httpx.Request(
            "POST", self._url + _REFRESH, json={"refresh": self.refresh}, extensions=extensions
        )
        renewed.read()
        if renewed.status_code == httpx.codes.UNAUTHORIZED:
            self.keep("")
        if not renewed.is_success:
            return False
        login = renewed.json()
        self.keep(login["access"], login["refresh"])
        return True


def _is_token_refused(response: httpx.Response) -> bool:
    """Tell whether an answer refuses the token, and not a password or a second factor that the request gave."""
    if response.status_code != httpx.codes.UNAUTHORIZED:
        return False
    response.read()
    return error_of(response).code not in _NOT_ABOUT_TOKENS
