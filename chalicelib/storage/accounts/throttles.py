"""Counters of tries in windows of time. Each count is one atomic addition, so that none of many at once is missed."""

from datetime import UTC, datetime

from chalicelib.storage.accounts.items import ThrottleItem


def count_try(key: str, window_start: int, window_seconds: int, tries: int = 1) -> int:
    """Count more tries under a key in a window (seconds since 1970) and return how many there are now."""
    item = ThrottleItem(f"throttle#{key}", f"window#{window_start}")
    gone = datetime.fromtimestamp(window_start + 2 * window_seconds, UTC)
    item.update([ThrottleItem.tries.add(tries), ThrottleItem.expires_at.set(gone), ThrottleItem.kind.set(ThrottleItem)])
    return int(item.tries)


def forget_tries(key: str, window_start: int) -> None:
    """Start counting from zero again."""
    ThrottleItem(f"throttle#{key}", f"window#{window_start}").delete()
