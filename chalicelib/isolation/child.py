"""What every child does first; as a program, its arguments are the module that serves, and the limits.

It limits itself before the module is imported, so that whatever a hostile file makes the libraries do ends with this
process. The module's `serve` is given the channel. Whatever a library prints goes to standard error, which is no frame.
"""

import json
import logging
import os
import sys
from importlib import import_module

from chalicelib.isolation.channel import Channel
from chalicelib.isolation.resource_limits import ResourceLimits


def serve(module: str, limits: ResourceLimits) -> None:
    """Have a module serve in this process until there is nothing more to do."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    logging.disable()  # pypdf complains at length of what is wrong with a file
    limits.enforce()
    import_module(module).serve(Channel(sys.stdin.buffer, out, limits))


if __name__ == "__main__":
    serve(sys.argv[1], ResourceLimits(**json.loads(sys.argv[2])))
