"""Which passwords may be chosen: by NIST SP 800-63B, which asks for length and no rules of composition.

Nothing guessable, nothing that others have lost already, and neither the person's address nor the company's name.
"""

from chalicelib.accounts.passwords.breaches import is_breached, is_common
from chalicelib.accounts.passwords.hashing import MAX_LENGTH, normalise_password
from chalicelib.errors import UnfitPassword

MIN_LENGTH = 8

_MAX_GUESSABLE_SCORE = 1  # zxcvbn: at most a million guesses, which an online attack with some patience makes
_MAX_JUDGED_LENGTH = 72  # zxcvbn takes no more; 72 characters that are hard to guess are hard to guess with more behind
_MIN_NAME_LENGTH = 4  # "al" of al@example.com is in many a good password


def check_new_password(password: str, email: str, *, company: str, field: str = "password") -> None:
    """Refuse a new password that is too short, too long, known to others, or easy to guess.

    Raises:
        UnfitPassword: with what is wrong, for this field.

    """
    normal = normalise_password(password)
    if not MIN_LENGTH <= len(normal) <= MAX_LENGTH:
        message = f"The password must have {MIN_LENGTH} to {MAX_LENGTH} characters."
        raise UnfitPassword(field, "password_length", message)
    if _holds_address(normal, email):
        raise UnfitPassword(field, "password_email", "The password must not contain the e-mail address.")
    if _names(company) and _names(company) in _names(normal):
        raise UnfitPassword(field, "password_company", "The password must not contain the company's name.")
    if is_common(normal):
        message = "This is one of the passwords that attackers try first. Several unrelated words make a good one."
        raise UnfitPassword(field, "password_common", message)
    if _is_guessable(normal, email):
        message = "This password is easy to guess. Several unrelated words make a good one."
        raise UnfitPassword(field, "password_guessable", message)
    if is_breached(normal):
        message = "This password is in lists of stolen passwords. Choose one that you have used nowhere else."
        raise UnfitPassword(field, "password_breached", message)


def _holds_address(password: str, email: str) -> bool:
    """Tell whether a password has the address in it, or what stands before its @, with or without its points.

    >>> _holds_address("Anna.Lee-2031", "anna.lee@example.com"), _holds_address("annalee2031", "anna.lee@example.com")
    (True, True)
    >>> _holds_address("also good words", "al@example.com")
    False
    """
    local_part, _, _ = email.partition("@")
    name = _names(local_part)
    return email in password.casefold() or bool(name and name in _names(password))


def _names(text: str) -> str:
    """Return a name as it is looked for: letters and digits in one case; empty where it is too short for that."""
    letters = "".join(letter for letter in text.casefold() if letter.isalnum())
    return letters if len(letters) >= _MIN_NAME_LENGTH else ""


def _is_guessable(password: str, email: str) -> bool:
    from zxcvbn import zxcvbn

    judged = zxcvbn(password[:_MAX_JUDGED_LENGTH], user_inputs=[*email.replace("@", ".").split(".")])
    return int(judged["score"]) <= _MAX_GUESSABLE_SCORE
