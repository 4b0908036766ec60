"""The official rules, run on e-invoices, and a report of what they say. Knows no AWS.

`validate` is the way in, `check_pack` tries out further rules; `child.py` is the process that does the work, and
`engine.py` how.
"""

from chalicelib.validation.service import Limits, check_pack, validate

__all__ = ["Limits", "check_pack", "validate"]
