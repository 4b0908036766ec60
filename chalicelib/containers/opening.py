"""Opening an archive or a mail with all that is within: archives in mails, mails in archives, forwarded mails."""

from collections.abc import Iterator

from chalicelib.containers.archives import Archive
from chalicelib.containers.attachments import ForwardedMail
from chalicelib.containers.contents import MAX_DEPTH, Budget, ContainerRefused, Found, FoundFile, LeftOut, TooMuch
from chalicelib.containers.mails import head_of, parse_mail, parts_of
from chalicelib.containers.outlook import parts_of_outlook_mail
from chalicelib.containers.signatures import is_mail, is_outlook_mail, is_winmail
from chalicelib.containers.winmail import parts_of_winmail
from chalicelib.extraction.errors import UnreadableFile
from chalicelib.extraction.sniff import check_size, sniff
from chalicelib.formats.zip_reading import SIGNATURE as ZIP_SIGNATURE
from chalicelib.formats.zip_reading import ZipRefused, open_zip

_OF_DOCUMENTS = frozenset({"[Content_Types].xml", "mimetype", "META-INF/manifest.xml", "Index/Document.iwa"})


def open_container(name: str, data: bytes, budget: Budget, *, known_mail: bool = False) -> Iterator[Found]:
    """Yield what an archive or a mail holds: of a mail (RFC 5322) first what it says of itself.

    What is known to be a mail is opened as one, however it begins. A file that is neither is what is found: a Word
    document, say, whose sender took it for an archive.

    Raises:
        ContainerRefused: it can't be opened.
        TooMuch: it holds more than is opened; what was found before counts.

    """
    opening = _Opening(budget)
    if known_mail or is_mail(data):
        message = parse_mail(data)
        yield head_of(message)
        yield from opening.of_mail(ForwardedMail(lambda: parts_of(message)), 1)
    else:
        yield from opening.of_file(FoundFile(name, "application/octet-stream", data))


def mail_in(data: bytes) -> ForwardedMail | None:
    """Return the mail that a file is, in whichever of the three forms; None where it is none."""
    if is_mail(data):
        return ForwardedMail(lambda: parts_of(parse_mail(data)))
    if is_outlook_mail(data):
        return ForwardedMail(lambda: parts_of_outlook_mail(data))
    return ForwardedMail(lambda: parts_of_winmail(data)) if is_winmail(data) else None


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

    def of_file(self, file: FoundFile) -> Iterator[Found]:
        """A file that came by itself: what is in it, or the file."""
        mail = mail_in(file.data)
        if mail:
            yield from self.of_mail(mail, 1)
        elif is_archive(file.data):
            yield from self.of_archive(file.data, 1)
        else:
            self._budget.count_entry()
            yield _judged(file, self._budget)

    def of_archive(self, data: bytes, depth: int) -> Iterator[Found]:
        archive = Archive(data)
        for entry in archive.entries:
            self._budget.count_entry()
            found = archive.take(entry, self._budget)
            yield from self._looked_into(found, depth) if isinstance(found, FoundFile) else (found,)

    def of_mail(self, mail: ForwardedMail, depth: int) -> Iterator[Found]:
        for found in mail.open_parts():
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
        mail = mail_in(file.data)
        if not mail and not is_archive(file.data):
            yield _judged(file, self._budget)
        elif depth >= MAX_DEPTH:
            yield _too_deep(file.name)
        else:
            yield from self._within(file, mail, depth + 1)

    def _within(self, file: FoundFile, mail: ForwardedMail | None, depth: int) -> Iterator[Found]:
        try:
            yield from self.of_mail(mail, depth) if mail else self.of_archive(file.data, depth)
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
