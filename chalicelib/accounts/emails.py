"""E-mail addresses as accounts use them: valid by RFC 5321 and 6531, and equal when people mean the same mailbox."""

import unicodedata


def normalise_email(text: str) -> str:
    """Return the address in the one form that is stored and compared: NFC, case folded, domain in Unicode.

    Raises:
        ValueError: it is no e-mail address; the message says why.

    """
    from email_validator import EmailNotValidError, validate_email

    try:
        address = validate_email(text.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise ValueError(str(error)) from error
    return unicodedata.normalize("NFC", address.normalized.casefold())
