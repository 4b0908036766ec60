"""Authenticator apps in tests, and the clock that they go by."""

from dataclasses import dataclass

import pyotp
import pytest

from tests.support.api import Person


@dataclass
class Clock:
    """The time by which codes are judged, in seconds since 1970."""

    seconds: int = 1_800_000_000

    def go_on(self, seconds: int) -> None:
        """Let time go by."""
        self.seconds += seconds

    def time(self) -> float:
        """Return the time, as the module of this name does."""
        return float(self.seconds)


@dataclass(frozen=True)
class Factor:
    """An authenticator app that was confirmed, and its recovery codes."""

    app: pyotp.TOTP
    recovery_codes: list[str]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Return the clock by which codes are judged from now on."""
    made = Clock()
    monkeypatch.setattr("chalicelib.accounts.factors.totp.time", made)
    return made


def enrolled(person: Person, clock: Clock) -> Factor:
    """Set up an app for a person."""
    begun = person.post("/me/factors/totp")
    assert begun.status == 201, begun.body
    app = pyotp.TOTP(begun.json["secret"])
    confirmed = person.post("/me/factors/totp/confirm", {"code": app.at(clock.seconds)})
    assert confirmed.status == 200, confirmed.body
    return Factor(app, confirmed.json["codes"])
