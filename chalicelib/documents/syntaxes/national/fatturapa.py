"""FatturaPA 1.2, Italy's e-invoice (Agenzia delle Entrate, "Specifiche tecniche", allegato A).

It states no sums but the total: net and tax are the sums of its tax rows. What the buyer keeps back, as tax to pay for
the supplier (ritenuta) or as VAT to pay to the state itself (split payment), counts as paid.
"""

import re
from collections.abc import Sequence
from decimal import Decimal

from chalicelib.documents.errors import SeveralInvoices
from chalicelib.documents.model import document as model
from chalicelib.documents.model.money import exact_sum, exactly, rounded
from chalicelib.documents.syntaxes.formats import AMOUNT, DATE, NUMBER, OCTETS
from chalicelib.documents.syntaxes.national.national_format import (
    ADDED,
    NationalFormat,
    add,
    add_difference,
    add_sum,
    codes,
    number_at,
    row,
)
from chalicelib.documents.syntaxes.node import Node, below, put_at, text_at
from chalicelib.documents.syntaxes.table import Table

_HEAD = "FatturaElettronicaHeader"
_BODY = "FatturaElettronicaBody"
_GENERAL = f"{_BODY}/DatiGenerali"
_ABOUT = f"{_GENERAL}/DatiGeneraliDocumento"
_ABOUT_PATH = ("DatiGenerali", "DatiGeneraliDocumento")  # from the body
_DETAIL = f"{_BODY}/DatiPagamento*/DettaglioPagamento"
_NO_ADDRESS = frozenset({"0000000", "XXXXXXX"})  # of recipients without a code
_CODDEST = "0205"  # EAS code of the recipient's code
_TYPES = codes({
    "TD01": "380", "TD02": "386", "TD03": "386", "TD04": "381", "TD05": "383", "TD06": "380", "TD16": "389",
    "TD17": "389", "TD18": "389", "TD19": "389", "TD20": "389", "TD24": "380", "TD25": "380", "TD26": "380",
    "TD27": "389",
})  # fmt: skip
_MEANS = codes({
    "MP01": "10", "MP02": "20", "MP03": "23", "MP05": "30", "MP08": "48", "MP16": "49", "MP19": "59", "MP20": "59",
    "MP21": "59",
})  # fmt: skip
_CATEGORIES = {
    "N1": "O", "N2": "O", "N3": "G", "N3.2": "K", "N3.4": "E", "N3.5": "E", "N3.6": "E", "N4": "E", "N5": "E",
    "N6": "AE", "N7": "O",
}  # fmt: skip
"""By reason, or its group: exports are N3.1 and, to San Marino, N3.3; sales like exports, on a declaration of intent
(N3.5) and others that are not taxed stay in the country."""
_MEDIA = codes({"PDF": "application/pdf", "XML": "application/xml", "TXT": "text/plain", "CSV": "text/csv"})

