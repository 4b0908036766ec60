"""Textract's answers, in the shape that its API reference documents, for pages made of lines of words."""

from collections.abc import Sequence
from typing import Any

Edge = tuple[float, float]
LETTER, LINE = 0.012, 0.02  # a letter's width and a line's height, as shares of the page


def block(kind: str, identifier: str, corners: Sequence[Edge], **more: Any) -> dict[str, Any]:
    across, down = [x for x, _ in corners], [y for _, y in corners]
    box = {
        "Left": min(across),
        "Top": min(down),
        "Width": max(across) - min(across),
        "Height": max(down) - min(down),
    }
    polygon = [{"X": x, "Y": y} for x, y in corners]
    return {"BlockType": kind, "Id": identifier, "Geometry": {"BoundingBox": box, "Polygon": polygon}, **more}


def blocks(lines: Sequence[str], turned: int = 0, confidence: float = 99.0) -> list[dict[str, Any]]:
    """A PAGE, and a LINE with its WORDs for each line; `turned` degrees clockwise, as a page on its side is."""
    page = block("PAGE", "page", [(0, 0), (1, 0), (1, 1), (0, 1)])
    found = [page]
    for row, line in enumerate(lines):
        words, left = [], 0.1
        for column, text in enumerate(line.split()):
            corners = _corners(left, 0.1 + row * 2 * LINE, len(text) * LETTER, turned)
            words.append(
                block("WORD", f"w{row}-{column}", corners, Text=text, Confidence=confidence, TextType="PRINTED")
            )
            left += (len(text) + 1) * LETTER
        ids = [word["Id"] for word in words]
        corners = _corners(0.1, 0.1 + row * 2 * LINE, left - 0.1, turned)
        relation = [{"Type": "CHILD", "Ids": ids}]
        found.append(block("LINE", f"l{row}", corners, Text=line, Confidence=confidence, Relationships=relation))
        found += words
    return found


def _corners(left: float, top: float, width: float, turned: int) -> list[Edge]:
    corners = [(left, top), (left + width, top), (left + width, top + LINE), (left, top + LINE)]
    for _ in range(turned // 90):
        corners = [(1 - y, x) for x, y in corners]
    return corners


def detected(lines: Sequence[str], turned: int = 0) -> dict[str, Any]:
    """`DetectDocumentText`'s answer."""
    metadata = {"Pages": 1}
    return {"DocumentMetadata": metadata, "Blocks": blocks(lines, turned), "DetectDocumentTextModelVersion": "1.0"}


def expense(lines: Sequence[str], summary: dict[str, str], items: Sequence[dict[str, str]] = ()) -> Any:
    """`AnalyzeExpense`'s answer."""
    groups = [
        {
            "LineItemGroupIndex": 1,
            "LineItems": [{"LineItemExpenseFields": [_field(*pair) for pair in item.items()]} for item in items],
        }
    ]
    document = {
        "ExpenseIndex": 1,
        "SummaryFields": [_field(*pair) for pair in summary.items()],
        "LineItemGroups": groups,
        "Blocks": blocks(lines),
    }
    return {"DocumentMetadata": {"Pages": 1}, "ExpenseDocuments": [document]}


def _field(kind: str, text: str) -> dict[str, Any]:
    return {
        "Type": {"Text": kind, "Confidence": 97.0},
        "ValueDetection": {"Text": text, "Confidence": 96.0},
        "PageNumber": 1,
    }
