"""Damaged and hostile variants of files, for fuzzing: the same for the same random numbers."""

import random
import re
import zlib
from collections.abc import Callable, Sequence

MAX_BLOCK_BYTES = 2000
NUMBERS = re.compile(rb"(?<![\w.])\d{1,6}(?![\w.])")
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
EXTREMES = (b"0", b"-1", b"65536", b"2147483647", b"4294967296", b"99999999999999", b"1e9")


def mutate(data: bytes, chance: random.Random) -> bytes:
    """One to three mutations after each other.

    >>> mutate(b"%PDF-1.4 1 0 obj", random.Random(1)) == mutate(b"%PDF-1.4 1 0 obj", random.Random(1))
    True
    """
    for _ in range(chance.randint(1, 3)):
        data = chance.choice(_MUTATIONS)(data, chance)
    return data


def _flip_bytes(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 50)):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut_off(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _remove_block(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.randrange(MAX_BLOCK_BYTES) :]


def _repeat_block(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    block = data[start : start + chance.randrange(MAX_BLOCK_BYTES)]
    return data[:start] + block * chance.randint(2, 20) + data[start:]


def _extreme_numbers(data: bytes, chance: random.Random) -> bytes:
    """Numbers of objects, lengths, boxes and counts made absurd."""
    places = list(NUMBERS.finditer(data))
    for place in sorted(chance.sample(places, min(len(places), chance.randint(1, 8))), key=lambda m: -m.start()):
        data = data[: place.start()] + chance.choice(EXTREMES) + data[place.end() :]
    return data


def _rewrite_stream(data: bytes, chance: random.Random) -> bytes:
    """A compressed stream replaced by other content, so that damage reaches the page's own operators."""
    streams = list(STREAM.finditer(data))
    if not streams:
        return data
    stream = chance.choice(streams)
    size = chance.choice((0, 100, 10_000, 2_000_000))
    content = zlib.compress(bytes(chance.randrange(256) for _ in range(min(size, 200))) * max(1, size // 200))
    return data[: stream.start(1)] + content + b"\n" + data[stream.end(1) :]


_MUTATIONS: Sequence[Callable[[bytes, random.Random], bytes]] = (
    _flip_bytes, _cut_off, _remove_block, _repeat_block, _extreme_numbers, _rewrite_stream,
)  # fmt: skip
