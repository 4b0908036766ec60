"""The e-invoice of a page, or of a form, as the countries of both parties want it: CIUS-RO, PINT A-NZ.

Such a document names no specification (BT-24) of its own. Where the rule pack of its countries is installed, it is
written for that. Where the law asks the issuer for the pack, this is the UBL of an invoice of our own, and the verdict
is about it. Where it is only offered, or a page has come, it is judged first: if it does not pass, the UBL is plain
EN 16931 as everywhere. The kept document stays the plain one, so that a correction begins from what was read.

What is put in is the specification and the process (BT-23) that the catalogue names. Where the tax is GST, it gets its
name, and the parties' electronic addresses (BT-34, BT-49) are the business numbers by which Peppol knows them in
Australia and New Zealand.
"""

from collections.abc import Mapping
from time import monotonic
from typing import TypeVar

from chalicelib.documents.check_digits import ABN, NZBN, Numbering
from chalicelib.documents.model.document import EN_16931, Customer, Document, Supplier
from chalicelib.documents.model.types import Identifier
from chalicelib.documents.syntaxes.codec import write_ubl
from chalicelib.invoices.building.applicability import is_for_rules
from chalicelib.invoices.building.artefacts import Made
from chalicelib.invoices.building.rule_packs import current_packs
from chalicelib.records.files import FileKind
from chalicelib.validation import Limits, validate
from chalicelib.validation.packs.catalogue import PublishedPack, pack_of_countries
from chalicelib.validation.report.report import Report
from chalicelib.validation.service import DEFAULT_LIMITS

GST = "GST"
BUSINESS_NUMBERS: Mapping[str | None, tuple[str, Numbering]] = {"AU": ("0151", ABN), "NZ": ("0088", NZBN)}
"""The schemes (ISO/IEC 6523) of the ABN and of the NZBN, which is a GLN."""
_Party = TypeVar("_Party", Supplier, Customer)
_WITH_TAX = ("lines", "allowances", "charges")


def in_form_of_countries(document: Document, limits: Limits = DEFAULT_LIMITS, *, is_own: bool) -> Made:
    """Return a document's UBL in the form of its countries, if it passes their rules or must pass them; else nothing.

    Only an invoice of our own has to pass what the law asks its issuer for. Rules that can't be run within the limits
    are not passed.
    """
    pack = installed_pack(document)
    if pack is None:
        return {}
    xml = write_ubl(shaped(document, pack))
    return {FileKind.UBL: xml} if (is_own and pack.obligatory) or _judge(xml, limits).successful else {}


def rehearse(document: Document, until: float) -> Report | None:
    """Return what the rules would say of a document as it is; None where there are none for it.

    They are those of its countries if it passes them or has to, else the rules of EN 16931. What could not be run by
    the moment `until`, in seconds of `time.monotonic`, is reported as not run.
    """
    if not is_for_rules(document, None):
        return None
    pack = installed_pack(document)
    if pack:
        report = _judge(write_ubl(shaped(document, pack)), _until(until))
        if report.successful or pack.obligatory:
            return report
    return _judge(write_ubl(document), _until(until))


def _judge(xml: bytes, limits: Limits) -> Report:
    return validate(xml, packs=current_packs(), limits=limits)


def _until(moment: float) -> Limits:
    return Limits(seconds=max(0.0, moment - monotonic()))


def installed_pack(document: Document) -> PublishedPack | None:
    """Return the rule pack of both parties' countries, if it is installed and the document names no other rules."""
    if document.specification not in {None, EN_16931}:
        return None
    pack = pack_of_countries(_country_of(document.supplier), _country_of(document.customer))
    packs = current_packs() if pack else None
    return pack if pack and packs and (packs / pack.id).is_dir() else None


def shaped(document: Document, pack: PublishedPack) -> Document:
    """Return a document in the form of a pack."""
    named = document.model_copy(update={
        "specification": pack.specification,
        "business_process": document.business_process or pack.process,
    })  # fmt: skip
    return _in_gst(named) if pack.tax_scheme == GST else named


def _in_gst(document: Document) -> Document:
    taxed = {
        name: tuple(each.model_copy(update={"tax_scheme": GST}) for each in getattr(document, name))
        for name in _WITH_TAX
    }
    rows = tuple(row.model_copy(update={"scheme": GST}) for row in document.tax_breakdown)
    parties = {"supplier": _numbered(document.supplier), "customer": _numbered(document.customer)}
    return document.model_copy(update={**taxed, **parties, "tax_breakdown": rows})


def _numbered(party: _Party | None) -> _Party | None:
    """Return a party with its business number as its legal id, tax id and address, where it has one."""
    if party is None:
        return None
    identifier = _business_number(party)
    if identifier is None:
        return party
    return party.model_copy(update={
        "legal_id": identifier,
        "tax_id": party.tax_id or party.tax_registration,
        "tax_scheme": GST if party.tax_id or party.tax_registration else None,
        "tax_registration": None,
        "electronic_address": party.electronic_address or identifier,
    })  # fmt: skip


def _business_number(party: Supplier | Customer) -> Identifier | None:
    """Return the number of a party's country among its ids, if its check digits are right."""
    country = _country_of(party)
    if country not in BUSINESS_NUMBERS:
        return None
    scheme, numbering = BUSINESS_NUMBERS[country]
    given = (party.legal_id.value if party.legal_id else None, party.tax_registration, party.tax_id)
    right = (each for each in given if each and numbering.is_meant(each) and numbering.is_right(each))
    number = next(right, None)
    return Identifier(value="".join(filter(str.isdigit, number)), scheme=scheme) if number else None


def _country_of(party: Supplier | Customer | None) -> str | None:
    return party.address.country if party and party.address else None
