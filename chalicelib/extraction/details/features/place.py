"""Where a candidate stands: head or foot, beside the title, among dates, amounts or accounts."""

from chalicelib.extraction.details.scene import Scene
from chalicelib.extraction.details.spots import Spot
from chalicelib.extraction.scoring.feature import Feature

TOP, FOOT = 0.4, 0.8  # of the page's height
NEAR = 4  # rows
LARGER, SMALLER = 1.15, 0.9  # times the usual size


def _later_page(_: Scene, spot: Spot) -> float:
    return spot.segment is not None and spot.segment.page > 1


def _height(scene: Scene, spot: Spot) -> float:
    return spot.box.top / scene.page_of(spot.segment).height if spot.segment and spot.box else TOP


def _top(scene: Scene, spot: Spot) -> float:
    return spot.segment is not None and spot.segment.page == 1 and _height(scene, spot) < TOP


def _foot(scene: Scene, spot: Spot) -> float:
    return _height(scene, spot) > FOOT


def _right(scene: Scene, spot: Spot) -> float:
    return spot.segment is not None and spot.segment.box.left > scene.page_of(spot.segment).width / 2


def _in_table(scene: Scene, spot: Spot) -> float:
    return spot.segment is not None and spot.segment.row in scene.table_rows


def _beside_amount(scene: Scene, spot: Spot) -> float:
    return spot.segment is not None and spot.segment.row in scene.evidence.amount_rows


def _before_amounts(scene: Scene, spot: Spot) -> float:
    return spot.segment is not None and spot.segment.row < scene.first_amount_row


def _behind_amounts(scene: Scene, spot: Spot) -> float:
    return spot.segment is not None and spot.segment.row > scene.last_amount_row


def _in_title(scene: Scene, spot: Spot) -> float:
    return spot.segment is not None and spot.segment.row in scene.title_rows


def _under_title(scene: Scene, spot: Spot) -> float:
    return spot.segment is not None and any(0 < spot.segment.row - row <= NEAR for row in scene.title_rows)


def _date_row(scene: Scene, spot: Spot) -> float:
    if spot.segment is None:
        return 0.0
    places = [(row, column) for row, column, _ in scene.dates if row == spot.segment.row]
    return any(column != int(spot.segment.box.left) for _, column in places)


def _near_date(scene: Scene, spot: Spot) -> float:
    return spot.segment is not None and bool({spot.segment.row - 1, spot.segment.row + 1} & scene.date_rows)


def _near_account(scene: Scene, spot: Spot) -> float:
    return spot.segment is not None and any(abs(spot.segment.row - row) <= 1 for row in scene.account_rows)


def _larger(scene: Scene, spot: Spot) -> float:
    return spot.segment is not None and spot.segment.size > LARGER * scene.usual_size


def _smaller(scene: Scene, spot: Spot) -> float:
    return spot.segment is not None and spot.segment.size < SMALLER * scene.usual_size


def _bold(_: Scene, spot: Spot) -> float:
    return spot.segment is not None and spot.segment.bold


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
