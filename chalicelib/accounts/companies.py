"""The company's profile: what it prints on its invoices, checked where there is something to check.

Tax ids and IBANs are checked by python-stdnum: a typing error here would be printed on every invoice. BSBs have no
check digit; their form is checked at the edge.
"""

from dataclasses import replace
from typing import cast

from chalicelib.accounts.factors.proof import require_recent_proof
from chalicelib.accounts.standing import word_faults
from chalicelib.authorization import Caller, Role, needs
from chalicelib.clock import now
from chalicelib.errors import CompanyNotEmpty, InvalidInput
from chalicelib.json_data import JsonObject
from chalicelib.records.accounts import User
from chalicelib.records.companies import BANK_DETAILS, Company, Profile
from chalicelib.records.sales.number_format import FORMAT_FIELDS, NumberKind, format_of, overlapping
from chalicelib.records.security.audit import Actor, AuditEvent, AuditKind, differences, fingerprint, happened
from chalicelib.storage.accounts import users
from chalicelib.storage.companies import companies as store
from chalicelib.storage.companies import drafts, entries, mailboxes, quotes, recurring, teams
from chalicelib.storage.companies.reminding import watch_overdue
from chalicelib.storage.files import files as file_store
from chalicelib.storage.files.files import InvoiceFiles, delete_invoice_files
from chalicelib.storage.invoices.lists import has_invoices
from chalicelib.storage.statistics import counters
from chalicelib.storage.webhooks import webhooks

_VAT_PREFIX = {"GR": "EL"}


@needs(Role.MEMBER)
def fetch_company(caller: Caller) -> Company:
    """Return the caller's company."""
    return store.fetch_company(caller.company_id)


@needs(Role.ADMIN)
def change_company(
    caller: Caller,
    *,
    name: str | None,
    profile: JsonObject,
    members_see_all: bool | None,
    factors_demanded: bool | None = None,
) -> Company:
    """Store what is given of a company's name, profile (None removes an entry) and setting.

    Raises:
        InvalidInput: a tax id or IBAN fails its check, half of an Australian account is missing, both prefixes are the
            same, two kinds of numbers have one in common, the address is in another country than the company, or a
            company in its first week may not write what it wants to in its reminders.
        Conflict: somebody else changed the company at the same instant.
        ProofNeeded: bank details or the demand for second factors change, and the caller's proof is not recent.

    """
    company = fetch_company(caller)
    given = _with_one_country(company, profile)
    merged = {key: value for key, value in {**company.profile, **given}.items() if value is not None}
    checked = check_profile(merged)
    _refuse_common_numbers(company.profile, cast("Profile", checked))
    _refuse_strange_words(company, cast("Profile", given))
    see_all = company.members_see_all if members_see_all is None else members_see_all
    demanded = company.factors_demanded if factors_demanded is None else factors_demanded
    changed = replace(
        company,
        name=name or company.name,
        profile=cast("Profile", checked),
        members_see_all=see_all,
        factors_demanded=demanded,
    )
    if _is_sensitive(company, changed):
        require_recent_proof(caller)
    if "reminder_days" in checked:
        watch_overdue(company.company_id)
    store_change(caller, company, changed)
    if (members_see_all, factors_demanded) != (None, None):  # also when it is so already: a try may have broken off
        teams.copy_settings(changed)
    return fetch_company(caller)


def _refuse_common_numbers(before: Profile, after: Profile) -> None:
    """Refuse formats of which two have a number in common; what a company has is left alone until it changes."""
    if all(format_of(before, kind) == format_of(after, kind) for kind in NumberKind):
        return
    problems = [
        (FORMAT_FIELDS[second], f"Some of its numbers would be numbers of the {FORMAT_FIELDS[first]} as well.")
        for first, second in overlapping(after)
    ]
    if problems:
        raise InvalidInput(*problems)


def _refuse_strange_words(company: Company, given: Profile) -> None:
    """Refuse words for reminders that a new company may not write to strangers."""
    words = {
        f"reminder_texts.{place}.{name}": words
        for place, text in enumerate(given.get("reminder_texts") or ())
        for name, words in (("subject", text["subject"]), ("text", text["text"]))
    }
    problems = word_faults(company, words, now())
    if problems:
        raise InvalidInput(*problems)


def _is_sensitive(company: Company, changed: Company) -> bool:
    """Tell whether a change is one that a thief at an open session would make."""
    moves_money = any(company.profile.get(name) != changed.profile.get(name) for name in BANK_DETAILS)
    return moves_money or company.factors_demanded != changed.factors_demanded


def company_name_of(user: User) -> str:
    """Return what a user's company is called; empty for a user without one."""
    company = store.find_company(user.company_id) if user.company_id else None
    return company.name if company else ""


def store_change(actor: Actor, company: Company, changed: Company) -> None:
    """Store a company's other name, profile and setting, and write down what differs, with the earlier values.

    A change of where customers pay to is an event of its own.

    Raises:
        Conflict: somebody else changed the company since it was read.

    """
    events = _changes(actor, company, changed)
    store.change_company(company, changed, events=events)


