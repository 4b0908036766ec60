"""The query of a list that is answered in pages."""

from typing import Annotated

from pydantic import Field

from chalicelib.api.http.schema import Input

MAX_PAGE = 100


class PageQuery(Input):
    """How many at once, and from where on."""

    limit: Annotated[int, Field(ge=1, le=MAX_PAGE)] = 25
    cursor: str | None = None
