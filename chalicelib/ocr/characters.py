"""The characters on lines' strips, each with its place and how sure it is.

The reading model says for each narrow column of a strip which character stands there, or none (CTC): the same answer
in neighbouring columns is one character. Strips of about one width are read at once, since all are padded to the
widest.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chalicelib.ocr.models import Reader
from chalicelib.ocr.strips import HEIGHT, Strip

MAX_AT_ONCE = 4  # strips: more at once take longer each, as they no longer fit the processor's cache
MAX_PIXELS_AT_ONCE = 6_000  # of their widths together: bounds the memory of the model's answer
ALIKE, NARROW = 1.02, 8  # times the width of the narrowest strip of a batch, or pixels more
MULTIPLE = 8  # pixels a column


@dataclass(frozen=True, slots=True)
class Character:
    """A character of a strip, its middle in pixels from the left end, and how sure the model is of it (0..1)."""

    text: str
    x: float
    confidence: float


def read_strips(strips: Sequence[Strip], reader: Reader) -> list[list[Character]]:
    """The characters of each strip, from left to right."""
    read: dict[int, list[Character]] = {}
    for batch in _batches([strip.image.width for strip in strips]):
        answers = reader.model.run(_pixels([strips[index] for index in batch]))
        width = _padded(max(strips[index].image.width for index in batch))
        for index, answer in zip(batch, answers, strict=True):
            read[index] = _characters(answer, reader.alphabet, width / len(answer))
    return [read[index] for index in range(len(strips))]


def confidence(characters: Iterable[Character]) -> float:
    """The mean of characters' confidence; of none, 0."""
    values = [character.confidence for character in characters]
    return sum(values) / len(values) if values else 0.0


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    """Strips to read at once, by their places in the list.

    >>> list(_batches([500, 60, 505, 67, 3000, 2900, 2950]))
    [[1, 3], [0, 2], [5, 6], [4]]
    """
    batch: list[int] = []
    for index in sorted(range(len(widths)), key=widths.__getitem__):
        if batch and not _fits(batch, widths, index):
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _fits(batch: Sequence[int], widths: Sequence[int], index: int) -> bool:
    narrowest = widths[batch[0]]
    alike = widths[index] <= max(narrowest * ALIKE, narrowest + NARROW)
    small = (len(batch) + 1) * widths[index] <= MAX_PIXELS_AT_ONCE
    return alike and small and len(batch) < MAX_AT_ONCE


def _pixels(strips: Sequence[Strip]) -> NDArray[np.float32]:
    width = _padded(max(strip.image.width for strip in strips))
    pixels = np.zeros((len(strips), 3, HEIGHT, width), np.float32)
    for index, strip in enumerate(strips):
        pixels[index, :, :, : strip.image.width] = np.asarray(strip.image, dtype=np.float32) / 127.5 - 1.0
    return pixels


def _padded(width: int) -> int:
    return -(-width // MULTIPLE) * MULTIPLE


def _characters(answer: NDArray[np.float32], alphabet: Sequence[str], column: float) -> list[Character]:
    classes = answer.argmax(axis=1)
    begins = np.diff(classes, prepend=0) != 0
    found: list[Character] = []
    for index in np.nonzero(begins & (classes != 0))[0].tolist():
        kind = int(classes[index])
        found.append(Character(alphabet[kind], (index + 0.5) * column, float(answer[index, kind])))
    return found
