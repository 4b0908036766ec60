"""What of PDF/A-3b (ISO 19005-3) can be seen in a file, clause by clause: `violations` lists what is not as it must be.

Not a whole validator: it knows what our pages are made of (simple TrueType fonts, pictures, no annotations) and takes
anything else for a violation. `make pdfa` runs veraPDF, the reference, where it is installed; run as a module, this
writes what it checks there: `.venv/bin/python -m tests.unit.documents.archival FOLDER`.
"""

import io
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree
from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, StreamObject

from chalicelib.documents.rendering import render_facturx
from chalicelib.languages import PAGE_LANGUAGES
from tests.unit.documents.invoices import full_invoice
from tests.unit.documents.pictures import arabic, chinese, one_line, sixty_lines

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
_SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}"
_PREDEFINED = {
    "http://www.aiim.org/pdfa/ns/id/", "http://purl.org/dc/elements/1.1/", "http://ns.adobe.com/pdf/1.3/",
    "http://ns.adobe.com/xap/1.0/", "http://www.aiim.org/pdfa/ns/extension/",
}  # fmt: skip
_ACTIVE = {"/JavaScript", "/JS", "/Launch", "/Sound", "/Movie", "/OpenAction", "/AA", "/NeedAppearances", "/XFA"}
_FILTERS = {"/FlateDecode", "/DCTDecode", "/ASCII85Decode"}
_OPERATORS = {
    b"q", b"Q", b"cm", b"w", b"J", b"j", b"M", b"d", b"gs", b"m", b"l", b"c", b"v", b"y", b"h", b"re", b"S", b"s", b"f",
    b"f*", b"B", b"B*", b"b", b"b*", b"n", b"W", b"W*", b"BT", b"ET", b"Tc", b"Tw", b"Tz", b"TL", b"Tf", b"Tr", b"Ts",
    b"Td", b"TD", b"Tm", b"T*", b"Tj", b"TJ", b"'", b'"', b"rg", b"RG", b"g", b"G", b"Do", b"BMC", b"BDC", b"EMC",
}  # fmt: skip
_MISSING_GLYPH = 0
_SYMBOLIC = 4


def violations(pdf: bytes) -> list[str]:
    """The clauses that a file breaks, each with what breaks it."""
    reader = PdfReader(io.BytesIO(pdf))
    checks = (_file(pdf, reader), _intent(reader), _metadata(reader), _attachments(reader), _objects(reader),
              *(_page(page) for page in reader.pages))  # fmt: skip
    return [violation for check in checks for violation in check]


def _file(pdf: bytes, reader: PdfReader) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7][\r\n]+%[\x80-\xff]{4}", pdf):
        yield "6.1.2 header"
    if "/ID" not in reader.trailer or len(reader.trailer["/ID"]) != 2:  # type: ignore[arg-type]
        yield "6.1.3 no file identifier"
    if "/Encrypt" in reader.trailer:
        yield "6.1.3 encrypted"
    if not re.search(rb"%%EOF[\r\n]{0,2}$", pdf):
        yield "6.1.3 data after the end"


def _intent(reader: PdfReader) -> Iterator[str]:
    (intent,) = reader.root_object.get("/OutputIntents", [None])
    if intent is None:
        yield "6.2.3 no output intent"
        return
    profile = intent.get_object()["/DestOutputProfile"].get_object()
    data = profile.get_data()
    if intent.get_object()["/S"] != "/GTS_PDFA1" or not intent.get_object().get("/OutputConditionIdentifier"):
        yield "6.2.3 output intent"
    if data[8] > 4 or data[12:16] not in {b"mntr", b"prtr"} or data[16:20] != b"RGB " or profile["/N"] != 3:
        yield "6.2.3 colour profile"


def _metadata(reader: PdfReader) -> Iterator[str]:
    stream: Any = reader.root_object["/Metadata"].get_object()
    xmp = etree.fromstring(re.sub(rb"<\?xpacket.*?\?>", b"", stream.get_data()))
    if re.search(rb"<\?xpacket[^>]*(bytes|encoding)=", stream.get_data()):
        yield "6.6.2.1 obsolete attributes of the packet"
    if (xmp.findtext(f".//{_PDFAID}part"), xmp.findtext(f".//{_PDFAID}conformance")) != ("3", "B"):
        yield "6.6.4 identification"
    described = {each.text for each in xmp.iter(f"{_SCHEMA}namespaceURI")}
    for description in xmp.iter(f"{_RDF}Description"):
        if description.get(f"{_RDF}about") is None:
            yield "6.6.2.1 a description is about nothing"
        for element in description:
            namespace = etree.QName(element).namespace
            if namespace not in _PREDEFINED | described:
                yield f"6.6.2.3 undescribed property {element.tag}"


def _attachments(reader: PdfReader) -> Iterator[str]:
    root: Any = reader.root_object
    named = root["/Names"]["/EmbeddedFiles"].get_object()["/Names"][1::2]
    associated = {reference.idnum for reference in root.get("/AF", [])}
    for reference in named:
        specification = reference.get_object()
        if reference.idnum not in associated or not specification.get("/AFRelationship"):
            yield "6.8 an attachment without its relation"
        if not (specification.get("/F") and specification.get("/UF")):
            yield "6.8 an attachment without a name"
        file = specification["/EF"]["/F"].get_object()
        if not file.get("/Subtype") or "/ModDate" not in file.get("/Params", {}):
            yield "6.8 an attachment without type or date"


