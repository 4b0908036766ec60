"""JSON as it is written (RFC 8259): `12.50` is twelve and a half, and never the nearest binary number."""

import json
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn


def parse_json(data: bytes) -> Any:
    """Return what a JSON text says, numbers with a point or an exponent as `Decimal`; raise ValueError with the reason.

    >>> parse_json(b'{"price": 12.50}')
    {'price': Decimal('12.50')}
    """
    try:
        return json.loads(data, parse_float=Decimal, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    except InvalidOperation as error:
        raise ValueError("a number's exponent is too large") from error


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
