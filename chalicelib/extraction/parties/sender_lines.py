"""The sender's name and address in one small line, as letters have them above the window of an envelope."""

from collections.abc import Iterator, Sequence

from chalicelib.extraction.lexicon.names import SEPARATORS, has_postal_code, is_name, is_street
from chalicelib.extraction.pages.page import Page, Segment

WINDOW, WINDOW_SHIFT = 10.0, 40.0  # line heights below the sender's line, points to its side
OVERLAP = -0.5  # line heights by which a text may reach into the sender's line
NEXT_PART = 3.0  # line heights from one part of the line to the next


def sender_lines(page: Page) -> Iterator[Segment]:
    """The texts of a page that begin a sender's line; where its parts stand apart, the first of them."""
    for row in page.rows:
        yield from (segment for n, segment in enumerate(row) if _is_sender_line(_run(row[n:])))


def _run(row: Sequence[Segment]) -> str:
    """A text with those that follow it closely in its row."""
    run = [row[0]]
    for segment in row[1:]:
        if segment.box.left - run[-1].box.right > NEXT_PART * segment.size:
            break
        run.append(segment)
    return " ".join(segment.text for segment in run)


def _is_sender_line(text: str) -> bool:
    """Whether a text is a name with its whole address behind it.

    >>> _is_sender_line("Kranich GmbH · Allee 17 · 12345 Feld"), _is_sender_line("Allee 17, 12345 Feld")
    (True, False)
    """
    name, *address = SEPARATORS.split(text.strip())
    numbered = bool(address) and address[0][:1].isdigit() and is_street(name)
    return len(address) > 1 and is_name(name) and not numbered and any(has_postal_code(part) for part in address)


def is_in_window(line: Segment, segment: Segment) -> bool:
    """Whether a text stands closely under a sender's line."""
    gap = (segment.box.top - line.box.bottom) / line.size
    near = segment.page == line.page and abs(segment.box.left - line.box.left) < WINDOW_SHIFT
    return near and OVERLAP <= gap < WINDOW