_PARTY = (
    row("name", f"DatiAnagrafici/Anagrafica/Denominazione | {ADDED}/name"),
    row("tax_id", f"{ADDED}/tax_id"),
    row("tax_registration", "DatiAnagrafici/CodiceFiscale"),
    row("legal_id", ADDED, group=model.Identifier),
    row("electronic_address", f"{ADDED}/address", group=model.Identifier),
    row("address", "Sede", group=model.Address),
    row("contact", "Contatti", group=model.Contact),
)
TABLE: Table = {
    model.Document: (
        row("invoice_number", f"{_ABOUT}/Numero"),
        row("issue_date", f"{_ABOUT}/Data", DATE),
        row("type_code", f"{_ABOUT}/TipoDocumento", _TYPES),
        row("currency", f"{_ABOUT}/Divisa"),
        row("due_date", f"{_DETAIL}/DataScadenzaPagamento", DATE),
        row("project", f"{_GENERAL}/DatiOrdineAcquisto/CodiceCUP | {_GENERAL}/DatiContratto/CodiceCUP"),
        row("tender", f"{_GENERAL}/DatiOrdineAcquisto/CodiceCIG | {_GENERAL}/DatiContratto/CodiceCIG"),
        row("contract", f"{_GENERAL}/DatiContratto/IdDocumento"),
        row("purchase_order", f"{_GENERAL}/DatiOrdineAcquisto/IdDocumento"),
        row("receiving_advice", f"{_GENERAL}/DatiRicezione/IdDocumento"),
        row("despatch_advice", f"{_GENERAL}/DatiDDT/NumeroDDT"),
        row("buyer_reference", f"{_HEAD}/CedentePrestatore/RiferimentoAmministrazione"),
        row("notes", f"{_ABOUT}/Causale", group=model.Note, many=True),
        row("preceding_invoices", f"{_GENERAL}/DatiFattureCollegate", group=model.PrecedingInvoice, many=True),
        row("supplier", f"{_HEAD}/CedentePrestatore", group=model.Supplier),
        row("customer", f"{_HEAD}/CessionarioCommittente", group=model.Customer),
        row("tax_representative", f"{_HEAD}/RappresentanteFiscale", group=model.TaxRepresentative),
        row("payment", ".", group=model.Payment),
        row("allowances", f"{_ABOUT}/ScontoMaggiorazione[Tipo='SC']", group=model.DocumentAllowanceCharge, many=True),
        row("charges", f"{_ABOUT}/ScontoMaggiorazione[Tipo='MG'] | {_ABOUT}/DatiCassaPrevidenziale",
            group=model.DocumentAllowanceCharge, many=True),
        row("totals", f"{_BODY}/{ADDED}", group=model.Totals),
        row("tax_breakdown", f"{_BODY}/DatiBeniServizi/DatiRiepilogo", group=model.TaxSubtotal, many=True),
        row("attachments", f"{_BODY}/Allegati", group=model.Attachment, many=True),
        row("lines", f"{_BODY}/DatiBeniServizi/DettaglioLinee", group=model.Line, many=True),
    ),
    model.Note: (row("text", "."),),
    model.PrecedingInvoice: (row("number", "IdDocumento"), row("issue_date", "Data", DATE)),
    model.Supplier: _PARTY,
    model.Customer: _PARTY,
    model.TaxRepresentative: _PARTY[:2],
    model.Identifier: (row("value", "value"), row("scheme", "scheme")),
    model.Address: (
        row("line_1", f"{ADDED}/line_1"),
        row("post_code", "CAP"),
        row("city", "Comune"),
        row("subdivision", "Provincia"),
        row("country", "Nazione"),
    ),
    model.Contact: (row("telephone", "Telefono"), row("email", "Email")),
    model.Payment: (
        row("means_code", f"{_DETAIL}/ModalitaPagamento", _MEANS),
        row("credit_transfers", f"{_DETAIL}[IBAN]", group=model.CreditTransfer, many=True),
    ),
    model.CreditTransfer: (row("account", "IBAN"), row("account_name", "Beneficiario"), row("provider", "BIC")),
    model.DocumentAllowanceCharge: (
        row("amount", f"Importo | ImportoContributoCassa | {ADDED}/amount", AMOUNT),
        row("base_amount", "ImponibileCassa", AMOUNT),
        row("percentage", "Percentuale | AlCassa", NUMBER),
        row("reason", "TipoCassa | Tipo"),
        row("tax_category", f"{ADDED}/category"),
        row("tax_rate", f"AliquotaIVA | {ADDED}/rate", NUMBER),
    ),
    model.AllowanceCharge: (
        row("amount", "amount", AMOUNT),
        row("reason", "reason"),
    ),
    model.Totals: tuple(
        row(name, name, AMOUNT)
        for name in ("lines_net", "allowances", "charges", "net_total", "tax_total", "total", "prepaid", "rounding",
                     "amount_due")
    ),
    model.TaxSubtotal: (
        row("taxable_amount", "ImponibileImporto", AMOUNT),
        row("tax_amount", "Imposta", AMOUNT),
        row("category", f"{ADDED}/category"),
        row("rate", "AliquotaIVA", NUMBER),
        row("exemption_reason", "RiferimentoNormativo"),
    ),
    model.Attachment: (
        row("reference", "NomeAttachment"),
        row("description", "DescrizioneAttachment"),
        row("content", "Attachment", OCTETS),
        row("mime_type", "FormatoAttachment", _MEDIA),
        row("filename", "NomeAttachment"),
    ),
    model.Line: (
        row("id", "NumeroLinea"),
        row("quantity", f"Quantita | {ADDED}/quantity", NUMBER),
        row("unit", f"UnitaMisura | {ADDED}/unit"),
        row("net_amount", "PrezzoTotale", AMOUNT),
        row("accounting_reference", "RiferimentoAmministrazione"),
        row("period", ".", group=model.Period),
        row("allowances", f"{ADDED}/allowance", group=model.AllowanceCharge, many=True),
        row("charges", f"{ADDED}/charge", group=model.AllowanceCharge, many=True),
        row("price", ".", group=model.Price),
        row("tax_category", f"{ADDED}/category"),
        row("tax_rate", "AliquotaIVA", NUMBER),
        row("item", ".", group=model.Item),
    ),
    model.Period: (row("start", "DataInizioPeriodo", DATE), row("end", "DataFinePeriodo", DATE)),
    model.Price: (row("net", "PrezzoUnitario", AMOUNT),),
    model.Item: (row("name", "Descrizione"), row("supplier_id", "CodiceArticolo/CodiceValore")),
}  # fmt: skip


