"""Connected regions of a map, by runs: stretches of one row that are above a threshold.

A page has some ten thousand runs, so that joining them costs hundredths of a second without an image library.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Map = NDArray[np.float32]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Runs:
    """Every run of a map: its row, its first column, the column behind its last, and the sum of its values."""

    row: Ints
    start: Ints
    end: Ints
    total: Floats


@dataclass(frozen=True)
class Region:
    """A connected region as the rectangle around it that lies along its own direction.

    Centre, half length and half thickness in cells; `along` is the direction's unit vector, pointing right; `score` is
    the mean of the map's values inside.
    """

    x: float
    y: float
    along: tuple[float, float]
    half_length: float
    half_thickness: float
    score: float


def regions(values: Map, threshold: float) -> list[Region]:
    """The connected regions (neighbours share a side) where a map is above a threshold.

    >>> page = np.zeros((6, 12), np.float32)
    >>> page[2:4, 1:9] = 1.0
    >>> [(r.x, r.y, r.half_length, r.half_thickness) for r in regions(page, 0.5)]
    [(5.0, 3.0, 4.0, 1.0)]
    """
    runs = _runs(values, threshold)
    if not len(runs.row):
        return []
    return list(_rectangles(runs, _labels(runs, len(values))))


def _runs(values: Map, threshold: float) -> Runs:
    above = values > threshold
    edges = np.diff(np.pad(above, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    _, ends = np.nonzero(edges == -1)
    return Runs(rows, starts, ends, _sums_of_runs(values[above].astype(np.float64), ends - starts))


def _sums_of_runs(values: Floats, lengths: Ints) -> Floats:
    """The sum of each run's values, given all of them run by run."""
    totals: Floats = np.add.reduceat(values, np.cumsum(lengths) - lengths) if len(lengths) else np.zeros(0)
    return totals


def _labels(runs: Runs, height: int) -> Ints:
    """The number of the region that each run belongs to."""
    parents = list(range(len(runs.row)))
    for upper, lower in _touching(runs, height):
        first, second = _root(parents, upper), _root(parents, lower)
        if first != second:
            parents[second] = first
    roots = [_root(parents, run) for run in range(len(parents))]
    labels: Ints = np.unique(roots, return_inverse=True)[1].astype(np.int64)
    return labels


def _touching(runs: Runs, height: int) -> Iterator[tuple[int, int]]:
    """Pairs of runs in neighbouring rows that share a column."""
    first_of_row = np.searchsorted(runs.row, np.arange(height + 1)).tolist()
    starts, ends = runs.start.tolist(), runs.end.tolist()
    for row in range(1, height):
        upper, last_upper = first_of_row[row - 1], first_of_row[row]
        lower, last_lower = first_of_row[row], first_of_row[row + 1]
        while upper < last_upper and lower < last_lower:
            if starts[upper] < ends[lower] and starts[lower] < ends[upper]:
                yield upper, lower
            if ends[upper] < ends[lower]:
                upper += 1
            else:
                lower += 1


def _root(parents: list[int], run: int) -> int:
    while parents[run] != run:
        parents[run] = parents[parents[run]]
        run = parents[run]
    return run


def _rectangles(runs: Runs, labels: Ints) -> Iterator[Region]:
    length = (runs.end - runs.start).astype(np.float64)
    size = np.bincount(labels, length)
    middle_x, middle_y = (runs.start + runs.end) / 2, runs.row + 0.5
    x = np.bincount(labels, length * middle_x) / size
    y = np.bincount(labels, length * middle_y) / size
    right, down = _directions(middle_x - x[labels], middle_y - y[labels], length, labels)
    low, high = _extents(runs, labels, (x, y), (right, down))
    across_low, across_high = _extents(runs, labels, (x, y), (-down, right))
    scores = np.bincount(labels, runs.total) / size
    along, across = (low + high) / 2, (across_low + across_high) / 2
    for region in range(len(size)):
        yield Region(
            x=float(x[region] + along[region] * right[region] - across[region] * down[region]),
            y=float(y[region] + along[region] * down[region] + across[region] * right[region]),
            along=(float(right[region]), float(down[region])),
            half_length=float(high[region] - low[region]) / 2,
            half_thickness=float(across_high[region] - across_low[region]) / 2,
            score=float(scores[region]),
        )


def _directions(x: Floats, y: Floats, length: Floats, labels: Ints) -> tuple[Floats, Floats]:
    """The principal axis of each region, from its second moments; `x` and `y` count from the region's centre."""
    xx = np.bincount(labels, length * (x**2 + length**2 / 12))
    yy = np.bincount(labels, length * (y**2 + 1 / 12))
    angle = 0.5 * np.arctan2(2 * np.bincount(labels, length * x * y), xx - yy)
    return np.cos(angle), np.sin(angle)


def _extents(
    runs: Runs, labels: Ints, centre: tuple[Floats, Floats], axis: tuple[Floats, Floats]
) -> tuple[Floats, Floats]:
    """How far each region reaches from its centre along an axis, back and forth."""
    low, high = np.full(len(centre[0]), np.inf), np.full(len(centre[0]), -np.inf)
    for column in (runs.start, runs.end):
        for row in (runs.row, runs.row + 1):
            reach = (column - centre[0][labels]) * axis[0][labels] + (row - centre[1][labels]) * axis[1][labels]
            np.minimum.at(low, labels, reach)
            np.maximum.at(high, labels, reach)
    return low, high