def _objects(reader: PdfReader) -> Iterator[str]:
    for number in range(1, int(reader.trailer["/Size"])):  # type: ignore[call-overload]
        thing = reader.get_object(number)
        if not isinstance(thing, DictionaryObject):
            continue
        yield from (f"6.5 {name}" for name in _ACTIVE if name in thing or thing.get("/S") == name)
        if "/OCProperties" in thing or "/PresSteps" in thing or "/AlternatePresentations" in thing:
            yield "6.9 or 6.10 hidden content"
        if isinstance(thing, StreamObject):
            yield from _stream(thing)


def _stream(stream: StreamObject) -> Iterator[str]:
    filters = stream.get("/Filter", [])
    for name in filters if isinstance(filters, list) else [filters]:
        if name not in _FILTERS:
            yield f"6.1.7 filter {name}"
    if "/F" in stream:
        yield "6.1.7 a stream outside of the file"
    if stream.get("/Subtype") == "/Image":
        if stream.get("/ColorSpace") not in {"/DeviceRGB", "/DeviceGray"}:
            yield f"6.2.4.3 picture in {stream.get('/ColorSpace')}"
        if stream.get("/Interpolate") or "/Alternates" in stream or "/OPI" in stream:
            yield "6.2.8 picture"
    elif stream.get("/Subtype") in {"/Form", "/PS"}:
        yield "6.2.9 form"


def _page(page: Any) -> Iterator[str]:
    if "/Annots" in page or "/AA" in page:
        yield "6.3 annotations"
    fonts = {name: font.get_object() for name, font in page["/Resources"]["/Font"].items()}
    yield from (violation for font in fonts.values() for violation in _font(font))
    depth, font = 0, None
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        depth += (operator == b"q") - (operator == b"Q")
        if operator not in _OPERATORS or not 0 <= depth <= 28:
            yield f"6.2.2 operator {operator!r} at depth {depth}"
        if operator == b"Tf":
            font = fonts[operands[0]]
        if operator == b"Tj" and font is not None and "/FontFile2" in font["/FontDescriptor"]:
            yield from _shown(operands[0], font)


def _font(font: Any) -> Iterator[str]:
    descriptor = font.get("/FontDescriptor", {})
    if font["/Subtype"] != "/TrueType" or "/FontFile2" not in descriptor:
        yield f"6.2.11.4 {font.get('/BaseFont')} is not embedded"
    elif not int(descriptor["/Flags"]) & _SYMBOLIC or "/Encoding" in font:
        yield f"6.2.11.6 encoding of {font['/BaseFont']}"
    elif "/ToUnicode" not in font:
        yield f"6.2.11.7 {font['/BaseFont']} cannot be read as text"


def _shown(text: Any, font: Any) -> Iterator[str]:
    """Each letter shown has a glyph, as wide as the font says."""
    program = TrueType(font["/FontDescriptor"]["/FontFile2"].get_object().get_data())
    for code in text.original_bytes:
        glyph = program.glyph(code)
        if glyph == _MISSING_GLYPH:
            yield f"6.2.11.8 {font['/BaseFont']} shows code {code}, which it does not have"
        elif abs(program.width(glyph) - float(font["/Widths"][code - int(font["/FirstChar"])])) > 1:
            yield f"6.2.11.5 {font['/BaseFont']} says another width of code {code}"


class TrueType:
    """The tables of an embedded font that say which glyph a code shows, and how wide it is."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        (count,) = struct.unpack_from(">H", data, 4)
        tables = (struct.unpack_from(">4sIII", data, 12 + 16 * number) for number in range(count))
        self.at = {tag: offset for tag, _, offset, _ in tables}
        (self.units,) = struct.unpack_from(">H", data, self.at[b"head"] + 18)
        (self.metrics,) = struct.unpack_from(">H", data, self.at[b"hhea"] + 34)

    def glyph(self, code: int) -> int:
        """The glyph of a code, by the font's one encoding, which must be the only one (6.2.11.6)."""
        version, count, _, _, offset = struct.unpack_from(">HHHHI", self.data, self.at[b"cmap"])
        form, _, _, first, entries = struct.unpack_from(">HHHHH", self.data, self.at[b"cmap"] + offset)
        assert (version, count, form) == (0, 1, 6)
        if not first <= code < first + entries:
            return _MISSING_GLYPH
        return int(struct.unpack_from(">H", self.data, self.at[b"cmap"] + offset + 10 + 2 * (code - first))[0])

    def width(self, glyph: int) -> float:
        """The width of a glyph, in thousandths of the letters' size."""
        at = self.at[b"hmtx"] + 4 * min(glyph, self.metrics - 1)
        return float(struct.unpack_from(">H", self.data, at)[0]) * 1000 / float(self.units)


def main(folder: Path) -> None:
    """Write hybrid invoices of every language, and with logo, many pages and Chinese and Arabic letters."""
    folder.mkdir(parents=True, exist_ok=True)
    for language in PAGE_LANGUAGES:
        (folder / f"{language}.pdf").write_bytes(render_facturx(full_invoice(), language=language))
    for make in (one_line, sixty_lines, chinese, arabic):
        document, spoken, branding = make()
        pdf = render_facturx(document, language=spoken, branding=branding)
        (folder / f"{make.__name__}.pdf").write_bytes(pdf)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