def _prepare(root: Node) -> None:
    bodies = below(root, _BODY)
    if len(bodies) > 1:
        raise SeveralInvoices(len(bodies))
    for role in ("CedentePrestatore", "CessionarioCommittente", "RappresentanteFiscale"):
        for party in below(root, _HEAD, role):
            _add_to_party(party)
    _add_recipient(root)
    for body in bodies:
        _add_categories(body)
        for line in below(body, "DatiBeniServizi", "DettaglioLinee"):
            _add_to_line(line)
        _add_amounts_of_changes(body)
        _add_totals(body)


def _add_to_party(party: Node) -> None:
    """The names of a person, the VAT id with its country, the street with its number, the number in the register."""
    names = [text_at(party, "DatiAnagrafici", "Anagrafica", part) for part in ("Nome", "Cognome")]
    add(party, "name", " ".join(filter(None, names)))
    country, number = (text_at(party, "DatiAnagrafici", "IdFiscaleIVA", part) for part in ("IdPaese", "IdCodice"))
    add(party, "tax_id", country + number if number else "")
    register = [text_at(party, "IscrizioneREA", part) for part in ("Ufficio", "NumeroREA")]
    add(party, "value", " ".join(filter(None, register)))
    for address in below(party, "Sede"):
        add(
            address, "line_1", " ".join(filter(None, (text_at(address, "Indirizzo"), text_at(address, "NumeroCivico"))))
        )


def _add_recipient(root: Node) -> None:
    code = text_at(root, _HEAD, "DatiTrasmissione", "CodiceDestinatario")
    for customer in below(root, _HEAD, "CessionarioCommittente"):
        if code and code not in _NO_ADDRESS:
            put_at(customer, code, ADDED, "address", "value")
            put_at(customer, _CODDEST, ADDED, "address", "scheme")


def _add_categories(body: Node) -> None:
    """The tax category of rows, lines and charges: that of the reason why no tax is due, else the standard one."""
    extra = below(body, *_ABOUT_PATH, "DatiCassaPrevidenziale")
    rows, lines = (below(body, "DatiBeniServizi", name) for name in ("DatiRiepilogo", "DettaglioLinee"))
    for each in (*rows, *lines, *extra):
        add(each, "category", _category(text_at(each, "Natura"), number_at(each, "AliquotaIVA")))
    if len(rows) == 1:
        for each in below(body, *_ABOUT_PATH, "ScontoMaggiorazione"):
            add(each, "category", text_at(rows[0], ADDED, "category"))
            add(each, "rate", text_at(rows[0], "AliquotaIVA"))


