"""Start the whole back end on this machine: `.venv/bin/python -m infra.local --port 8000`; Ctrl-C ends it.

One process: a moto server with what the template describes, the HTTP API, a poller for each queue, and the scheduled
functions at their times.
"""

import argparse
import logging
import os
import signal
import sys
import threading
import time
from types import FrameType

from chalicelib.storage.files.rulesets import PackStore
from infra.local import welcome
from infra.local.http import PortTaken
from infra.local.stack import Stack
from infra.rulesets.installing import INSTALLED
from infra.rulesets.stored import add_installed

# The kernel may hand a signal to any thread, and Python runs its handler in the main one, once that wakes: so it does
# not wait without end. Nor on the event itself, whose lock the handler needs.
_LOOK_SECONDS = 0.2


def main() -> None:
    """Start the whole back end on this machine; Ctrl-C ends it."""
    parser = argparse.ArgumentParser(prog=".venv/bin/python -m infra.local", description=main.__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--aws-port", type=int, default=0, help="the moto server's port; 0 takes a free one")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    logging.getLogger("infra").setLevel(logging.INFO)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    stop = _stop_on_signals()
    try:
        stack = Stack.start(arguments.port, arguments.aws_port)
    except PortTaken as error:
        sys.exit(str(error))
    try:
        _add_rule_packs()
        print(welcome.text(stack.url, stack.cloud.url, welcome.make_account(stack.url)), flush=True)
        while not stop.is_set():
            time.sleep(_LOOK_SECONDS)
    finally:
        stack.stop()


def _add_rule_packs() -> None:
    """Put the rule packs that `make rulesets` installed into the local bucket."""
    for problem in add_installed(PackStore(os.environ["FILES_BUCKET"]), INSTALLED):
        logging.getLogger(__name__).warning("%s", problem)


def _stop_on_signals() -> threading.Event:
    """Return an event that Ctrl-C and `kill` set: the end is a wish, not an exception in the middle of something."""
    stop = threading.Event()

    def wish(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGINT, wish)
    signal.signal(signal.SIGTERM, wish)
    return stop


if __name__ == "__main__":
    main()