def _changes(actor: Actor, company: Company, changed: Company) -> list[AuditEvent]:
    before, after = differences(_recorded(company), _recorded(changed))
    parts = {
        AuditKind.COMPANY_BANK_ACCOUNT_CHANGED: [name for name in before if name in BANK_DETAILS],
        AuditKind.COMPANY_CHANGED: [name for name in before if name not in BANK_DETAILS],
    }
    return [
        happened(
            actor,
            kind,
            subject=company.company_id,
            before={name: before[name] for name in names},
            after={name: after[name] for name in names},
        )
        for kind, names in parts.items()
        if names
    ]


def _recorded(company: Company) -> JsonObject:
    """Return what is written down of a company; a logo only by its fingerprint, each text of reminders by itself."""
    values: JsonObject = {**company.profile, "name": company.name, "members_see_all": company.members_see_all}
    for text in values.pop("reminder_texts", ()):
        words = {"subject": text["subject"], "text": text["text"]}
        values[f"reminder_texts.{text['level']}.{text['language']}"] = words
    values["factors_demanded"] = company.factors_demanded
    return {name: fingerprint(value) if name == "logo" else value for name, value in values.items()}


def _with_one_country(company: Company, given: JsonObject) -> JsonObject:
    """Return a change without the address's country, which is the company's own, and sets it where that has none."""
    if not given.get("address"):
        return given
    address = dict(given["address"])
    country = address.pop("country", None)
    known = {**company.profile, **given}
    if country and known.setdefault("country", country) != country:
        raise InvalidInput(("address.country", "This is not the company's country; to change that, give `country`."))
    return {**given, "address": address, "country": known.get("country")}


@needs(Role.ADMIN)
def delete_company(caller: Caller) -> None:
    """Remove a company that has no other members and no invoices; the caller's account stays, without a company.

    Raises:
        CompanyNotEmpty: it has other members, or invoices.
        ProofNeeded: the caller has not proven recently who they are.
        Conflict: somebody joined or left at the same instant.

    """
    require_recent_proof(caller)
    company = fetch_company(caller)
    user = users.find_user(caller.user_id)
    if user is None or company.members > 1:
        raise CompanyNotEmpty
    refuse_to_strand(company)
    deleted = happened(caller, AuditKind.COMPANY_DELETED, subject=company.company_id, before={"name": company.name})
    teams.remove_member(user, company, deleted)
    forget(company)


def forget(left: Company | None) -> None:
    """Remove what a company leaves behind once it went with its only member; a crash leaves it unread.

    In its own partition: suppliers, suppressed addresses, series and numbers, invitations, exports, batches.
    """
    if left and left.members == 1:
        mailboxes.remove_claim(left.company_id)
        store.remove_all(store.company_key(left.company_id))
        file_store.delete_folder(file_store.batches_folder(left.company_id))
        drafts.remove_drafts(left.company_id)
        entries.remove_entries(left.company_id)
        recurring.remove_all_recurring(left.company_id)
        _forget_quotes(left.company_id)
        counters.remove_all(left.company_id)
        webhooks.remove_webhooks(left.company_id)


def _forget_quotes(company_id: str) -> None:
    for quote_id in quotes.list_quote_ids(company_id):
        delete_invoice_files(InvoiceFiles(company_id, quote_id))
    quotes.remove_quotes(company_id)


def refuse_to_strand(company: Company | None) -> None:
    """Let the only member of a company go, and the company with it, but not while it has invoices.

    Raises:
        CompanyNotEmpty: its invoices would be out of reach.

    """
    if company and company.members == 1 and has_invoices(company.company_id):
        raise CompanyNotEmpty


def check_profile(profile: JsonObject) -> JsonObject:
    """Return a profile with its numbers in their compact form.

    >>> check_profile({"country": "AU", "tax_id": "51 824 753 556", "iban": "DE89 3704 0044 0532 0130 00"})
    {'country': 'AU', 'tax_id': '51824753556', 'iban': 'DE89370400440532013000'}

    Raises:
        InvalidInput: a number fails its check.

    """
    from stdnum import iban
    from stdnum.exceptions import ValidationError

    checked = dict(profile)
    problems: list[tuple[str, str]] = []
    for name, validate in (("tax_id", _validate_tax_id), ("iban", lambda number, _: iban.validate(number))):
        if name in checked:
            try:
                checked[name] = validate(str(checked[name]), str(checked.get("country", "")))
            except ValidationError:
                problems.append((name, f"This is not a valid {name.replace('_', ' ')}; please check its digits."))
    if checked.get("credit_note_prefix", "") == checked.get("number_prefix"):
        problems.append(("credit_note_prefix", "Credit notes have numbers of their own: they need another prefix."))
    if ("bsb" in checked) != ("account_number" in checked):
        problems.append(("bsb", "A BSB and an account number belong together."))
    if problems:
        raise InvalidInput(*problems)
    return checked


def _validate_tax_id(number: str, country: str) -> str:
    """Check a tax id by its country: ABN for Australia, VAT ids for the EU; elsewhere there is nothing to check."""
    from stdnum.au import abn
    from stdnum.eu import vat
    from stdnum.exceptions import InvalidComponent

    if country == "AU":
        return str(abn.validate(number))
    if country.lower() in vat.MEMBER_STATES:
        checked = str(vat.validate(number))
        if not checked.startswith(_VAT_PREFIX.get(country, country)):
            raise InvalidComponent
        return checked
    return number.strip()
