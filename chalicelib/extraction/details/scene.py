"""What is known of the pages when number and dates are chosen."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from chalicelib.extraction.details.likeness import Likeness
from chalicelib.extraction.evidence.evidence import Evidence
from chalicelib.extraction.evidence.label_matches import Claim, make_claims
from chalicelib.extraction.evidence.page_values import Kind, Value
from chalicelib.extraction.lexicon.folding import fold
from chalicelib.extraction.lexicon.vocabulary import vocabulary
from chalicelib.extraction.pages.page import Page, Segment

MAX_SHORT_TITLE = 2  # letters of a title that is only known as a whole word
INVOICE_TITLES = ("title_invoice", "title_credit_note")


@dataclass(frozen=True)
class Scene:
    """The evidence, the rows of the table of lines, and the claims on texts."""

    evidence: Evidence
    claims: Sequence[Claim]
    table_rows: frozenset[int]
    issued: dt.date | None = None  # the issue date: the due date is measured from it

    @cached_property
    def likeness(self) -> Likeness:
        """How like the known labels a text is."""
        return Likeness.of(self.evidence.languages)

    @cached_property
    def usual_size(self) -> float:
        """The size of type that most words have."""
        return self.evidence.usual_size

    @cached_property
    def title_rows(self) -> frozenset[int]:
        """The rows with a title that says what the document is."""
        titles = self.evidence.all_titles
        return frozenset(hit.segment.row for hit in titles if hit.start == 0 and hit.name in INVOICE_TITLES)

    @cached_property
    def title_words(self) -> frozenset[str]:
        """The folded words of the pages' invoice titles, and those of the languages that the pages show."""
        words, spoken = vocabulary(), {*self.evidence.languages[:2], "en"}
        return frozenset(
            text
            for text in words.texts_in("title", spoken)
            if any(m.name in INVOICE_TITLES and m.language in spoken for m in words.meanings[text])
        )

    @cached_property
    def title_beginnings(self) -> tuple[str, ...]:
        """Those of the title words that are long enough to begin a longer word."""
        return tuple(title for title in self.title_words if len(title) > MAX_SHORT_TITLE)

    @cached_property
    def dates(self) -> Mapping[tuple[int, int, int], dt.date]:
        """Every printed date by its place."""
        evidence = self.evidence
        return {
            value.key: value.date.read(day_first=evidence.day_first)
            for value in evidence.all_values(Kind.DATE)
            if value.date
        }

    @cached_property
    def date_rows(self) -> frozenset[int]:
        """The rows that hold a date."""
        return self._rows_of(Kind.DATE)

    @cached_property
    def account_rows(self) -> frozenset[int]:
        """The rows that hold an account's number."""
        return self._rows_of(Kind.IBAN)

    def _rows_of(self, kind: Kind) -> frozenset[int]:
        return frozenset([value.segment.row for value in self.evidence.all_values(kind)])

    @cached_property
    def first_amount_row(self) -> int:
        """The first row with an amount, or the last of all."""
        return min(self.evidence.amount_rows, default=max(self.evidence.rows, default=0) + 1)

    @cached_property
    def last_amount_row(self) -> int:
        """The last row with an amount, or the last of all."""
        return max(self.evidence.amount_rows, default=max(self.evidence.rows, default=0) + 1)

    @cached_property
    def named_otherwise(self) -> Mapping[tuple[Segment, int], float]:
        """How strongly labels of something else claim the texts that begin at a word of a segment."""
        own = ("invoice_number", "issue_date", "due_date", *INVOICE_TITLES, "title_receipt")
        found: dict[tuple[Segment, int], float] = {}
        for kind in (Kind.TEXT, Kind.DATE):
            for claim in self.claims if kind is Kind.TEXT else make_claims(self.evidence, kind):
                if claim.name not in own:
                    place = claim.value.segment, claim.value.start
                    found[place] = max(found.get(place, 0.0), claim.strength)
        return found

    @cached_property
    def folded_text(self) -> str:
        """All segments in comparable form, one a line."""
        return "\n".join(map(fold, self.evidence.texts))

    def page_of(self, segment: Segment) -> Page:
        """The page that a segment is on."""
        return next(page for page in self.evidence.pages if page.number == segment.page)

    def others_in(self, segment: Segment, kinds: Sequence[Kind]) -> list[Value]:
        """The values of some kinds in a segment."""
        return [value for value in self.evidence.values.get(segment, ()) if value.kind in kinds]
