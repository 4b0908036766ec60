"""What reading and showing files needs and no file says, loaded once: modules, models, words, weights, fonts.

The fork server calls this before its first fork. Whatever is missing here is loaded by each child again, which costs
time and nothing else: a test names the modules that are loaded too late, all but stdnum's for single countries.
"""

from importlib import import_module

MODULES = (
    "chalicelib.documents.preview",
    "chalicelib.documents.rendering.layout",
    *("chalicelib.extraction.conversion.convert", "chalicelib.extraction.conversion.typesetting"),
    *("chalicelib.extraction.conversion.docx", "chalicelib.extraction.conversion.xlsx"),
    *("chalicelib.extraction.conversion.html", "chalicelib.extraction.conversion.pictures"),
    *("chalicelib.extraction.einvoices.from_json", "chalicelib.extraction.einvoices.from_xml"),
    "chalicelib.extraction.einvoices.to_document",
    "chalicelib.extraction.reading.mixed_pages",
    "chalicelib.extraction.reading.page_reader",
    *("chalicelib.extraction.reading.parting.cutting", "chalicelib.extraction.reading.parting.reading"),
    "chalicelib.extraction.reading.reader",
    "chalicelib.extraction.reading.scans",
    *("chalicelib.extraction.sources.attachments", "chalicelib.extraction.sources.forms"),
    *("chalicelib.extraction.sources.pdf", "chalicelib.extraction.sources.shown_pages"),
    *("babel.dates", "babel.numbers"),
    *("lxml.etree", "lxml._elementpath"),
    *("reportlab.lib.colors", "reportlab.lib.utils", "reportlab.pdfgen.canvas", "reportlab.graphics.barcode.qrencoder"),
    *("stdnum.au.abn", "stdnum.de.handelsregisternummer", "stdnum.dk.cvr", "stdnum.es.cif", "stdnum.es.nif"),
    *("stdnum.eu.vat", "stdnum.gb.vat", "stdnum.iban", "stdnum.it.iva", "stdnum.pl.nip"),
)
LIKELY_LANGUAGES = ("en", "de", "fr", "nl", "it", "es")


def load() -> None:
    """Load all of it."""
    for module in MODULES:
        import_module(module)
    _load_libraries()
    _load_words()


def _load_libraries() -> None:
    from PIL import Image

    from chalicelib.documents.model.types import build_models
    from chalicelib.documents.rendering import fonts
    from chalicelib.formats import pdfium

    build_models()
    Image.preinit()
    pdfium.load()
    fonts.register()


def _load_words() -> None:
    """Ask each table of words something once: they are read when they are first asked."""
    from chalicelib.extraction.deriving.places.country_names import country_named
    from chalicelib.extraction.details.likeness import labels_of
    from chalicelib.extraction.lexicon.names import has_legal_form, is_address, is_street, owner_of
    from chalicelib.extraction.lexicon.tax_notes import notes_in
    from chalicelib.extraction.lexicon.vocabulary import vocabulary
    from chalicelib.extraction.scoring.weights import detail_weights, party_weights

    vocabulary()
    notes_in("")
    has_legal_form("A B")
    is_address("A 1")
    is_street("")
    owner_of("")
    country_named("", LIKELY_LANGUAGES)
    party_weights()
    for model in ("number", "due"):
        detail_weights(model)
    for language in LIKELY_LANGUAGES:
        labels_of(language)
