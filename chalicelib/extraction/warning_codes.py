"""The warnings a reading may carry, each with a sentence: the one list, for the API's description and for its readers.

A code is stable. Where it is about one field, the field's name follows behind a colon: `missing:total`.
"""

from collections.abc import Mapping

SEVERAL_INVOICES = "several_invoices"

WARNINGS: Mapping[str, str] = {
    "totals_disagree": "net, tax, total, what was paid and what is due don't add up",
    "lines_incomplete": "the lines add up to no total",
    "lines_summarised": "the lines that were read lead to other totals; the e-invoice has one line for each tax rate",
    "amount_retained": "the page keeps a part back until the work is accepted; the e-invoice asks for it, and says so",
    SEVERAL_INVOICES: "the file holds more than one invoice; where each begins is not certain",
    "copy_left_out": "the file holds the same invoice more than once, as original and copy; it was read once",
    "tax_id_check_failed": "a tax id's check digits are wrong",
    "iban_check_failed": "the account number's check digits are wrong",
    "pages_not_read": "a scan has more pages than are recognised",
    "partly_picture": "a part of the text is a picture, and was recognised or could not be",
    "not_an_invoice": "the document is about something else; no amounts are given",
    "attached_xml_unusable": "the PDF carries XML that is no e-invoice or is damaged; the page was read",
    "read_from_attachment": "the PDF itself is no invoice; the one attached to it was read",
    "attachments_not_read": "the PDF itself is no invoice, and carries several that were not read",
    "supplier_unclear": "several suppliers that corrections were remembered of fit; no memory was used",
}
"""About the reading as a whole."""

FIELD_WARNINGS: Mapping[str, str] = {
    "missing": "the invoice shows no number, issue date, supplier or total that was found",
    "not_understood": "a value stands there, but was not understood",
    "doubtful": "number, issue date, supplier or total was found, with a confidence below 0.7: look at the page",
    "unusual_notation": "the XML writes a value as it may not, and it was understood all the same: 1190,00",
    "mended": "a letter was recognised for a digit, and changed where form or check digits prove it",
    "memory_unclear": "what the supplier's earlier corrections taught says something else, and could not be settled",
    "xml_and_page_disagree": "the XML in a PDF says something else than its page; the XML's value is given",
}
"""About one field, whose name follows: `missing:total`; or about a list: `not_understood:lines`."""

PATH_WARNINGS: Mapping[str, tuple[str, str]] = {
    "national_format": ("format", "the e-invoice came in this national format, whose own rules are not here"),
    "no_place": ("place", "a national e-invoice says something there that the document has no place for"),
}  # fmt: skip
"""About a national e-invoice: the format's id, or a place in its XML, follows: `no_place:Fa/Adnotacje/P_16`."""

NUMBER_WARNINGS: Mapping[str, str] = {
    "xml_of_another_invoice": "the PDF carries the XML of several invoices; the one of this number was not read",
}
"""About another invoice, whose number follows: `xml_of_another_invoice:A-100`."""


def described() -> str:
    """All of them as one text, in Markdown.

    >>> described().splitlines()[0]
    "- `totals_disagree`: net, tax, total, what was paid and what is due don't add up"
    """
    fields = {f"{code}:<field>": text for code, text in FIELD_WARNINGS.items()}
    paths = {f"{code}:<{about}>": text for code, (about, text) in PATH_WARNINGS.items()}
    numbers = {f"{code}:<number>": text for code, text in NUMBER_WARNINGS.items()}
    return "\n".join(f"- `{code}`: {text}" for code, text in {**WARNINGS, **fields, **paths, **numbers}.items())
