"""The parties' countries (BT-40, BT-55), towns and post codes, and the supplier's registration (BT-29, BT-30)."""

from collections.abc import Iterator, Sequence
from itertools import chain

from chalicelib.extraction.deriving.clues.registers import gln_in, scheme_of
from chalicelib.extraction.deriving.draft import Draft
from chalicelib.extraction.deriving.places import signs
from chalicelib.extraction.deriving.places.addresses import (
    PostLine,
    has_form_of,
    part_address,
    post_line,
    split_address,
)
from chalicelib.extraction.deriving.places.country_names import country_named
from chalicelib.extraction.deriving.places.signs import Sign
from chalicelib.extraction.lexicon.names import is_address, is_in_irish_county
from chalicelib.extraction.result import FieldName

GLN = "0088"


def derive_parties(draft: Draft) -> None:
    """The supplier's country first: a customer without one of its own is taken to be in it, else the other way."""
    _derive_supplier(draft)
    _derive_customer(draft)
    if "supplier" not in draft.countries:
        _derive_supplier(draft)
    _derive_registration(draft)


def _derive_supplier(draft: Draft) -> None:
    facts = draft.facts
    lines, source = _lines(draft, FieldName.SUPPLIER_ADDRESS, facts.supplier_lines)
    post = next(filter(None, map(post_line, lines)), None)
    found = signs.decide([
        *_of_lines(lines, source, facts.languages),
        *_of_tax_id(draft, FieldName.SUPPLIER_TAX_ID),
        *_of_page(draft, post),
    ])  # fmt: skip
    _put_address(draft, "supplier", FieldName.SUPPLIER_ADDRESS, lines, found)


def _derive_customer(draft: Draft) -> None:
    lines, source = _lines(draft, FieldName.CUSTOMER_ADDRESS, draft.facts.customer_lines)
    found = signs.decide([
        *_of_lines(lines, source, draft.facts.languages),
        *_of_counties(draft.facts.customer_lines),
        *_of_tax_id(draft, FieldName.CUSTOMER_TAX_ID),
    ])  # fmt: skip
    _put_address(draft, "customer", FieldName.CUSTOMER_ADDRESS, lines, found or _domestic(draft, lines))


def _domestic(draft: Draft, lines: Sequence[str]) -> Sign | None:
    """An address in the supplier's country's form that names no country: letters abroad must name it, others don't."""
    home = draft.countries.get("supplier")
    posts = list(filter(None, map(post_line, lines)))
    if not home:
        return _of_form(draft, next(iter(posts), None))
    if any(has_form_of(post, home) for post in posts):
        return Sign(home, "customer_address, supplier_country", signs.BY_DOMESTIC)
    if lines and not posts and _is_at_home(draft, home):
        return Sign(home, "language, supplier_country", signs.BY_DOMESTIC)
    return None


def _is_at_home(draft: Draft, country: str) -> bool:
    """Whether an invoice is written as in one country alone: in its language, perhaps with its money."""
    languages = draft.facts.languages
    return country in (signs.of_language(languages), signs.only_home(languages, draft.text(FieldName.CURRENCY)))


def _of_form(draft: Draft, post: PostLine | None) -> Sign | None:
    """The country of the language that writes post codes so and pays in the currency."""
    country = signs.of_post_code_and_language(post, draft.facts.languages)
    if country and signs.uses(country, draft.text(FieldName.CURRENCY)):
        return Sign(country, "customer_address, language, currency", signs.BY_DOMESTIC)
    return None


def _lines(draft: Draft, name: FieldName, under: Sequence[str]) -> tuple[list[str], str]:
    """The address as it was read or, where it lacks a town, the lines under the party's name."""
    read = split_address(draft.said(name))
    if any(map(post_line, read)) or _naming_countries(draft, read[1:]):
        return read, name.value
    if not any(map(is_address, read)):
        under = list(chain.from_iterable(map(split_address, under)))
    for number, line in enumerate(under):
        if post_line(line):
            country = _naming_countries(draft, under[number + 1 : number + 2])
            return [*read, line, *country], f"{name.value}, page"
    return [*read, *_naming_countries(draft, under)], name.value