def _category(reason: str, rate: Decimal) -> str:
    return _CATEGORIES.get(reason) or _CATEGORIES.get(reason[:2]) or ("S" if rate else "Z")


def _add_to_line(line: Node) -> None:
    """A line without a quantity is one of something; its discounts are what its total lacks of price by quantity."""
    if not text_at(line, "Quantita"):
        add(line, "quantity", "1")
    if not text_at(line, "UnitaMisura"):
        add(line, "unit", "C62")
    if not below(line, "ScontoMaggiorazione"):
        return
    with exactly():
        full = number_at(line, "PrezzoUnitario") * (number_at(line, "Quantita") or 1)
    add_difference(line, full, number_at(line, "PrezzoTotale"), ("Sconto", "Maggiorazione"))


def _add_totals(body: Node) -> None:
    rows, lines = (below(body, "DatiBeniServizi", name) for name in ("DatiRiepilogo", "DettaglioLinee"))
    net, tax = ([number_at(each, name) for each in rows] for name in ("ImponibileImporto", "Imposta"))
    add_sum(body, "lines_net", [number_at(each, "PrezzoTotale") for each in lines])
    add_sum(body, "net_total", net)
    add_sum(body, "tax_total", tax)
    for about in below(body, *_ABOUT_PATH):
        stated = number_at(about, "ImportoTotaleDocumento") or exact_sum((*net, *tax))
        _add_what_is_due(body, about, rows, stated)
        _add_sums_of_changes(body, about)


def _add_what_is_due(body: Node, about: Node, rows: Sequence[Node], stated: Decimal) -> None:
    """The total, and what remains of it without what is kept back for the tax office or paid to it by the customer."""
    rounding = number_at(about, "Arrotondamento")
    withheld = exact_sum([number_at(each, "ImportoRitenuta") for each in below(about, "DatiRitenuta")])
    split = exact_sum([number_at(each, "Imposta") for each in rows if text_at(each, "EsigibilitaIVA") == "S"])
    if not (rows or stated):
        return
    add(body, "total", exact_sum((stated, -rounding)))
    add(body, "prepaid", exact_sum((withheld, split)) or "")
    add(body, "rounding", rounding or "")
    add(body, "amount_due", exact_sum((stated, -withheld, -split)))


def _add_amounts_of_changes(body: Node) -> None:
    """A discount or a surcharge that is stated as a percentage is of the lines, less and plus those before it."""
    base = exact_sum(number_at(each, "PrezzoTotale") for each in below(body, "DatiBeniServizi", "DettaglioLinee"))
    for each in below(body, *_ABOUT_PATH, "ScontoMaggiorazione"):
        if not text_at(each, "Importo"):
            with exactly():
                add(each, "amount", rounded(base * number_at(each, "Percentuale") / 100))
        change = _amount_of(each)
        base = exact_sum((base, -change if text_at(each, "Tipo") == "SC" else change))


def _amount_of(change: Node) -> Decimal:
    return exact_sum((number_at(change, "Importo"), number_at(change, ADDED, "amount")))


def _add_sums_of_changes(body: Node, about: Node) -> None:
    changes = below(about, "ScontoMaggiorazione")
    less = [_amount_of(each) for each in changes if text_at(each, "Tipo") == "SC"]
    more = [_amount_of(each) for each in changes if text_at(each, "Tipo") == "MG"]
    more += [number_at(each, "ImportoContributoCassa") for each in below(about, "DatiCassaPrevidenziale")]
    add_sum(body, "allowances", less)
    add_sum(body, "charges", more)


FATTURAPA = NationalFormat(
    "fatturapa", "FatturaPA",
    re.compile(r"\{http://(?:ivaservizi\.agenziaentrate\.gov\.it/docs/xsd/fatture/v1\.\d+(?:\.\d+)?|"
               r"www\.fatturapa\.gov\.it/sdi/fatturapa/v1\.\d+)\}FatturaElettronica"),
    TABLE, _prepare,
)  # fmt: skip
