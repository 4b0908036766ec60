"""The clock's entry point for reminders: a run sends what is due, and ends before its function does."""

from time import monotonic

from chalicelib.json_data import JsonObject
from chalicelib.logs import logger

MAX_SECONDS = 100  # until nothing more is begun; the function has 120


def run_reminders() -> JsonObject:
    """Send the reminders that are due; return how many there were."""
    from chalicelib.sales.reminder_run import remind_all

    logger().set_correlation_id(None)
    until = monotonic() + MAX_SECONDS
    reminded = remind_all(lambda: monotonic() < until)
    logger().info("reminders were sent", reminded=reminded)
    return {"reminded": reminded}
