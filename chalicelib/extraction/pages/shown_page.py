"""A page as a person sees it: places are in points from the top left corner of the page as it is shown."""

from dataclasses import dataclass

from chalicelib.extraction.box import Box

Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class ShownWord:
    """A printed word, and where it stands."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page: its size in points, its picture (PNG or JPEG), and its words; none where the page is a picture itself."""

    size: Size
    picture: bytes
    words: tuple[ShownWord, ...] = ()