def _naming_countries(draft: Draft, lines: Sequence[str]) -> list[str]:
    """The lines that name a country."""
    return [line for line in lines if country_named(line, draft.facts.languages)]


def _of_lines(lines: Sequence[str], source: str, languages: Sequence[str]) -> Iterator[Sign]:
    for line in lines:
        named = country_named(line, languages)
        if named:
            yield Sign(named, source, signs.BY_NAME)
        post = post_line(line)
        if post and post.country:
            yield Sign(post.country, source, signs.BY_NAME if post.named else signs.BY_POST_CODE)


def _of_counties(lines: Sequence[str]) -> Iterator[Sign]:
    """Ireland, where an address names one of its counties: it needs no post code there."""
    if any(map(is_in_irish_county, lines)):
        yield Sign("IE", "page", signs.BY_POST_CODE)


def _of_tax_id(draft: Draft, name: FieldName) -> Iterator[Sign]:
    country = signs.of_tax_id(draft.text(name))
    if country:
        yield Sign(country, name.value, signs.BY_TAX_ID)


def _of_page(draft: Draft, post: PostLine | None) -> Iterator[Sign]:
    """What speaks for the supplier's country beside its address and its tax id."""
    facts, currency = draft.facts, draft.text(FieldName.CURRENCY)
    by_form = signs.of_post_code_and_language(post, facts.languages)
    customer = draft.countries.get("customer")
    for country, source in (
        (signs.of_account(draft.text(FieldName.IBAN)) or signs.of_bank(draft.text(FieldName.BIC)), "bank"),
        (by_form if signs.uses(by_form, currency) else signs.of_currency(currency), "currency"),
        (signs.of_language(facts.languages), "language"),
        (signs.of_language_and_currency(facts.languages, currency), "language"),
        (by_form, "supplier_address"),
        (signs.of_spanish_number(draft.text(FieldName.SUPPLIER_TAX_ID), facts.languages), "supplier_tax_id"),
        (signs.of_rate(facts.languages, facts.rates, currency), "tax_rate"),
        (customer if signs.is_home(facts.languages, customer) else None, "customer_country"),
    ):
        if country:
            yield Sign(country, source)
    for source, countries in (
        ("telephone", signs.of_telephones(facts.contact_lines)),
        ("domain", signs.of_domains(facts.contact_lines)),
        ("supplier_name", signs.of_legal_form(draft.text(FieldName.SUPPLIER_NAME))),
        ("register", signs.of_registers(facts.contact_lines)),
    ):
        if len(countries) == 1:
            yield Sign(next(iter(countries)), source)


def _put_address(draft: Draft, role: str, name: FieldName, lines: Sequence[str], country: Sign | None) -> None:
    if country:
        draft.countries[role] = country.country
        draft.put(f"{role}.address.country", country.country, country.source)
    read = part_address(draft.said(name), draft.facts.languages)
    whole = part_address("\n".join(lines), draft.facts.languages)
    if "post_code" not in read:
        for part in ("post_code", "city", "subdivision"):
            if part in whole:
                draft.put(f"{role}.address.{part}", whole[part], "page")


def _derive_registration(draft: Draft) -> None:
    """BR-CO-26 asks for one number of the supplier's: without a VAT identifier, another that the page prints."""
    tax_id = draft.text(FieldName.SUPPLIER_TAX_ID)
    gln = gln_in(draft.facts.supplier_lines)
    if gln:
        draft.put("supplier.identifiers.0.value", gln, "page")
        draft.put("supplier.identifiers.0.scheme", GLN, "page")
    if signs.of_tax_id(tax_id):
        return
    home = draft.countries.get("supplier")
    if tax_id and scheme_of(tax_id, home):
        _put_register(draft, tax_id, home, "supplier_tax_id")
    elif draft.facts.register_numbers:
        _put_register(draft, draft.facts.register_numbers[0], home, "page")
    elif tax_id and not gln:
        draft.put("supplier.identifiers.0.value", tax_id, "supplier_tax_id")


def _put_register(draft: Draft, number: str, home: str | None, source: str) -> None:
    draft.put("supplier.legal_id.value", number, source)
    scheme = scheme_of(number, home)
    if scheme:
        draft.put("supplier.legal_id.scheme", scheme, f"{source}, supplier_country")
