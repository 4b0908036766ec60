"""How many of a company's files came in a minute, in the companies table: company#<id>, files_in#<minute>."""

import time
from datetime import UTC, datetime

from pynamodb.attributes import NumberAttribute

from chalicelib.storage.companies.companies import CompanyTableItem, company_key

MINUTE = 60


class _TurnsItem(CompanyTableItem, discriminator="files_in"):
    files = NumberAttribute()


def count_turn(company_id: str) -> int:
    """Count one more file of a company in this minute; return how many there are now."""
    minute = int(time.time()) // MINUTE
    gone = datetime.fromtimestamp((minute + 2) * MINUTE, UTC)
    item = _TurnsItem(company_key(company_id), f"files_in#{minute}")
    item.update([_TurnsItem.files.add(1), _TurnsItem.expires_at.set(gone), _TurnsItem.kind.set(_TurnsItem)])
    return int(item.files)
