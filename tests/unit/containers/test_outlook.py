"""Outlook's own forms of mails: `.msg` files and winmail.dat."""

import struct
from collections.abc import Callable

import pytest

from chalicelib.containers.contents import MAX_DEPTH, ContainerRefused, FoundFile, LeftOut
from chalicelib.containers.signatures import may_hold_several
from tests.support.letters.outlook.compound_file import compound_file
from tests.support.letters.outlook.mails import A_MAIL, AN_OBJECT, BY_LINK, CYRILLIC, Attachment, msg, winmail
from tests.support.letters.written import mail, png, signed, xml
from tests.support.papers.office import zipped
from tests.unit.containers.test_opening import named, opened

A_FILE = Attachment("a.xml", xml())
FORMS = pytest.mark.parametrize("form", [msg, winmail])
Form = Callable[..., bytes]


@FORMS
def test_the_files_that_hang_on_it_are_found(form: Form) -> None:
    data = form(Attachment("счёт.xml", xml()), Attachment("large.pdf", b"%PDF-1.7" + bytes(9_000)))
    assert may_hold_several(data)
    first, second = opened(data)
    assert first == FoundFile("счёт.xml", "application/octet-stream", xml())
    assert isinstance(second, FoundFile)
    assert (second.name, len(second.data)) == ("large.pdf", 9_008)


@FORMS
def test_it_is_opened_where_it_hangs_on_a_mail_or_lies_in_an_archive(form: Form) -> None:
    data = form(A_FILE, Attachment("more.zip", zipped({"b.xml": xml(2)})))
    assert named(opened(mail(("a mail", data)).as_bytes())) == ["a.xml", "b.xml"]
    assert named(opened(zipped({"a mail": data}))) == ["a.xml", "b.xml"]


@FORMS
def test_mails_that_hang_on_it_are_opened_up_to_the_limit(form: Form) -> None:
    within = Attachment("Fwd", method=A_MAIL, mail=(A_FILE,))
    assert named(opened(form(within, Attachment("b.xml", xml(2))))) == ["a.xml", "b.xml"]
    for _ in range(MAX_DEPTH):
        within = Attachment("Fwd", method=A_MAIL, mail=(within,))
    assert named(opened(form(within))) == ["!nested_too_deeply"]


@FORMS
def test_pictures_of_the_letter_are_no_files(form: Form) -> None:
    logo = Attachment("image001.png", png(200, 60), content_id="logo@x")
    hidden = Attachment("image002.png", png(200, 60), hidden=True)
    photo = Attachment("photo.png", png(200, 300))
    assert named(opened(form(logo, hidden, photo))) == ["photo.png"]


@FORMS
def test_what_is_only_linked_or_drawn_into_the_letter_says_so(form: Form) -> None:
    found = opened(form(Attachment("cloud.pdf", method=BY_LINK), Attachment("", b"chart", method=AN_OBJECT)))
    assert found == [
        LeftOut("cloud.pdf", "attached_as_link", "The mail has only a link to it. Please attach the file itself."),
        LeftOut(
            "object", "embedded_object",
            "It is an object of another program within the letter. Please attach it as a file.",
        ),
    ]  # fmt: skip


def test_a_signed_mail_of_outlook_is_opened() -> None:
    wrapped = Attachment("smime.p7m", signed(mail(("a.xml", xml())).as_bytes()), content_type="application/pkcs7-mime")
    assert named(opened(msg(wrapped))) == ["a.xml"]
    encrypted = Attachment("smime.p7m", b"\x30\x82 enveloped", content_type="application/pkcs7-mime")
    assert named(opened(msg(encrypted))) == ["!encrypted_mail"]


def test_names_in_a_code_page_are_read_in_it() -> None:
    assert named(opened(msg(Attachment("счёт.xml", xml()), wide=False))) == ["счёт.xml"]
    strange = msg(Attachment("счёт.xml", xml()), wide=False).replace(
        struct.pack("<q", CYRILLIC), struct.pack("<q", 99_999)
    )
    assert named(opened(strange)) == ["счёт.xml".encode(f"cp{CYRILLIC}").decode("cp1252", "replace")]


@FORMS
def test_what_is_cut_off_says_so_and_leaves_the_others(form: Form) -> None:
    cut = form(A_FILE, Attachment("large.pdf", b"%PDF-1.7" + bytes(9_000)))[:-600]
    with pytest.raises(ContainerRefused) as refusal:
        opened(cut)
    assert refusal.value.code == "damaged_mail"
    found = named(opened(mail(("cut", cut), ("b.xml", xml(2))).as_bytes()))
    assert found == (["!damaged_mail", "b.xml"] if form is msg else ["!damaged_mail", "a.xml", "b.xml"])


def test_a_winmail_that_claims_values_without_end_is_refused() -> None:
    claims = struct.pack("<IHHI", 1, 0x1000, 0x3001, 0xFFFFFFFF)
    attribute = struct.pack("<BII", 2, 0x69005, len(claims)) + claims + bytes(2)
    with pytest.raises(ContainerRefused, match="damaged"):
        opened(b"\x78\x9f\x3e\x22\x01\x00" + attribute)


def test_an_office_document_with_such_a_mail_in_it_is_no_mail() -> None:
    document = compound_file({"WordDocument": b"text", "ObjectPool": {"__properties_version1.0": bytes(32)}})
    with pytest.raises(ContainerRefused, match="Office document"):
        opened(document)
    assert named(opened(mail(("a.doc", document)).as_bytes())) == ["!unsupported_format"]
    assert not may_hold_several(compound_file({"WordDocument": b"text"}))
