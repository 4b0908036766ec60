"""What can be wrong with rules; what is wrong with a document is never an error but a finding in the report."""


class RulesError(ValueError):
    """Base of everything this package raises."""


class UnknownRuleset(RulesError):
    """No rule set has this id."""

    def __init__(self, ruleset: str, known: tuple[str, ...]) -> None:
        """Carry the id and those that exist."""
        self.ruleset, self.known = ruleset, known
        super().__init__(f"no rule set {ruleset!r}; there are {', '.join(known)}")


class PackRefused(RulesError):
    """A rule pack is incomplete, altered, or would read what it must not."""

    def __init__(self, pack: str, reason: str) -> None:
        """Carry the pack's name and the reason."""
        self.pack, self.reason = pack, reason
        super().__init__(f"rule pack {pack}: {reason}")


class ValidatorStopped(RulesError):
    """The validating process ended or was ended before it answered."""
