"""Where a candidate stands: head or foot, beside the title, among dates, amounts or accounts."""

from chalicelib.extraction.details.features.placed import placed
from chalicelib.extraction.details.scene import Scene
from chalicelib.extraction.details.spots import Spot
from chalicelib.extraction.pages.page import Segment
from chalicelib.extraction.scoring.feature import Feature

TOP, FOOT = 0.4, 0.8  # of the page's height
NEAR = 4  # rows
LARGER, SMALLER = 1.15, 0.9  # times the usual size


@placed
def _later_page(_: Scene, __: Spot, segment: Segment) -> float:
    return segment.page > 1


def _height(scene: Scene, spot: Spot) -> float:
    return spot.box.top / scene.page_of(spot.segment).height if spot.segment and spot.box else TOP


@placed
def _top(scene: Scene, spot: Spot, segment: Segment) -> float:
    return segment.page == 1 and _height(scene, spot) < TOP


def _foot(scene: Scene, spot: Spot) -> float:
    return _height(scene, spot) > FOOT


@placed
def _right(scene: Scene, _: Spot, segment: Segment) -> float:
    return segment.box.left > scene.page_of(segment).width / 2


@placed
def _in_table(scene: Scene, _: Spot, segment: Segment) -> float:
    return segment.row in scene.table_rows


@placed
def _beside_amount(scene: Scene, _: Spot, segment: Segment) -> float:
    return segment.row in scene.evidence.amount_rows


@placed
def _before_amounts(scene: Scene, _: Spot, segment: Segment) -> float:
    return segment.row < scene.first_amount_row


@placed
def _behind_amounts(scene: Scene, _: Spot, segment: Segment) -> float:
    return segment.row > scene.last_amount_row


@placed
def _in_title(scene: Scene, _: Spot, segment: Segment) -> float:
    return segment.row in scene.title_rows


@placed
def _under_title(scene: Scene, _: Spot, segment: Segment) -> float:
    return any(0 < segment.row - row <= NEAR for row in scene.title_rows)


@placed
def _date_row(scene: Scene, _: Spot, segment: Segment) -> float:
    places = [(row, column) for row, column, _ in scene.dates if row == segment.row]
    return any(column != int(segment.box.left) for _, column in places)


@placed
def _near_date(scene: Scene, _: Spot, segment: Segment) -> float:
    return not scene.date_rows.isdisjoint((segment.row - 1, segment.row + 1))


@placed
def _near_account(scene: Scene, _: Spot, segment: Segment) -> float:
    return not scene.account_rows.isdisjoint(range(segment.row - 1, segment.row + 2))


@placed
def _larger(scene: Scene, _: Spot, segment: Segment) -> float:
    return segment.size > LARGER * scene.usual_size


@placed
def _smaller(scene: Scene, _: Spot, segment: Segment) -> float:
    return segment.size < SMALLER * scene.usual_size


@placed
def _bold(_: Scene, __: Spot, segment: Segment) -> float:
    return segment.bold


FEATURES = (
    Feature("later_page", "not on the first page", _later_page),
    Feature("height", "how far down the page, 0 to 1", _height),
    Feature("top", "in the upper two fifths of the first page", _top),
    Feature("foot", "in the last fifth of a page", _foot),
    Feature("right", "in the right half", _right),
    Feature("in_table", "in the table of lines", _in_table),
    Feature("beside_amount", "in a row with an amount", _beside_amount),
    Feature("before_amounts", "before all amounts", _before_amounts),
    Feature("behind_amounts", "behind all amounts", _behind_amounts),
    Feature("in_title", "in the title's row", _in_title),
    Feature("under_title", "in the four rows under the title", _under_title),
    Feature("date_row", "beside a date", _date_row),
    Feature("near_date", "in the row before or after a date's", _near_date),
    Feature("near_account", "beside an account's number", _near_account),
    Feature("larger", "in larger type than most words", _larger),
    Feature("smaller", "in smaller type", _smaller),
    Feature("bold", "in bold", _bold),
)
