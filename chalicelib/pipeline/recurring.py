"""The clock's entry point for recurring invoices: a run makes what is due, and ends before its function does."""

from time import monotonic

from chalicelib.json_data import JsonObject
from chalicelib.logs import logger

MAX_SECONDS = 240  # until nothing more is begun: one invoice takes half a minute at most, and the function has 300


def run_recurring() -> JsonObject:
    """Make the recurring invoices that are due; return how many there were."""
    from chalicelib.sales.recurring_run import make_due

    logger().set_correlation_id(None)
    until = monotonic() + MAX_SECONDS
    made = make_due(lambda: monotonic() < until)
    logger().info("recurring invoices were made", made=made)
    return {"made": made}
