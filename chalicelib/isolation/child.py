"""What every child does first; as a program, its arguments are the module that serves, and the allowance.

It limits itself before the module is imported, so that whatever a hostile file makes the libraries do ends with this
process. The module's `serve` is given the channel. Whatever a library prints goes to standard error, which is no frame.
"""

import json
import logging
import os
import sys
from importlib import import_module

from chalicelib.isolation.allowance import Allowance
from chalicelib.isolation.channel import Channel


def serve(module: str, allowance: Allowance) -> None:
    """Have a module serve in this process until there is nothing more to do."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    logging.disable()  # pypdf complains at length of what is wrong with a file
    allowance.enforce()
    import_module(module).serve(Channel(sys.stdin.buffer, out, allowance))


if __name__ == "__main__":
    serve(sys.argv[1], Allowance(**json.loads(sys.argv[2])))
