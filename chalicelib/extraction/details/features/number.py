"""What an invoice's number looks like: longer than a count, shorter than a key, often with the year in it."""

import re

from chalicelib.extraction.details.features.placed import placed
from chalicelib.extraction.details.scene import Scene
from chalicelib.extraction.details.spots import Spot
from chalicelib.extraction.letters import count_digits
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.names import has_postal_code, is_street
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.scoring.feature import Feature
from chalicelib.extraction.values.document_numbers import is_bare_year

SHORT, USUAL, LONG = 3, 6, 15  # letters and digits
PHONE = re.compile(r"\+|\(?0\d{1,4}[)/ -]")


def _digits(_: Scene, spot: Spot) -> float:
    return count_digits(spot.value) / len(spot.value)


def _short(_: Scene, spot: Spot) -> float:
    return len(spot.key) <= SHORT


def _usual(_: Scene, spot: Spot) -> float:
    return USUAL <= len(spot.key) <= LONG


def _long(_: Scene, spot: Spot) -> float:
    return len(spot.key) > LONG


def _letters(_: Scene, spot: Spot) -> float:
    return spot.value[0].isalpha()


def _separated(_: Scene, spot: Spot) -> float:
    return any(sign in spot.value for sign in "-/_")


def _spaced(_: Scene, spot: Spot) -> float:
    return " " in spot.value


def _year(scene: Scene, spot: Spot) -> float:
    return any(str(date.year) in spot.value for date in scene.dates.values()) and not is_bare_year(spot.value)


def _bare_year(_: Scene, spot: Spot) -> float:
    return is_bare_year(spot.value)


@placed
def _phone(_: Scene, spot: Spot, segment: Segment) -> float:
    return PHONE.match(segment.words[spot.start].text + " ") is not None


@placed
def _address(_: Scene, __: Spot, segment: Segment) -> float:
    return has_postal_code(segment.text) or is_street(segment.text)


def _repeated(scene: Scene, spot: Spot) -> float:
    return len(spot.key) > SHORT and scene.folded_text.count(spot.key) > 1


@placed
def _ends_text(_: Scene, spot: Spot, segment: Segment) -> float:
    return spot.end == len(segment.words)


@placed
def _within_text(_: Scene, spot: Spot, segment: Segment) -> float:
    return fold(segment.text) != spot.key and spot.end < len(segment.words)


FEATURES = (
    Feature("digits", "the share of digits", _digits),
    Feature("short", "three letters and digits at most", _short),
    Feature("usual_length", "6 to 15 letters and digits", _usual),
    Feature("long", "more than 15", _long),
    Feature("letters", "begins with a letter", _letters),
    Feature("separated", "has a dash or a stroke", _separated),
    Feature("spaced", "has a space", _spaced),
    Feature("year", "has the year of one of the dates in it", _year),
    Feature("bare_year", "is but a year, perhaps behind a prefix", _bare_year),
    Feature("phone", "begins as a telephone number does", _phone),
    Feature("address", "stands in a street's or a town's line", _address),
    Feature("repeated", "stands elsewhere again, as in a payment's reference", _repeated),
    Feature("ends_text", "ends its text", _ends_text),
    Feature("within_text", "its text goes on", _within_text),
)
