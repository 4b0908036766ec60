"""Companies that have been there for a while."""

from datetime import timedelta

from chalicelib.storage.companies.companies import COMPANY_PROFILE, CompanyItem, company_key
from tests.support.api import Person


def make_older(person: Person, by: timedelta) -> None:
    """Let a person's company have been registered that much earlier."""
    item = CompanyItem.get(company_key(person.user["company_id"]), COMPANY_PROFILE)
    item.update([CompanyItem.created_at.set(item.created_at - by)])
