"""Where lines of text stand on a picture: differentiable binarisation (Liao and others, arXiv 1911.08947).

The model gives each cell of the page how likely it lies in the core of a line of text. Regions of likely cells are
lines; a core is thinner than its line by a known share, and is widened by as much.

The tiny model finds the lines of a clear page as well as the small one, in less than half of its time. On blurred and
crooked pages it is less sure of its lines, and there the small one finds them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from chalicelib.ocr.components import Region, regions
from chalicelib.ocr.models import Model

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_EDGE = 1280  # cells: of the page for the model, whose time grows with their number
MULTIPLE = 32  # the model halves its input five times
LIKELY = 0.3  # of a cell, to lie in a line
SURE = 0.5  # mean of a line's cells; below are stains and drawings
CLEAR = 0.967  # mean of the tiny model's lines, by length: of blurred pages it is some hundredths less
LEAST_CELLS = 3  # thickness of a core
WIDENING = 1.6  # of a core: by area times this over its outline
STEEP = 0.7071  # sine of 45 degrees


@dataclass(frozen=True)
class TextLine:
    """A line of text on a picture, in its pixels: a rectangle about its centre, along its own direction.

    `tall` says that the rectangle is much higher than wide as the picture lies: a page on its side is full of such.
    """

    x: float
    y: float
    along: tuple[float, float]
    half_length: float
    half_height: float
    tall: bool = False


def find_lines(picture: "Image", tiny: Model, small: Model) -> list[TextLine]:
    """The lines of text on a grey picture, in no order."""
    width, height = _size(picture.size)
    grey = np.asarray(picture.resize((width, height), reducing_gap=2.0), dtype=np.float32)
    cells = np.ascontiguousarray(np.broadcast_to(grey / 127.5 - 1.0, (1, 3, height, width)))
    found = _find(cells, tiny)
    if not _is_clear(found):
        found = _find(cells, small)
    scale = picture.width / width, picture.height / height
    return [_line(region, scale) for region in found]


def _find(cells: NDArray[np.float32], model: Model) -> list[Region]:
    return [region for region in regions(model.run(cells)[0, 0], LIKELY) if _is_line(region)]


def _is_clear(found: Sequence[Region]) -> bool:
    """Whether the model is as sure of its lines as it is where they are sharp; a page without lines is not clear."""
    length = sum(region.half_length for region in found)
    return sum(region.score * region.half_length for region in found) > CLEAR * length


def _size(size: tuple[int, int]) -> tuple[int, int]:
    """The cells that a picture is shown to the model as; small pictures are not enlarged.

    >>> _size((2480, 3508)), _size((400, 100))
    ((896, 1280), (384, 96))
    """
    scale = min(1.0, MAX_EDGE / max(size))
    width, height = (max(MULTIPLE, round(edge * scale / MULTIPLE) * MULTIPLE) for edge in size)
    return width, height


def _is_line(region: Region) -> bool:
    return region.score >= SURE and 2 * region.half_thickness >= LEAST_CELLS


def _line(region: Region, scale: tuple[float, float]) -> TextLine:
    length, thickness = region.half_length, region.half_thickness
    widened = WIDENING * length * thickness / (length + thickness)
    across, up = scale
    half_length, half_height, along = length + widened, thickness + widened, region.along
    tall = abs(along[1]) > STEEP
    if tall:  # a single letter, or a line that runs up or down: its rectangle as it stands
        return TextLine(region.x * across, region.y * up, (1.0, 0.0), half_height * across, half_length * up, tall=True)
    return TextLine(region.x * across, region.y * up, along, half_length * across, half_height * up)
