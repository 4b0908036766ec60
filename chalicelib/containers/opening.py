"""Opening an archive or a mail with all that is within: archives in mails, mails in archives, forwarded mails."""

from collections.abc import Iterator

from chalicelib.containers.archives import Archive
from chalicelib.containers.contents import MAX_DEPTH, Budget, ContainerRefused, Found, FoundFile, LeftOut, TooMuch
from chalicelib.containers.mails import ForwardedMail, head_of, parse_mail, parts_of
from chalicelib.containers.signatures import is_mail
from chalicelib.extraction.errors import UnreadableFile
from chalicelib.extraction.sniff import check_size, sniff
from chalicelib.formats.zip_reading import SIGNATURE as ZIP_SIGNATURE
from chalicelib.formats.zip_reading import ZipRefused, open_zip

_OF_DOCUMENTS = frozenset({"[Content_Types].xml", "mimetype", "META-INF/manifest.xml", "Index/Document.iwa"})


def open_container(name: str, data: bytes, budget: Budget, *, known_mail: bool = False) -> Iterator[Found]:
    """Yield what an archive or a mail holds: of a mail first what it says of itself.

    What is known to be a mail is opened as one, however it begins. A file that is neither is what is found: a Word
    document, say, whose sender took it for an archive.

    Raises:
        ContainerRefused: it can't be opened.
        TooMuch: it holds more than is opened; what was found before counts.

    """
    if known_mail or is_mail(data):
        message = parse_mail(data)
        yield head_of(message)
        yield from _Opening(budget).of_mail(ForwardedMail(message), 1)
        return
    if is_archive(data):
        yield from _Opening(budget).of_archive(data, 1)
        return
    budget.count_entry()
    yield _judged(FoundFile(name, "application/octet-stream", data), budget)


def is_archive(data: bytes) -> bool:
    """Tell whether a file is a ZIP archive, and no document that is read as it is."""
    if not data.startswith(ZIP_SIGNATURE):
        return False
    try:
        sniff(data)
    except UnreadableFile:
        return not _is_document(data)
    return False


def _is_document(data: bytes) -> bool:
    """Tell whether a ZIP file is a document of a kind that is not read, such as OpenDocument or PowerPoint."""
    try:
        return not _OF_DOCUMENTS.isdisjoint(open_zip(data).namelist())
    except ZipRefused:
        return False


class _Opening:
    """One container being opened; all within it share its budget."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget

    def of_archive(self, data: bytes, depth: int) -> Iterator[Found]:
        archive = Archive(data)
        for entry in archive.entries:
            self._budget.count_entry()
            found = archive.take(entry, self._budget)
            yield from self._looked_into(found, depth) if isinstance(found, FoundFile) else (found,)

    def of_mail(self, mail: ForwardedMail, depth: int) -> Iterator[Found]:
        for found in parts_of(mail.message):
            self._budget.count_entry()
            match found:
                case ForwardedMail() if depth < MAX_DEPTH:
                    yield from self.of_mail(found, depth + 1)
                case ForwardedMail():
                    yield _too_deep("forwarded mail")
                case FoundFile(data=data):
                    self._budget.spend(len(data))
                    yield from self._looked_into(found, depth)
                case _:
                    yield found

    def _looked_into(self, file: FoundFile, depth: int) -> Iterator[Found]:
        """The file, or what is in it."""
        is_mail_ = is_mail(file.data)
        if not is_mail_ and not is_archive(file.data):
            yield _judged(file, self._budget)
        elif depth >= MAX_DEPTH:
            yield _too_deep(file.name)
        else:
            yield from self._within(file, depth + 1, is_mail_=is_mail_)

    def _within(self, file: FoundFile, depth: int, *, is_mail_: bool) -> Iterator[Found]:
        try:
            if is_mail_:
                yield from self.of_mail(ForwardedMail(parse_mail(file.data)), depth)
            else:
                yield from self.of_archive(file.data, depth)
        except TooMuch:
            raise
        except ContainerRefused as refusal:
            yield LeftOut(file.name, refusal.code, refusal.detail)


def _judged(file: FoundFile, budget: Budget) -> FoundFile | LeftOut:
    """The file, or why it is not read: its size, or what it is."""
    try:
        check_size(len(file.data), budget.file_bytes)
        sniff(file.data)
    except UnreadableFile as error:
        return LeftOut(file.name, error.code, error.detail)
    return file


def _too_deep(name: str) -> LeftOut:
    return LeftOut(name, "nested_too_deeply", f"It lies within more than {MAX_DEPTH} archives or mails.")
