"""Mails whose names are written in every way that there is, and mails that are damaged or against the rules."""

import base64

from tests.support.letters.written import SENDER, mail, xml


def _named(parameters: bytes) -> bytes:
    body = base64.encodebytes(xml())
    return (
        b"From: " + SENDER.encode() + b"\r\nSubject: =?iso-8859-1?q?Rechnung_M=E4rz?=\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: application/xml\r\nContent-Transfer-Encoding: base64\r\n"
        b"Content-Disposition: attachment; " + parameters + b"\r\n\r\n" + body
    )


def _broken() -> bytes:
    return (
        b"From: " + SENDER.encode() + b"\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n"
        b"\nHello\n--x\nContent-Type: application/xml; name=a.xml\nContent-Transfer-Encoding: base64\n\n"
        + base64.b64encode(xml())
        + b"\n"  # and no closing boundary
    )


def _wrong_base64() -> bytes:
    """Signs that are no Base64, lines of any length, and the padding missing."""
    packed = base64.b64encode(xml()).rstrip(b"=")
    return (
        b"From: " + SENDER.encode() + b"\r\nContent-Type: application/xml; name=a.xml\r\n"
        b"Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment\r\n\r\n"
        + packed[:101] + b"\r\n *" + packed[101:340] + b"!\r\n\r\n" + packed[340:] + b"\r\n"
    )  # fmt: skip


def _wrong_charset() -> bytes:
    data = mail(("a.xml", xml())).as_bytes()
    return data.replace(b'charset="utf-8"', b'charset="no-such-charset"')


def _eight_bit_headers() -> bytes:
    data = mail(("a.xml", xml())).as_bytes()
    return data.replace(b"From: Supplier <", "From: Müller & Söhne <".encode("latin-1")).replace(
        b"Subject: Invoice of May", "Subject: Счёт за май".encode()
    )


def _without_an_end() -> bytes:
    """Cut off in the middle of the next part's head."""
    return _broken() + b"--x\nContent-Type: applica"


def _wrong_boundary() -> bytes:
    return _broken().replace(b"boundary=x", b"boundary=y")


def _without_version() -> bytes:
    return mail(("a.xml", xml())).as_bytes().replace(b"MIME-Version: 1.0\n", b"").replace(b"\n", b"\r\n")


BROKEN = {
    "name in encoded words": (lambda: _named(b'filename="=?utf-8?B?w7YucGRm?="'), ["ö.pdf"]),
    "name in several encoded words": (
        lambda: _named(b'filename="=?utf-8?B?6KuL5rGC?=\r\n =?utf-8?B?5pu4Lg==?=\r\n =?utf-8?Q?xml?="'),
        ["請求書.xml"],
    ),
    "name whose letter is cut between encoded words": (
        lambda: _named(b'filename="=?utf-8?B?6Ks=?= =?utf-8?B?i+axgi54bWw=?="'),
        ["請求.xml"],
    ),
    "name in encoded words of ISO-2022-JP": (
        lambda: _named(b'filename="=?ISO-2022-JP?B?GyRCQEE1YT1xGyhCLnhtbA==?="'),
        ["請求書.xml"],
    ),
    "name by RFC 2231": (lambda: _named(b"filename*=utf-8''%E8%AB%8B%E6%B1%82%E6%9B%B8.xml"), ["請求書.xml"]),
    "name by RFC 2231, in pieces": (
        lambda: _named(b"filename*0*=utf-8''R%C3%A9;\r\n filename*1*=mise; filename*2=.xml"),
        ["Rémise.xml"],
    ),
    "name by RFC 2231, a letter cut between pieces": (
        lambda: _named(b"filename*0*=utf-8''%E8%AB; filename*1*=%8B.xml"),
        ["請.xml"],
    ),
    "name by RFC 2231 in Windows-1251": (
        lambda: _named(b"filename*=windows-1251''%F1%F7%B8%F2.xml"),
        ["счёт.xml"],
    ),
    "name in bare UTF-8": (lambda: _named('filename="счёт.xml"'.encode()), ["счёт.xml"]),
    "name in bare Latin-1": (lambda: _named('filename="März.xml"'.encode("latin-1")), ["März.xml"]),
    "name in an unknown charset": (
        lambda: _named(b'filename="=?no-such-charset?Q?a.xml?="'),
        ["=?no-such-charset?Q?a.xml?="],
    ),
    "no closing boundary": (_broken, ["a.xml"]),
    "cut off": (_without_an_end, ["a.xml"]),
    "wrong boundary": (_wrong_boundary, ["!damaged_mail"]),
    "wrong Base64": (_wrong_base64, ["a.xml"]),
    "unknown charset": (_wrong_charset, ["a.xml"]),
    "8-bit headers": (_eight_bit_headers, ["a.xml"]),
    "no MIME-Version": (_without_version, ["a.xml"]),
}
