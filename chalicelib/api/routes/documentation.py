"""The API's description: as OpenAPI 3.1 for programs, as Swagger UI to try routes out, as ReDoc to read.

What makes it is imported at the first request for it.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from chalicelib.api.http.blueprint import Endpoint, Resource, endpoints_of
from chalicelib.api.http.requests import Client
from chalicelib.api.http.responses import Content, Html, Reply

documentation = Resource(__name__)

Json = Content[Literal["application/json"]]
Yaml = Content[Literal["application/yaml"]]

_FOR_ALL = {"Access-Control-Allow-Origin": "*"}  # nothing in it is secret, and the pages below are of no origin


class Start(BaseModel):
    """What answers here, and the addresses of its description."""

    title: Annotated[str, Field(examples=["Invoice system"])]
    version: Annotated[str, Field(examples=["0.1.0"])]
    swagger: Annotated[str, Field(examples=["https://api.example.com/swagger"])]
    redoc: Annotated[str, Field(examples=["https://api.example.com/redoc"])]
    openapi_json: Annotated[str, Field(examples=["https://api.example.com/openapi.json"])]
    openapi_yaml: Annotated[str, Field(examples=["https://api.example.com/openapi.yaml"])]


@documentation.route("/", public=True)
def show_start(client: Client) -> Start | Reply[Html]:
    """Say where the API is described.

    A page where `Accept` names `text/html` before `application/json`, as browsers do.
    """
    from chalicelib.api.openapi.document import INFO
    from chalicelib.api.openapi.pages import start_page

    if client.wants_page:
        return start_page(client)
    return Start(
        title=INFO["title"],
        version=INFO["version"],
        swagger=f"{client.base_url}/swagger",
        redoc=f"{client.base_url}/redoc",
        openapi_json=f"{client.base_url}/openapi.json",
        openapi_yaml=f"{client.base_url}/openapi.yaml",
    )


@documentation.route("/openapi.json", public=True)
def get_openapi_json() -> Reply[Json]:
    """Fetch the API's description as JSON."""
    return _as_json()


@documentation.route("/swagger.json", public=True)
def get_swagger_json() -> Reply[Json]:
    """Fetch the API's description as JSON, by its older name."""
    return _as_json()


@documentation.route("/openapi.yaml", public=True)
def get_openapi_yaml() -> Reply[Yaml]:
    """Fetch the API's description as YAML."""
    return _as_yaml()


@documentation.route("/swagger.yaml", public=True)
def get_swagger_yaml() -> Reply[Yaml]:
    """Fetch the API's description as YAML, by its older name."""
    return _as_yaml()


@documentation.route("/swagger", public=True)
def show_swagger() -> Reply[Html]:
    """Show Swagger UI, which can try every route out."""
    from chalicelib.api.openapi.pages import swagger_page

    return swagger_page()


@documentation.route("/redoc", public=True)
def show_redoc() -> Reply[Html]:
    """Show ReDoc, the API's description for reading."""
    from chalicelib.api.openapi.pages import redoc_page

    return redoc_page()


def _as_json() -> Reply[Json]:
    from chalicelib.api.openapi.text import document_json

    return Reply(Content(document_json(_endpoints()), "application/json"), headers=_FOR_ALL)


def _as_yaml() -> Reply[Yaml]:
    from chalicelib.api.openapi.text import document_yaml

    return Reply(Content(document_yaml(_endpoints()), "application/yaml"), headers=_FOR_ALL)


def _endpoints() -> tuple[Endpoint, ...]:
    return tuple(endpoints_of(documentation.current_app))
