"""Time that goes by at once."""

from datetime import timedelta

import pytest

from chalicelib.clock import now


def let_time_go_on(monkeypatch: pytest.MonkeyPatch, module: str, by: timedelta) -> None:
    """Let a module's clock be that much later from now on."""
    monkeypatch.setattr(f"{module}.now", lambda: now() + by)
