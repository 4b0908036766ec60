"""Boxes that a person drew around fields: the values printed in them, and the places that are shown from then on."""

from dataclasses import asdict, replace

from chalicelib.errors import InvalidInput
from chalicelib.extraction.box import Box
from chalicelib.extraction.layout import Layout
from chalicelib.extraction.memory.printed import in_box
from chalicelib.extraction.pages.text_orientation import turned_box, turned_size
from chalicelib.invoices.building.content import Content
from chalicelib.invoices.corrections import FIELDS, Correction, Place


def with_printed_values(correction: Correction, layout: Layout | None) -> Correction:
    """Return the correction with the values that stand in its boxes, for fields that it gives no value.

    Raises:
        InvalidInput: no value of the field's type stands in a box, or more than one.

    """
    drawn = {shown: place for shown, place in correction.places.items() if shown not in correction.fields}
    values = {shown: _printed(layout, shown, place) for shown, place in drawn.items()}
    wrong = [shown for shown, value in values.items() if value is None]
    if wrong:
        raise InvalidInput(
            *((f"places.{shown}", "The box does not hold exactly one value of this field.") for shown in wrong)
        )
    return replace(correction, fields={**correction.fields, **values})


def _printed(layout: Layout | None, shown: str, place: Place) -> str | None:
    found = in_box(layout, FIELDS[shown], place.page, as_read(layout, place)) if layout else None
    return found.value if found else None


def as_read(layout: Layout, place: Place) -> Box:
    """Return a box on a page as it was turned to be read."""
    shape, box = layout.shape(place.page), place.box
    if shape is not None and shape.turned:
        size = turned_size((shape.width, shape.height), -shape.turned % 360)
        box = turned_box(box, shape.turned, size)
    return box


def show_places(content: Content, correction: Correction) -> None:
    """Note the boxes that were drawn in the content's fields."""
    for shown, place in correction.places.items():
        field = content["fields"].get(FIELDS[shown])
        if field is not None:
            field |= {"page": place.page, "box": asdict(place.box)}
