"""Where on the page a candidate stands, and in what type."""

from chalicelib.extraction.evidence.label_matches import ALIGNED
from chalicelib.extraction.evidence.page_values import Kind
from chalicelib.extraction.lexicon.names import is_name
from chalicelib.extraction.parties.candidates import Spot
from chalicelib.extraction.parties.scene import FOOT, HEAD, LARGER, LETTERHEAD, Scene
from chalicelib.extraction.scoring.feature import Feature

WINDOW_TOP, WINDOW_END = 0.12, 0.33  # where an envelope's window shows the address
MIDDLE = 0.5
RIGHT = 0.48
SMALLER = 0.87  # times the usual size of type
NEARLY = 0.5  # points


def _top(scene: Scene, spot: Spot) -> float:
    return max(0.0, 1 - scene.place(spot.segment) / HEAD) if spot.segment.page == 1 else 0.0


def _letterhead(scene: Scene, spot: Spot) -> float:
    return spot.segment.page == 1 and scene.place(spot.segment) < LETTERHEAD


def _window(scene: Scene, spot: Spot) -> float:
    at_left = scene.across(spot.segment) < RIGHT
    return spot.segment.page == 1 and at_left and WINDOW_TOP < scene.place(spot.segment) < WINDOW_END


def _right_window(scene: Scene, spot: Spot) -> float:
    at_right = scene.across(spot.segment) >= RIGHT
    return spot.segment.page == 1 and at_right and WINDOW_TOP < scene.place(spot.segment) < WINDOW_END


def _right(scene: Scene, spot: Spot) -> float:
    return scene.across(spot.segment) >= RIGHT


def _lower_half(scene: Scene, spot: Spot) -> float:
    return MIDDLE < scene.place(spot.segment) <= FOOT


def _foot(scene: Scene, spot: Spot) -> float:
    return scene.place(spot.segment) > FOOT


def _later_page(_: Scene, spot: Spot) -> float:
    return spot.segment.page > 1


def _first(scene: Scene, spot: Spot) -> float:
    page = scene.evidence.pages[0]
    first = next((s for s in page.segments if s not in scene.titled and is_name(s.text)), None)
    return first is spot.segment


def _beside_amount(scene: Scene, spot: Spot) -> float:
    row = scene.evidence.rows[spot.segment.row]
    return any(value.has_decimals for value in scene.evidence.values_of(*row))


def _below_amounts(scene: Scene, spot: Spot) -> float:
    rows = scene.evidence.amount_rows
    return bool(rows) and rows[0] < spot.segment.row and scene.place(spot.segment) <= FOOT


def _beside_label(scene: Scene, spot: Spot) -> float:
    return any(hit.fills_segment for hit in scene.evidence.labels_before(spot.segment))


def _largest(scene: Scene, spot: Spot) -> float:
    in_head = spot.segment.page == 1 and scene.place(spot.segment) < HEAD
    return in_head and spot.segment.size >= scene.largest - NEARLY


def _larger(scene: Scene, spot: Spot) -> float:
    return spot.segment.size > LARGER * scene.usual


def _smaller(scene: Scene, spot: Spot) -> float:
    return spot.segment.size < SMALLER * scene.usual


def _bold(_: Scene, spot: Spot) -> float:
    return spot.segment.words[0].bold


def _account_below(scene: Scene, spot: Spot) -> float:
    first_amount = scene.evidence.amount_rows[0] if scene.evidence.amount_rows else 0
    accounts = [value.segment for value in scene.evidence.all_values(Kind.IBAN)]
    below = [segment for segment in accounts if spot.segment.row < segment.row < first_amount]
    return any(abs(segment.box.left - spot.segment.box.left) < ALIGNED for segment in below)


FEATURES = (
    Feature("top", "how near to the top of page 1: the letterhead comes first", _top),
    Feature("letterhead", "in the uppermost eighth of page 1", _letterhead),
    Feature("window", "where an envelope's window shows the customer, at the left", _window),
    Feature("right_window", "the same height at the right", _right_window),
    Feature("right", "in the right half of the page", _right),
    Feature("lower_half", "below the middle of the page, over the foot", _lower_half),
    Feature("foot", "in the foot, where senders print their data", _foot),
    Feature("later_page", "not on page 1", _later_page),
    Feature("first", "the first name of page 1", _first),
    Feature("beside_amount", "an amount stands in its row: an item", _beside_amount),
    Feature("below_amounts", "stands below the first amount, over the foot: among items and sums", _below_amounts),
    Feature("beside_label", "a label that names something else stands before it", _beside_label),
    Feature("largest", "set in the largest type of the head", _largest),
    Feature("larger", "set larger than most of the text", _larger),
    Feature("smaller", "set smaller than most of the text", _smaller),
    Feature("bold", "begins in bold", _bold),
    Feature("account_below", "an account number stands under it over all amounts: a sender's margin", _account_below),
)
