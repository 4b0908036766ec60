"""The official rules, run on e-invoices, and a report of what they say. Knows no AWS.

`validate` is the way in; `child.py` is the process that does the work, `engine.py` how.
"""

from chalicelib.validation.service import Limits, validate

__all__ = ["Limits", "validate"]
