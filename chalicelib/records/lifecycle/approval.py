"""Approval of what a company is to pay: open, approved, or rejected, and by whom.

docs/lifecycle.md has the table. A company may ask for a second person: then the first approval is recorded, and the
invoice stays open.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypedDict

from chalicelib.errors import SecondPersonNeeded, WrongStep
from chalicelib.records.companies import Profile


class Approval(StrEnum):
    """Whether an invoice may be paid."""

    OPEN = "open"
    APPROVED = "approved"
    REJECTED = "rejected"


class ApprovalStep(StrEnum):
    """What somebody decides."""

    APPROVE = "approve"
    REJECT = "reject"
    REOPEN = "reopen"


STEPS: Mapping[tuple[Approval, ApprovalStep], Approval] = {
    (Approval.OPEN, ApprovalStep.APPROVE): Approval.APPROVED,
    (Approval.OPEN, ApprovalStep.REJECT): Approval.REJECTED,
    (Approval.APPROVED, ApprovalStep.REOPEN): Approval.OPEN,
    (Approval.REJECTED, ApprovalStep.REOPEN): Approval.OPEN,
}
"""The steps that there are; all others are refused."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided what, when, and why."""

    step: ApprovalStep
    by: str
    at: datetime
    comment: str = ""


class ApprovalFields(TypedDict):
    """The record's fields that an approval decides."""

    approval: Approval
    decisions: tuple[Decision, ...]


UNAPPROVED: ApprovalFields = {"approval": Approval.OPEN, "decisions": ()}
"""What was approved is what was shown: a change, or another reading, takes the approval back."""


@dataclass(frozen=True, slots=True)
class ApprovalPolicy:
    """What a company asks for: how many persons, and whether nothing unapproved is paid or exported as payable."""

    persons: int = 1
    is_needed: bool = False

    @classmethod
    def of(cls, profile: Profile) -> "ApprovalPolicy":
        """Return the policy of a company's profile."""
        return cls(int(profile.get("approval_persons", 1)), bool(profile.get("approval_needed")))


def decide(
    approval: Approval, decisions: tuple[Decision, ...], decision: Decision, persons: int
) -> tuple[Approval, tuple[Decision, ...]]:
    """Return the approval after a decision, with those that count towards it.

    Raises:
        WrongStep: it is not a step from here.
        SecondPersonNeeded: the same person has approved already, and another one is asked for.

    """
    following = STEPS.get((approval, decision.step))
    if following is None:
        raise WrongStep(approval, decision.step)
    if decision.step is ApprovalStep.REOPEN:
        return following, ()
    if decision.step is ApprovalStep.APPROVE and decision.by in {each.by for each in decisions}:
        raise SecondPersonNeeded
    counted = (*decisions, decision)
    is_half = decision.step is ApprovalStep.APPROVE and len(counted) < persons
    return (Approval.OPEN if is_half else following), counted
