"""Tax categories under which no tax is charged, and the reasons that a category alone decides.

UNTDID 5305 for the categories, CEF's VATEX list for the reasons. "Exempt" (E) has dozens of reasons, so that its own
has to be said; zero rated (Z) is taxed, at 0 %, and has none.
"""

from collections.abc import Mapping

REASON_CODES: Mapping[str, str] = {"AE": "VATEX-EU-AE", "K": "VATEX-EU-IC", "G": "VATEX-EU-G", "O": "VATEX-EU-O"}
"""The only reason (BT-121) of a category: reverse charge, within the EU, export, not subject to tax."""
ZERO_RATED = frozenset({"Z", "E", "AE", "K", "G"})
"""Categories whose rate is 0 by definition (BR-Z-05 and its siblings)."""
WITHOUT_RATE = "O"
"""The category whose lines have no rate at all (BR-O-05)."""
