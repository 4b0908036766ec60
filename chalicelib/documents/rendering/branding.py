"""What makes an invoice look like its company's."""

import re
from dataclasses import dataclass
from typing import Literal, get_args

Template = Literal["standard", "letter", "banner"]
"""How a page is laid out: a band of colour at the top, a business letter for window envelopes, or a coloured head."""
TEMPLATES: tuple[Template, ...] = get_args(Template)
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_BRIGHTEST_FOR_TEXT = 120


@dataclass(frozen=True, slots=True)
class Branding:
    """Colour (#rrggbb), logo (PNG or JPEG), template, a line at the foot of each page.

    The name in the letterhead is the supplier's own if None.
    """

    color: str = "#1d4ed8"
    logo: bytes | None = None
    name: str | None = None
    slogan: str | None = None
    footer: str | None = None
    template: Template = "standard"

    def __post_init__(self) -> None:
        """Refuse an invalid colour or an unknown template."""
        if not _COLOR.fullmatch(self.color):
            raise ValueError(f"{self.color!r} is no colour such as #1d4ed8")
        if self.template not in TEMPLATES:
            raise ValueError(f"{self.template!r} is no template: {', '.join(TEMPLATES)}")

    @property
    def ink(self) -> str:
        """The colour, darkened until text in it can be read on white.

        >>> Branding("#1d4ed8").ink, Branding("#ffff00").ink
        ('#1d4ed8', '#878700')
        """
        red, green, blue = (int(self.color[at : at + 2], 16) for at in (1, 3, 5))
        brightness = (299 * red + 587 * green + 114 * blue) / 1000
        factor = min(1.0, _BRIGHTEST_FOR_TEXT / brightness) if brightness else 1.0
        return "#" + "".join(f"{int(part * factor):02x}" for part in (red, green, blue))

    @property
    def tint(self) -> str:
        """The colour, so light that it can lie behind text.

        >>> Branding("#1d4ed8").tint
        '#f1f4fd'
        """
        parts = (int(self.ink[at : at + 2], 16) for at in (1, 3, 5))
        return "#" + "".join(f"{255 - (255 - part) // 16:02x}" for part in parts)
