"""The document as pages: Swagger UI, which tries routes out, ReDoc, which is for reading, and one that leads to them.

Their scripts are the npm packages' own files, from a CDN or from wherever `DOCUMENTATION_ASSETS_URL` says (the local
stack has them itself). The integrity hash decides, not the host: a browser runs just these bytes (W3C SRI). The policy
allows these files, our own few lines by hash, and requests to this API and to where its files are. Both pages are
sandboxed, so of no origin: where `CORS_ORIGIN` lists origins, browsers hide from Swagger UI what it is answered.
"""

from dataclasses import dataclass

from chalicelib.api.http.languages import preferred_language
from chalicelib.api.http.requests import Client
from chalicelib.api.http.responses import Html, Reply
from chalicelib.api.openapi.document import INFO
from chalicelib.api.pages.inline import inline, source_hash, template, texts
from chalicelib.settings import settings
from chalicelib.storage.files.presigned import files_origin


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of an npm package of a fixed version, and the SHA-384 of its bytes."""

    path: str
    integrity: str

    @property
    def url(self) -> str:
        """Where browsers fetch it."""
        return f"{settings().documentation_assets_url}/{self.path}"


SWAGGER_SCRIPT = Asset(
    "swagger-ui-dist@5.33.1/swagger-ui-bundle.js",
    "sha384-ZPehFMQommnnuaZ4rpxgkgTT2DKFVp4hZC/7pLit+9Lek9T1YGSo23eHFbvNkXkw",
)
SWAGGER_STYLE = Asset(
    "swagger-ui-dist@5.33.1/swagger-ui.css", "sha384-Ov4/wv3j2bmct8cDc5X4ngJZohVPzEmc6uDPH8WeljUxO5vtoykvMEfbu9Vh6RaW"
)
REDOC_SCRIPT = Asset(
    "redoc@2.5.4/bundles/redoc.standalone.js", "sha384-w447zOpYfw/1Tv/5AK9NfHTlQIqE3RVR6KY62jCyy9zNDgO64cMwGGP1Fj0zJVf5"
)
ASSETS = (SWAGGER_SCRIPT, SWAGGER_STYLE, REDOC_SCRIPT)

_OWN_STYLE = "documentation.css"
_PLAIN_STYLE = "form.css"
# ReDoc writes one style sheet of its own, and fills others through the CSSOM, which no policy restrains once the empty
# element is allowed.
_REDOC_STYLES = (
    "'sha256-QMIg+bpjm3JdElJ388KYke01izlUW0UoNOeKjpMxdgc=' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
)
_NOTHING_ELSE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

# Scripts of others are of no origin: they can ask an open console for nothing, and read nothing that it keeps.
_APART = "sandbox allow-scripts allow-forms allow-modals allow-downloads allow-popups"


def start_page(client: Client) -> Reply[Html]:
    """Return the page that leads to the others, in the client's language."""
    language = preferred_language(client.languages)
    said = texts(language)["start"]
    links = {
        "/swagger": said["swagger"],
        "/redoc": said["redoc"],
        "/openapi.json": said["openapi"],
        "/openapi.yaml": said["openapi"],
    }
    html = template("start.html.jinja").render(
        language=language,
        texts=said,
        words={},
        base_url=client.base_url,
        links=links.items(),
        style=inline(_PLAIN_STYLE),
    )
    policy = f"{_NOTHING_ELSE}; img-src data:; style-src {source_hash(_PLAIN_STYLE)}"
    headers = {"Content-Security-Policy": policy, "X-Robots-Tag": "noindex, nofollow", "Content-Language": language}
    return Reply(Html(html), headers=headers)


def swagger_page() -> Reply[Html]:
    """Return Swagger UI."""
    policy = (
        f"{_NOTHING_ELSE}; {_APART}; script-src {SWAGGER_SCRIPT.url} {source_hash('swagger.js')}; "
        f"style-src {SWAGGER_STYLE.url} {source_hash(_OWN_STYLE)}; "
        f"img-src 'self' data:; connect-src 'self' {files_origin()}"
    )
    return _page("swagger.js", SWAGGER_SCRIPT, policy, style=SWAGGER_STYLE)


def redoc_page() -> Reply[Html]:
    """Return ReDoc."""
    policy = (
        f"{_NOTHING_ELSE}; {_APART}; script-src {REDOC_SCRIPT.url} {source_hash('redoc.js')}; "
        f"style-src {source_hash(_OWN_STYLE)} {_REDOC_STYLES}; img-src data:; worker-src blob:; connect-src 'self'"
    )
    return _page("redoc.js", REDOC_SCRIPT, policy)


def _page(script: str, library: Asset, policy: str, style: Asset | None = None) -> Reply[Html]:
    html = template("documentation.html.jinja").render(
        title=INFO["title"], library=library, style=style, script=inline(script), own_style=inline(_OWN_STYLE)
    )
    return Reply(Html(html), headers={"Content-Security-Policy": policy, "X-Robots-Tag": "noindex"})
