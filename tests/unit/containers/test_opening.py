"""What is found in archives and mails, and what bounds it."""

import io
import zipfile
from collections.abc import Iterable
from email.message import EmailMessage

import pytest

from chalicelib.batches.mail_verdicts import is_proven
from chalicelib.containers import contents
from chalicelib.containers.contents import MAX_DEPTH, Budget, ContainerRefused, Found, FoundFile, LeftOut, MailHead
from chalicelib.containers.isolated import open_isolated
from chalicelib.containers.opening import open_container
from tests.support.letters.written import SENDER, mail, png, signed, xml
from tests.support.papers import office
from tests.support.papers.corpus import CORPUS
from tests.support.papers.office import zipped

MAX_FILE = 20_000_000


def opened(data: bytes, name: str = "a.zip") -> list[Found]:
    return list(open_container(name, data, Budget(MAX_FILE)))


def named(found: Iterable[Found]) -> list[str]:
    """The names of what was found; codes behind a `!`."""
    files = (each for each in found if not isinstance(each, MailHead))
    return sorted(f"!{each.code}" if isinstance(each, LeftOut) else each.name for each in files)


LARGE = "25 MB"


@pytest.mark.parametrize(
    "case", [pytest.param(case, marks=[pytest.mark.slow] * (case == LARGE)) for case in sorted(CORPUS)]
)
def test_a_mail_is_opened_to_its_files(case: str) -> None:
    make, expected = CORPUS[case]
    found = opened(make())
    assert isinstance(found[0], MailHead)
    assert found[0].sender == SENDER
    assert named(found) == sorted(expected)
    assert all(each.data == xml(1) for each in found if isinstance(each, FoundFile) and each.name == "a.xml")


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto-Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"List-Id": "<list.example>"},
        {"X-Auto-Response-Suppress": "All"},
    ],
)
def test_a_mail_that_a_program_wrote_says_so(headers: dict[str, str]) -> None:
    (head,) = opened(mail(headers=headers).as_bytes())
    assert isinstance(head, MailHead)
    assert head.automatic


def test_a_persons_mail_is_no_programs_and_programs_have_addresses() -> None:
    for sender, automatic in ((SENDER, False), ("no-reply@x.example", True), ("MAILER-DAEMON@x.example", True)):
        (head,) = opened(mail(sender=sender, headers={"Auto-Submitted": "no"}).as_bytes())
        assert isinstance(head, MailHead)
        assert head.automatic is automatic


def test_a_senders_name_is_never_taken_for_an_address() -> None:
    forged = b"From: =?utf-8?Q?boss=40allowed.example=2C?= <x@evil.example>\r\n\r\n"
    (head,) = opened(forged)
    assert isinstance(head, MailHead)
    assert (head.sender, head.sender_name) == ("x@evil.example", "boss@allowed.example,")


@pytest.mark.parametrize(
    "fields",
    [
        b"From: boss@allowed.example, x@evil.example\r\n",
        b"From: boss@allowed.example <x@evil.example>\r\n",
        b"From: boss@allowed.example\r\nFrom: x@evil.example\r\n",
        b"Subject: x\r\n",
    ],
)
def test_a_mail_with_several_senders_or_none_proves_none(fields: bytes) -> None:
    (head,) = opened(fields + b"\r\n")
    assert isinstance(head, MailHead)
    assert head.sender == ""
    assert not is_proven({"dmarc": "PASS", "spf": "PASS"}, head.sender, "boss@allowed.example")


def test_a_small_picture_that_is_attached_is_a_file_and_a_counting_pixel_is_none() -> None:
    assert named(opened(mail(("receipt.png", png(300, 400)), ("p.gif", png(1, 1))).as_bytes())) == ["receipt.png"]


def test_an_archive_is_opened_without_paths_or_what_systems_add() -> None:
    archive = zipped({
        "../../etc/a.xml": xml(), "__MACOSX/._a.xml": b"x", "b/.DS_Store": b"x", "C:\\b.xml": xml(2), "notes.txt": b"x",
    })  # fmt: skip
    assert named(opened(archive)) == ["!unsupported_format", "../../etc/a.xml", "C:\\b.xml"]


def test_a_word_document_is_no_archive() -> None:
    assert named(opened(office.docx(), "a.docx")) == ["a.docx"]
    assert named(opened(zipped({"a.docx": office.docx()}))) == ["a.docx"]


@pytest.mark.parametrize(
    "parts",
    [
        {"mimetype": "x", "content.xml": "<a/>"},
        {"META-INF/manifest.xml": "<a/>", "content.xml": "<a/>"},
        {"[Content_Types].xml": "<a/>", "ppt/presentation.xml": "<a/>"},
    ],
)
def test_a_document_of_a_kind_that_is_not_read_is_no_archive(parts: dict[str, str]) -> None:
    assert named(opened(zipped(parts))) == ["!unsupported_format"]
    assert named(opened(zipped({"a": zipped(parts)}))) == ["!unsupported_format"]


