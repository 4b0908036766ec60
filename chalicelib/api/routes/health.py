"""Whether the API answers."""

from pydantic import BaseModel

from chalicelib.api.http.blueprint import Resource

health = Resource(__name__)


class Health(BaseModel):
    """The API's own word that it is up; it asks no other service."""

    status: str


@health.route("/health", public=True)
def check() -> Health:
    """Say that the API answers."""
    return Health(status="ok")
