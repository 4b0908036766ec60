"""Sample invoices with the truth beside them: for the tests, and for `make demo`.

They are generated, so that they can be changed and no real data is in the project, and they come out the same
byte for byte each time.
"""

from dataclasses import dataclass

from samples.contents import contents
from samples.drawing import draw
from samples.model import truth


@dataclass(frozen=True, slots=True)
class Sample:
    """A PDF and what it says: `document_type`, `language`, and `fields` under the extraction's names."""

    name: str
    pdf: bytes
    truth: dict[str, object]


def generate() -> list[Sample]:
    """All samples, the same each time."""
    return [Sample(content.name, draw(content), truth(content)) for content in contents()]