def test_a_word_document_whose_main_part_has_a_number_is_no_archive() -> None:
    assert named(opened(zipped({"[Content_Types].xml": "<a/>", "word/document2.xml": "<a/>"}), "a.docx")) == ["a.docx"]


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        (b"\xef\xbb\xbf" + xml(), "a.xml.p7m", "a.xml.p7m"),
        (b"%PDF-1.7", "a.pdf.p7m", "a.pdf"),
        (b"%PDF-1.7", ".P7M", "signed"),
    ],
)
def test_a_signed_file_that_is_no_mail_is_a_file(content: bytes, name: str, expected: str) -> None:
    message = mail()
    message.add_attachment(signed(content), maintype="application", subtype="pkcs7-mime", filename=name)
    assert named(opened(message.as_bytes())) == [expected]


def test_an_invoice_without_a_name_is_no_letter() -> None:
    message = mail()
    message.make_mixed()
    part = EmailMessage()
    part.set_content(xml(), "text", "xml")
    message.attach(part)
    assert named(opened(message.as_bytes())) == ["attachment.xml"]


def test_of_certified_mail_the_mail_within_counts_and_not_its_certificate() -> None:
    message = mail(sender="posta-certificata@pec.example", headers={"X-Trasporto": "posta-certificata"})
    certificate = b'<?xml version="1.0"?><postacert tipo="posta-certificata" errore="nessuno"/>'
    message.add_attachment(certificate, maintype="application", subtype="xml", filename="daticert.xml")
    message.add_attachment(mail(("a.xml", xml())), filename="postacert.eml")
    assert named(opened(message.as_bytes())) == ["a.xml"]
    assert named(opened(mail(("daticert.xml", xml())).as_bytes())) == ["daticert.xml"]


def test_entries_that_cannot_be_unpacked_are_left_out_with_their_reason() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("packed.xml", xml(), zipfile.ZIP_LZMA)
        archive.writestr("a.xml", xml(), zipfile.ZIP_DEFLATED)
        archive.writestr("bomb.xml", bytes(5_000_000), zipfile.ZIP_DEFLATED)
    assert named(opened(buffer.getvalue())) == ["!entry_ratio", "!entry_unknown_method", "a.xml"]


def test_too_many_files_are_refused_by_the_directory() -> None:
    with pytest.raises(ContainerRefused, match=r"1,001 files"):
        opened(zipped({f"{number}.xml": b"" for number in range(1_001)}))


def test_too_many_files_in_archives_within_are_refused_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "MAX_ENTRIES", 5)
    inner = zipped({f"{number}.xml": xml(number) for number in range(3)})
    with pytest.raises(ContainerRefused) as refusal:
        opened(zipped({"a.zip": inner, "b.zip": inner}))
    assert refusal.value.code == "too_many_files"


def test_an_archive_that_says_it_unpacks_to_too_much_is_not_begun() -> None:
    archive = bytearray(zipped({"a.xml": xml()}))
    at = archive.rfind(b"PK\x01\x02")
    archive[at + 24 : at + 28] = (contents.MAX_UNPACKED_BYTES + 1).to_bytes(4, "little")
    with pytest.raises(ContainerRefused) as refusal:
        opened(bytes(archive))
    assert refusal.value.code == "unpacks_to_too_much"


def test_what_really_comes_out_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "MAX_UNPACKED_BYTES", 1_000)
    inner = zipped({f"{number}.xml": xml(number) for number in range(20)})
    with pytest.raises(ContainerRefused) as refusal:
        opened(mail(("a.zip", inner)).as_bytes())
    assert refusal.value.code == "unpacks_to_too_much"


def test_archives_within_archives_end_at_the_limit() -> None:
    data = xml()
    for level in range(MAX_DEPTH + 1):
        data = zipped({f"{level}.zip" if level else "a.xml": data})
    assert named(opened(data)) == ["!nested_too_deeply"]


def test_a_damaged_archive_within_leaves_the_others() -> None:
    cut = zipped({"a.xml": xml()})[:-30]
    assert named(opened(zipped({"cut.zip": cut, "b.xml": xml(2)}))) == ["!damaged_archive", "b.xml"]


@pytest.mark.parametrize("data", [b"PK\x03\x04" + bytes(50), zipped({"a": b"x"})[:-10]], ids=["empty", "cut"])
def test_a_damaged_archive_says_so(data: bytes) -> None:
    with pytest.raises(ContainerRefused, match="damaged"):
        opened(data)


def test_mails_nested_without_end_do_no_harm() -> None:
    head = b"From: a@example.com\nContent-Type: multipart/mixed; boundary=x\n\n"
    opened(head + b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 3_000)
    opened(head + b"--x\nContent-Type: message/rfc822\n\nContent-Type: message/rfc822\n\n" * 300)


@pytest.mark.slow
def test_the_process_of_its_own_finds_the_same() -> None:
    make, _ = CORPUS["ZIP with a forwarded mail"]
    assert list(open_isolated("a.eml", make(), MAX_FILE)) == opened(make())
    with pytest.raises(ContainerRefused, match="directory"):
        list(open_isolated("a.zip", b"PK\x03\x04" + bytes(50), MAX_FILE))
