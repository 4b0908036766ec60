"""The foot of every page: the supplier's registration, how to reach them, the company's own line, the page's number."""

from collections.abc import Iterator
from itertools import islice

from chalicelib.documents.rendering import fonts
from chalicelib.documents.rendering.page.rendering import HAIRLINE, MUTED, Rendering, party_ids
from chalicelib.documents.rendering.page.sheet import BOTTOM, LEFT, RIGHT, Sheet
from chalicelib.documents.rendering.page.wrapping import wrap, wrap_parts

_SIZE = 7.2
_MAX_FACT_LINES, _MAX_OWN_LINES = 3, 2
_LONGEST_NUMBER = 28  # capitals and digits, which leave the facts on the left their room
"""Letters of an invoice's number at the foot of each page; the head has all of it."""


def draw_footer(rendering: Rendering, foot: Sheet, page: int, pages: int) -> None:
    """The foot of one page."""
    foot.y = BOTTOM + 22
    foot.rule(color=HAIRLINE)
    foot.y += 6
    facts = wrap_parts(_facts(rendering, page), "  ·  ", fonts.REGULAR, _SIZE, RIGHT - LEFT - 150)
    own = wrap(rendering.branding.footer or "", fonts.REGULAR, _SIZE, RIGHT - LEFT)
    for line in (*islice(facts, _MAX_FACT_LINES), *islice(own, _MAX_OWN_LINES)):
        foot.text(LEFT, rendering.mark + line, size=_SIZE, color=MUTED)
        foot.y += 9.6 if line else 0
    place = rendering.labels["page"].format(page=page, pages=pages)
    number = rendering.mark + "  ·  ".join(
        filter(None, ((rendering.document.invoice_number or "")[:_LONGEST_NUMBER], place))
    )
    foot.text(RIGHT, number, size=_SIZE, color=MUTED, align="right", y=BOTTOM + 28)


def _facts(rendering: Rendering, page: int) -> Iterator[str]:
    """The first page has the name in its head, later ones have it nowhere else."""
    supplier = rendering.supplier
    is_in_head = page == 1 and (bool(rendering.branding.logo) or supplier.name == rendering.shown_name)
    yield from filter(None, () if is_in_head else (supplier.name,))
    yield from party_ids(rendering, supplier)
    yield from filter(None, (" ".join((supplier.legal_information or "").split()),))
    if supplier.contact:
        yield from filter(None, (supplier.contact.telephone, supplier.contact.email))
