"""What the label rules found, before it is weighed against what else the pages show."""

from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.extraction.details.scene import Scene
from chalicelib.extraction.evidence.candidate import Candidate
from chalicelib.extraction.result import Method


@dataclass(frozen=True, slots=True)
class RuleResults:
    """The pages, and the rules' candidates for each field, the best first."""

    scene: Scene
    numbers: Sequence[Candidate]
    issue_dates: Sequence[Candidate]
    due: Sequence[Candidate]

    @property
    def issued(self) -> Candidate | None:
        """The issue date."""
        return self.issue_dates[0] if self.issue_dates else None

    @property
    def due_by_terms(self) -> bool:
        """Whether the rules would take a due date that is counted, not printed."""
        return bool(self.due) and self.due[0].method is Method.ARITHMETIC
