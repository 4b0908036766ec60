"""What a form that is kept for later may not say: an invoice gets it when it is issued."""

from typing import TYPE_CHECKING

from chalicelib.errors import InvalidInput

if TYPE_CHECKING:
    from chalicelib.documents.model.document import Document

OWN_VALUES = ("invoice_number", "issue_date", "due_date")
"""The number of its series, its day, and when it is due by its terms."""


def refuse_own_values(form: "Document") -> None:
    """Refuse a form that is kept and says what each invoice gets by itself; raise `InvalidInput`."""
    own = [name for name in OWN_VALUES if getattr(form, name)]
    if own:
        raise InvalidInput(*((f"form.{name}", "Each invoice gets its own when it is issued.") for name in own))
