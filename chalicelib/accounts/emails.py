"""E-mail addresses as accounts use them: valid (RFC 5321), and equal when people mean the same mailbox."""


def normalise_email(text: str) -> str:
    """Return the address in the one form that is stored, compared and written to: lower case, its domain in ASCII.

    No letter becomes another one: ß is not ss, neither in a mailbox nor in a domain.

    >>> normalise_email("Ann@Bücher.Example.COM")
    'ann@xn--bcher-kva.example.com'
    >>> normalise_email("=?utf-8?q?a=0D=0ABcc=3Ab?=@example.com")
    Traceback (most recent call last):
    ...
    ValueError: This looks like an encoded header, and not like a mailbox.

    Raises:
        ValueError: it is no e-mail address, or one that SES can't write to; the message says why.

    """
    from email_validator import EmailNotValidError, validate_email

    try:
        address = validate_email(text.strip(), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise ValueError(str(error)) from error
    if "=?" in address.local_part:  # RFC 2047: it could be decoded into line breaks and other headers
        raise ValueError("This looks like an encoded header, and not like a mailbox.")
    return f"{address.local_part.lower()}@{address.ascii_domain.lower()}"
