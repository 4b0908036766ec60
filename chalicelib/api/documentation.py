"""The API's description: as OpenAPI 3.1 for programs, as Swagger UI to try routes out, as ReDoc to read.

What makes it is imported at the first request for it.
"""

from typing import Literal

from chalicelib.api.blueprint import Endpoint, Resource, endpoints_of
from chalicelib.api.replies import Content, Html, Reply

documentation = Resource(__name__)

Json = Content[Literal["application/json"]]
Yaml = Content[Literal["application/yaml"]]


@documentation.route("/openapi.json", public=True)
def get_openapi_json() -> Json:
    """Fetch the API's description as JSON."""
    return _as_json()


@documentation.route("/swagger.json", public=True)
def get_swagger_json() -> Json:
    """Fetch the API's description as JSON, by its older name."""
    return _as_json()


@documentation.route("/openapi.yaml", public=True)
def get_openapi_yaml() -> Yaml:
    """Fetch the API's description as YAML."""
    return _as_yaml()


@documentation.route("/swagger.yaml", public=True)
def get_swagger_yaml() -> Yaml:
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


def _as_json() -> Json:
    from chalicelib.api.openapi.text import document_json

    return Content(document_json(_endpoints()), "application/json")


def _as_yaml() -> Yaml:
    from chalicelib.api.openapi.text import document_yaml

    return Content(document_yaml(_endpoints()), "application/yaml")


def _endpoints() -> tuple[Endpoint, ...]:
    return tuple(endpoints_of(documentation.current_app))
