"""The second factor at a log-in, or where somebody proves again who it is: a code, or what a passkey signed."""

from dataclasses import dataclass

from chalicelib.accounts.factors import passkeys, recovery_codes, totp
from chalicelib.errors import CodeNeeded
from chalicelib.json_data import JsonObject
from chalicelib.records.accounts import User
from chalicelib.records.security.factors import RelyingParty


@dataclass(frozen=True, slots=True)
class Given:
    """The second factor that somebody gives: a code, or what a passkey signed and the party that it signed for."""

    code: str = ""
    passkey: JsonObject | None = None
    party: RelyingParty | None = None


NOTHING = Given()


def check_second_factor(user: User, given: Given) -> None:
    """Refuse somebody who knows the account's password but not its second factor, where it has one.

    Raises:
        CodeNeeded: there is a factor, and nothing of one came.
        Throttled: too many wrong codes and passkeys.
        WrongCode: it is neither a present code of the app nor an unused recovery code.
        WrongPasskey: it is no answer of a passkey of the account to a challenge that waits for one.

    """
    if not user.has_factor:
        return
    if given.passkey is not None and given.party is not None:
        passkeys.take_passkey(user, given.passkey, given.party)
    elif given.code and totp.is_in_use(user.user_id):
        totp.take_code(user, given.code)
    elif given.code:
        recovery_codes.take_recovery_code(user, given.code)
    else:
        raise CodeNeeded(_kinds_of(user))


def _kinds_of(user: User) -> tuple[str, ...]:
    """Return what an account takes; recovery codes are named where no app is, which stands for its own."""
    passkeys_too = ("passkey",) if user.passkeys else ()
    if totp.is_in_use(user.user_id):
        return ("totp", *passkeys_too)
    return (*passkeys_too, *(("recovery_code",) if recovery_codes.recovery_codes_left(user) else ()))
