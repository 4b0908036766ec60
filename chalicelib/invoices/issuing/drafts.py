"""Documents that people are still working on: kept as they are, with what they still need.

What a draft needs is asked of the rules whenever one draft is shown, so that it is true of the rules and the company's
profile of that moment; a list shows how complete each was when it was last changed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.authorization import Caller, Role, check_change, needs
from chalicelib.clock import now
from chalicelib.errors import DraftNotFound, InvalidInput, VersionMismatch
from chalicelib.ids import Intended, is_id
from chalicelib.invoices.building.content import dump_document
from chalicelib.invoices.catalogue.copying import copy_entries
from chalicelib.invoices.issuing.issuing import issue_anew, issued_before
from chalicelib.paging import check_cursor, cut
from chalicelib.records.drafts import Draft
from chalicelib.records.invoices import Invoice
from chalicelib.records.sales.calendar import day_of
from chalicelib.storage.companies import drafts as store
from chalicelib.storage.companies.companies import fetch_company
from chalicelib.storage.companies.drafts import UsedDraft
from chalicelib.storage.companies.packing import DocumentTooLarge

if TYPE_CHECKING:
    from chalicelib.documents.model.document import Document
    from chalicelib.invoices.issuing.readiness import Readiness
    from chalicelib.records.sales.forms import Form


@dataclass(frozen=True, slots=True)
class DraftPage:
    """Some drafts, and where the next page begins; without a cursor it is the last."""

    items: tuple[Draft, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class ExaminedDraft:
    """A draft, and what keeps it from being issued."""

    draft: Draft
    readiness: "Readiness"


@needs(Role.MEMBER)
def add_draft(caller: Caller, document: "Document", intended: Intended) -> ExaminedDraft:
    """Keep an unfinished document, once.

    Raises:
        InvalidInput: it is too large to be kept.

    """
    earlier = store.find_draft(caller.company_id, intended.id) if intended.again else None
    if earlier:
        return _examined(caller, earlier)
    examined = describe_draft(caller, document, intended)
    with _size_is_told():
        store.add_draft(examined.draft)
    return examined


@needs(Role.MEMBER)
def describe_draft(caller: Caller, document: "Document", intended: Intended) -> ExaminedDraft:
    """Return the draft of a document, which is not kept yet."""
    instant, readiness = now(), _examine(caller, document)
    draft = Draft(
        company_id=caller.company_id,
        draft_id=intended.id,
        created_by=caller.user_id,
        created_at=instant,
        updated_at=instant,
        document=dump_document(document),
        customer=_customer(readiness),
        progress=readiness.progress,
    )
    return ExaminedDraft(draft, readiness)


@needs(Role.MEMBER)
def examine_draft(caller: Caller, draft_id: str) -> ExaminedDraft:
    """Return a draft that the caller may see, and what keeps it from being issued.

    Raises:
        DraftNotFound: the caller can see no draft with this id.

    """
    return _examined(caller, fetch_draft(caller, draft_id))


@needs(Role.MEMBER)
def fetch_draft(caller: Caller, draft_id: str) -> Draft:
    """Return a draft that the caller may see.

    Raises:
        DraftNotFound: the caller can see no draft with this id.

    """
    draft = store.find_draft(caller.company_id, draft_id) if is_id(draft_id) else None
    if draft is None or not caller.may_see(draft.created_by):
        raise DraftNotFound
    return draft


@needs(Role.MEMBER)
def list_drafts(caller: Caller, *, limit: int, cursor: str | None) -> DraftPage:
    """Return one page of at most `limit` drafts, newest first; the cursor is the id of the last one before it.

    A page for a member who sees only their own can be short, or empty, with more to come.

    Raises:
        BadCursor: it is no draft's id.

    """
    check_cursor(cursor)
    found = store.list_drafts(caller.company_id, before=cursor, limit=limit + 1)
    page, following = cut(found, limit, lambda draft: draft.draft_id)
    return DraftPage(tuple(draft for draft in page if caller.may_see(draft.created_by)), following)


@needs(Role.MEMBER)
def change_draft(caller: Caller, draft_id: str, document: "Document", expected: int | None) -> ExaminedDraft:
    """Keep another document in a draft.

    Raises:
        DraftNotFound: the caller can see no draft with this id.
        NotYours: the caller may only read it.
        VersionMismatch: it is no longer the version that the caller has seen.
        InvalidInput: the document is too large to be kept.

    """
    _changeable(caller, draft_id, expected)  # what is refused costs no rules
    readiness = _examine(caller, document)
    draft = _changeable(caller, draft_id, expected)  # read after the rules, which take seconds: others write meanwhile
    with _size_is_told():
        changed = store.change_draft(draft, dump_document(document), readiness.progress, _customer(readiness))
    if changed is None:
        raise VersionMismatch
    return ExaminedDraft(changed, readiness)


@needs(Role.MEMBER)
def delete_draft(caller: Caller, draft_id: str) -> None:
    """Throw a draft away."""
    _changeable(caller, draft_id, None)
    store.delete_draft(caller.company_id, draft_id)


@needs(Role.MEMBER)
def issue_draft(
    caller: Caller, draft_id: str, intended: Intended, *, language: str | None, expected: int | None
) -> Invoice:
    """Make a draft an invoice, once, however often and from wherever this is asked for.

    Raises:
        DraftNotFound, NotYours, VersionMismatch: as for a change.
        InvalidInput, NumberTaken, Conflict: as for an invoice.

    """
    earlier = issued_before(caller, intended)
    if earlier:
        return earlier
    draft = _changeable(caller, draft_id, expected)
    return issue_anew(caller, form_of(draft), intended, language=language, origin=UsedDraft(draft))


def _examined(caller: Caller, draft: Draft) -> ExaminedDraft:
    return ExaminedDraft(draft, _examine(caller, form_of(draft)))


def form_of(draft: Draft) -> "Form":
    """Return the form that a draft keeps."""
    from chalicelib.records.sales.forms import Form

    return Form.model_validate(draft.document)


def _examine(caller: Caller, document: "Document") -> "Readiness":
    from chalicelib.invoices.issuing.readiness import examine

    company = fetch_company(caller.company_id)
    copied = copy_entries(document, company)
    return examine(copied.document, company, day_of(company, now()), copied.problems)


def _customer(readiness: "Readiness") -> str | None:
    """Return the customer's name, as the form or the company's list of customers has it."""
    customer = readiness.document.customer
    return customer.name if customer else None


def _changeable(caller: Caller, draft_id: str, expected: int | None) -> Draft:
    draft = fetch_draft(caller, draft_id)
    check_change(caller, draft, expected)
    return draft


@contextmanager
def _size_is_told() -> Iterator[None]:
    try:
        yield
    except DocumentTooLarge as error:
        raise InvalidInput(("body", "is too large for a draft; add attachments when issuing")) from error
