"""Why a file cannot be read: one class a reason, each with a stable code and a sentence for a person."""


class UnreadableFile(Exception):
    """Base: the file can't be read, now or at any later try with the same reader.

    `preview` is the PNG of its first page, where that could be drawn all the same.
    """

    code = "unreadable"
    detail = "The file could not be read."
    preview: bytes | None = None

    def __init__(self, detail: str | None = None) -> None:
        """Take a more precise sentence than the class's own, if there is one."""
        self.detail = detail or type(self).detail
        super().__init__(self.detail)


class EmptyFile(UnreadableFile):
    """The file has no bytes."""

    code = "empty_file"
    detail = "The file is empty (0 bytes)."


class UnsupportedFormat(UnreadableFile):
    """The content is in no format that is read, whatever the file's name says."""

    code = "unsupported_format"
    detail = (
        "This kind of file can't be read. Please save it as PDF and send that, or send an XML or JSON e-invoice, a "
        "picture (JPEG, PNG, TIFF, WebP, GIF, BMP, HEIC), Word (.docx), Excel (.xlsx) or HTML."
    )


class CorruptFile(UnreadableFile):
    """The file claims a format that its bytes do not keep to."""

    code = "corrupt_file"
    detail = "The file is damaged and cannot be opened."


class EncryptedPdf(UnreadableFile):
    """The PDF needs a password."""

    code = "encrypted_pdf"
    detail = "The PDF is protected by a password. Please upload a copy without one."


class EncryptedDocument(UnreadableFile):
    """The document of Word or Excel needs a password."""

    code = "encrypted_document"
    detail = "The document is protected by a password. Please send a copy without one, or a PDF."


class DocumentTooLong(UnreadableFile):
    """The text document unpacks to more than any invoice has."""

    code = "document_too_long"
    detail = "The document is longer than any invoice, or unpacks to too much. Please send the invoice as PDF."


class PhotoNotOpened(UnreadableFile):
    """The photo is in HEIC, and what decodes it can't, or is not at hand."""

    code = "photo_not_opened"
    detail = (
        "The file is a HEIC photo, as telephones take them, which could not be opened. Please send it as JPEG "
        "(on an iPhone: Settings, Camera, Formats, Most Compatible) or as PDF."
    )


class UnreadableForm(UnreadableFile):
    """The PDF is a dynamic XFA form: its only page stands in for what Adobe's viewer would draw."""

    code = "unreadable_form"
    detail = (
        "This form can't be read: it is a dynamic XFA form, whose contents only Adobe's viewer can show. "
        "Please print it to a PDF and upload that."
    )


class SeveralFiles(UnreadableFile):
    """The PDF is a portfolio of several PDFs and has no page that can be read."""

    code = "several_files"

    def __init__(self, count: int) -> None:
        """Carry how many PDFs there are."""
        self.count = count
        super().__init__(f"The PDF is a portfolio of {count} files. Please upload each by itself.")


class FileTooLarge(UnreadableFile):
    """The file has more bytes than the limit."""

    code = "file_too_large"

    def __init__(self, size: int, limit: int) -> None:
        """Carry the size and the limit, in bytes."""
        self.size, self.limit = size, limit
        super().__init__(f"The file has {size:,} bytes; the limit is {limit:,}.")


class TooManyPages(UnreadableFile):
    """The document has more pages than the limit."""

    code = "too_many_pages"

    def __init__(self, pages: int, limit: int) -> None:
        """Carry the number of pages and the limit."""
        self.pages, self.limit = pages, limit
        super().__init__(f"The document has {pages} pages; the limit is {limit}.")


class PageTooComplex(UnreadableFile):
    """A page is drawn with more objects than the limit."""

    code = "page_too_complex"

    def __init__(self, page: int, objects: int, limit: int) -> None:
        """Carry the page's number, how many objects it has, and the limit."""
        self.page, self.objects, self.limit = page, objects, limit
        super().__init__(f"Page {page} is drawn with {objects:,} objects; the limit is {limit:,}.")


class ImageTooLarge(UnreadableFile):
    """The picture has more pixels than the limit."""

    code = "image_too_large"

    def __init__(self, pixels: int, limit: int) -> None:
        """Carry the number of pixels and the limit."""
        self.pixels, self.limit = pixels, limit
        super().__init__(f"The picture has {pixels:,} pixels; the limit is {limit:,}.")


class XmlRefused(UnreadableFile):
    """The XML has a document type declaration, entities, or is nested beyond reason."""

    code = "xml_refused"
    detail = "The XML declares a document type or entities, which are not accepted."


class PictureNotRead(UnreadableFile):
    """The recogniser can't open the picture of a page."""

    code = "picture_refused"
    detail = "The text recognition could not read the picture."


class NoText(UnreadableFile):
    """The pages are pictures and no text recognition is at hand."""

    code = "no_text"
    detail = "The file is a picture of an invoice, and text recognition is not available here."


class ReadingTookTooLong(UnreadableFile):
    """The time limit ran out."""

    code = "reading_took_too_long"

    def __init__(self, limit: int) -> None:
        """Carry the limit in seconds."""
        self.limit = limit
        super().__init__(f"Reading the file took longer than {limit} seconds.")


class ReadingUsedTooMuchMemory(UnreadableFile):
    """The memory limit was reached, or the reader died on the file."""

    code = "reading_used_too_much_memory"
    detail = "Reading the file needed more memory than is allowed."
