"""A client of the invoice API: one typed function a route, and what every front end must do besides.

>>> from invoice_client import Api
>>> api = Api("https://api.example.com")
"""

from .api import UNFINISHED, Api, StillUnfinished
from .errors import ApiError

__all__ = ["UNFINISHED", "Api", "ApiError", "StillUnfinished"]
