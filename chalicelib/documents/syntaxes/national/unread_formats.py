"""National e-invoices that are known and not read: a refusal says which one a file is, and what to send.

Roots in Clark notation, as the formats' own schemas have them.
"""

import re

_FORMATS = (
    (r"\{http://www\.sat\.gob\.mx/cfd/\d\}Comprobante", "CFDI, Mexico's e-invoice"),
    (r"\{http://ivaservizi\.agenziaentrate\.gov\.it/docs/xsd/fatture/v1\.\d+\}FatturaElettronicaSemplificata",
     "a simplified FatturaPA"),
    (r"\{http://www\.portalfiscal\.inf\.br/nfe\}(?:nfeProc|NFe)", "NF-e, Brazil's e-invoice"),
    (r"\{http://schemas\.nav\.gov\.hu/OSA/\d\.\d/data\}InvoiceData", "what Hungary's tax office gets of an invoice"),
    (r"\{urn:eslog:2\.00\}Invoice", "e-SLOG, Slovenia's e-invoice"),
    (r"\{http://isdoc\.cz/namespace/invoice\}Invoice", "ISDOC 5; version 6 is read"),
    (r"\{http://www\.ebinterface\.at/schema/3p\d+/\}Invoice", "ebInterface 3; versions 4 to 6 are read"),
    (r"\{http://www\.facturae\.es/Facturae/20\d\d/v3\.[01]/Facturae\}Facturae", "Facturae 3.0 or 3.1; 3.2 is read"),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern), name) for pattern, name in _FORMATS)


def unread_format(root: str) -> str | None:
    """What a file is, by its root's name; None where that is not known.

    >>> unread_format("{http://www.sat.gob.mx/cfd/4}Comprobante")
    "CFDI, Mexico's e-invoice"
    >>> unread_format("html") is None
    True
    """
    return next((name for pattern, name in _COMPILED if pattern.fullmatch(root)), None)
