"""Documents that are not issued yet."""

from dataclasses import dataclass
from datetime import datetime

from chalicelib.json_data import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A document that somebody works on. `document` is its JSON; `version` grows with every change.

    `progress` is how much of what is needed was there when it was last changed, in percent; None in drafts from before
    that was kept. So is `customer`, the name of the one in the form or of the one that the form names by its id.
    """

    company_id: str
    draft_id: str
    created_by: str
    created_at: datetime
    updated_at: datetime
    document: JsonObject
    version: int = 1
    progress: int | None = None
    customer: str | None = None
