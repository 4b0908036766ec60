"""A company's own calendar: which day it is there.

Time zones are those of the IANA database, as the machine has it (`zoneinfo`); a company that names none lives in UTC.
"""

from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo, available_timezones

from chalicelib.records.companies import Company


def is_time_zone(name: str) -> bool:
    """Tell whether a name is one of the IANA database.

    >>> [is_time_zone(name) for name in ("Europe/Berlin", "UTC", "Mars/Olympus", "../etc/passwd", "localtime")]
    [True, True, False, False, False]
    """
    return name in available_timezones() - {"localtime", "Factory"}


def zone_of(company: Company | None) -> tzinfo:
    """Return the time zone of a company."""
    name = company.profile.get("time_zone") if company else None
    return ZoneInfo(name) if name else UTC


def day_of(company: Company | None, instant: datetime) -> date:
    """Return which day an instant is on for a company.

    >>> profile = {"time_zone": "Europe/Berlin"}
    >>> berlin = Company(company_id="", name="", created_at=datetime(2026, 1, 1), profile=profile)
    >>> [day_of(each, datetime(2026, 12, 31, 23, 30, tzinfo=UTC)).isoformat() for each in (berlin, None)]
    ['2027-01-01', '2026-12-31']
    """
    return instant.astimezone(zone_of(company)).date()
