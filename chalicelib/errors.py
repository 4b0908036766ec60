"""The domain's exceptions: what a caller did or hit, as facts with data.

One catalogue, in the order of the rooms, because a route declares errors of several.
Nothing here knows HTTP: `chalicelib.api.http.problems` gives each its status.
`code` is stable and part of the API; `detail` is a sentence for a person.
"""


class DomainError(Exception):
    """Base of every error that a caller can cause or meet."""

    code = "error"
    detail = "The request could not be carried out."

    def __init__(self, detail: str | None = None) -> None:
        """Take a more precise sentence than the class's own, if there is one."""
        self.detail = detail or type(self).detail
        super().__init__(self.detail)


class InvalidInput(DomainError):
    """Input that parses but breaks a rule; `problems` pairs each field with what is wrong with it."""

    code = "invalid_input"
    detail = "Some fields are invalid."

    def __init__(self, *problems: tuple[str, str]) -> None:
        """Carry (field, message) pairs."""
        self.problems = problems
        super().__init__()


# Accounts


class NotAuthenticated(DomainError):
    """No token, or one that proves nothing."""

    code = "not_authenticated"
    detail = "Please log in: the access token is missing, invalid or expired."


class SessionEnded(NotAuthenticated):
    """The token is genuine, but its session is over."""

    code = "session_ended"
    detail = "This session has ended. Please log in again."


class WrongCredentials(DomainError):
    """E-mail and password don't belong together; says nothing of which part was wrong."""

    code = "wrong_credentials"
    detail = "E-mail or password is wrong."


class CodeNeeded(DomainError):
    """The password is right, but the account has a second factor, which was not given."""

    code = "code_needed"
    detail = (
        "Enter a code from your authenticator app or a recovery code (`code`), or send the passkey's answer "
        "(`passkey`)."
    )

    def __init__(self, factors: tuple[str, ...]) -> None:
        """Carry which kinds of second factors the account has."""
        self.factors = factors
        super().__init__()


class WrongCode(DomainError):
    """It is neither a current code of the app nor an unused recovery code."""

    code = "wrong_code"
    detail = "The code is wrong or was used before. Wait for the next one, or use a recovery code."


class WrongPasskey(DomainError):
    """It is not an answer of one of the account's passkeys to a challenge that was issued just now."""

    code = "wrong_passkey"
    detail = "The passkey's answer is not valid: ask for a new challenge and try again."


class OidcUnavailable(DomainError):
    """The operator has named no identity provider."""

    code = "oidc_unavailable"
    detail = "No identity provider is configured; log in with your password."


class OidcRefused(DomainError):
    """The answer of an identity provider, or what came as one, is no good; the error does not say what of it."""

    code = "oidc_refused"
    detail = "The log-in did not succeed or has expired. Please start again."


class OidcAddressUnverified(DomainError):
    """The identity provider does not vouch for an e-mail address, so no account can be found or made by it."""

    code = "oidc_address_unverified"
    detail = "Your identity provider does not say that it has verified your e-mail address, so it can't let you in."


class OidcOtherIdentity(DomainError):
    """The account of this address belongs to another person of the same identity provider."""

    code = "oidc_other_identity"
    detail = (
        "The account of this e-mail address is linked to another identity. Log in with its password to unlink that."
    )


class OidcUnlinked(DomainError):
    """The account's owner unlinked its identity at this provider; only its password links one again."""

    code = "oidc_unlinked"
    detail = (
        "This log-in was unlinked from your account. Give your account's password to link it again; "
        "if it has none, have a link mailed that sets one."
    )


class OidcUnreachable(DomainError):
    """The identity provider does not answer, or not as one does."""

    code = "oidc_unreachable"
    detail = "The identity provider did not answer. Please begin the log-in again, or log in with your password."


class IdentityNotFound(DomainError):
    """The account has no such identity."""

    code = "identity_not_found"
    detail = "Your account has no such identity."


class TooManyPasskeys(DomainError):
    """The account has as many passkeys as it may have."""

    code = "too_many_passkeys"

    def __init__(self, most: int) -> None:
        """Carry how many there may be."""
        self.most = most
        super().__init__(f"An account has at most {most} passkeys; remove one first.")


class ProofNeeded(DomainError):
    """The person of this session has not proven recently who they are, and this action requires it."""

    code = "proof_needed"
    detail = "Please prove again who you are: POST /auth/proof with your password (and a code), or log in."


class FactorNeeded(DomainError):
    """The company asks for a second factor, and the account has none yet."""

    code = "factor_needed"
    detail = "Your company asks for a second factor. Set one up: POST /me/factors/totp or /me/factors/passkeys."


class FactorAlreadySetUp(DomainError):
    """The account already has an authenticator app; it must be removed before another one is set up."""

    code = "factor_there"
    detail = "Your account already has an authenticator app. Remove it first."


class FactorNotFound(DomainError):
    """The account has no such second factor."""

    code = "factor_not_found"
    detail = "There is no such second factor."


class SessionNotFound(DomainError):
    """The account has no such session, or it has ended."""

    code = "session_not_found"
    detail = "There is no such session."


class UnfitPassword(InvalidInput):
    """A new password that is not accepted; `reason` says why, for callers that have words of their own for it."""

    def __init__(self, field: str, reason: str, message: str) -> None:
        """Carry the field, the reason's stable name and a sentence."""
        self.reason = reason
        super().__init__((field, message))


class EmailTaken(DomainError):
    """Another account holds the e-mail address."""

    code = "email_taken"
    detail = "An account with this e-mail address exists already."


class RoleNeeded(DomainError):
    """The caller may see this, but not do it."""

    code = "role_needed"

    def __init__(self, role: str) -> None:
        """Carry the role that would be allowed."""
        self.role = role
        super().__init__(f"Only a company's {role} may do this.")


class ScopeMissing(DomainError):
    """The API key may not do this; whatever concerns accounts, and approvals, takes a person."""

    code = "scope_missing"

    def __init__(self, scope: str) -> None:
        """Carry the scope that would be needed."""
        self.scope = scope
        super().__init__(
            "No API key may do this; it takes a person who is logged in."
            if scope == "decide"
            else f"This API key may not do this: it lacks the scope {scope}."
        )


class KeyNotFound(DomainError):
    """The company has no such API key."""

    code = "key_not_found"
    detail = "Your company has no such API key."


class TooManyKeys(DomainError):
    """The company has as many API keys as it may have."""

    code = "too_many_keys"

    def __init__(self, most: int) -> None:
        """Carry how many there may be."""
        self.most = most
        super().__init__(f"A company has at most {most} API keys; revoke one first.")


class InvitationNotFound(DomainError):
    """The company has no such open invitation."""

    code = "invitation_not_found"
    detail = "Your company has no such open invitation."


class AddressUnproven(DomainError):
    """The caller has not opened the link that was mailed to its address, and this would reach other people."""

    code = "address_unproven"
    detail = (
        "Please prove your e-mail address first: open the link that was mailed to it. "
        "POST /me/address_proof mails another one."
    )


class NotYours(DomainError):
    """A member may read the company's invoices, and change only its own."""

    code = "not_yours"
    detail = "Only an admin or the person who added this invoice may change it."


class Throttled(DomainError):
    """Too many tries in too short a time."""

    code = "throttled"

    def __init__(self, retry_after: int) -> None:
        """Carry the seconds to wait."""
        self.retry_after = retry_after
        super().__init__(f"Too many attempts. Please try again in {retry_after} seconds.")


class RateLimited(Throttled):
    """Too many requests of a person, a company or a network address in this minute."""

    code = "rate_limited"

    def __init__(self, policy: str, limit: int, retry_after: int) -> None:
        """Carry which limit it is, what it allows in a minute, and the seconds to wait."""
        super().__init__(retry_after)
        self.policy, self.limit = policy, limit
        self.detail = f"Too many requests: {limit} a minute are allowed. Please go on in {retry_after} seconds."


class LinkExpired(DomainError):
    """A mailed link that was used, replaced by a newer one, or is too old."""

    code = "link_expired"
    detail = "This link is no longer valid. Please ask for a new one."


class LastAdmin(DomainError):
    """A company with members or invoices can't be left without an admin."""

    code = "last_admin"
    detail = "You are the company's last admin. Make somebody else an admin first, or delete the company."


class MemberNotFound(DomainError):
    """The company has no such member."""

    code = "member_not_found"
    detail = "There is no such member in your company."


class NoCompany(DomainError):
    """The caller was removed from its company and has not joined another."""

    code = "no_company"
    detail = "You are not a member of a company. Ask to be invited."


class CompanyNotEmpty(DomainError):
    """The caller would leave a company behind that no one else can reach."""

    code = "company_not_empty"
    detail = "Your company still has members or invoices. Hand it over or delete it first."


class Conflict(DomainError):
    """Somebody else changed the same thing at the same time."""

    code = "conflict"
    detail = "Somebody else has just changed this. Please look at it again."


# Files


class MalwareFound(DomainError):
    """The scan of a file has found malware in it."""

    code = "malware_found"
    detail = "The file contains malware. It was locked away, was not read, and can't be downloaded."


class NotScannedAgain(DomainError):
    """A file that was to be read once more could not be scanned once more."""

    code = "not_scanned_again"
    detail = (
        "The file was to be read again, but could not be scanned for malware again, so it was not. "
        "The file and what was read of it before are kept. Try again later."
    )


class NotScanned(DomainError):
    """Nobody can say whether a file contains malware."""

    code = "not_scanned"
    detail = (
        "The file could not be scanned for malware, so it was locked away and not read. "
        "Delete this entry, remove a password if the file has one, and send it again."
    )


# Invoices


class MailInUnavailable(DomainError):
    """There is no domain to receive mails at."""

    code = "mail_in_unavailable"
    detail = "This system does not receive mails: its operator has set up no domain for them."


class BatchNotFound(DomainError):
    """No batch with this id that the caller may see."""

    code = "batch_not_found"
    detail = "There is no such batch."

    def __init__(self, batch_id: str) -> None:
        """Carry the id."""
        self.batch_id = batch_id
        super().__init__()


class OutOfTime(DomainError):
    """The request's time limit was used up by its earlier items; nothing was changed by this one."""

    code = "out_of_time"
    detail = "The request's time was used up before this. Nothing was changed; please ask again."


class NotDrawable(DomainError):
    """The PDF of a document can't be made: it takes too long or too much room."""

    code = "not_drawable"
    detail = "The PDF of this document can't be made: it is too long."


class InvoiceNotFound(DomainError):
    """No such invoice in the caller's company; another company's is no different from none."""

    code = "invoice_not_found"
    detail = "There is no such invoice."

    def __init__(self, invoice_id: str) -> None:
        """Carry the id that was asked for."""
        self.invoice_id = invoice_id
        super().__init__()


class FileNotAvailable(DomainError):
    """The invoice exists, but this file of it does not (yet)."""

    code = "file_not_available"

    def __init__(self, kind: str, status: str | None = None) -> None:
        """Carry the kind of file and, for a kind that exists, where the invoice's processing stands."""
        self.kind, self.status = kind, status
        super().__init__(f"The invoice has no file '{kind}'" + (f"; its status is {status}." if status else "."))


class ConsoleFileMissing(DomainError):
    """The web console has no such file, or was not built."""

    code = "console_file_missing"

    def __init__(self, name: str) -> None:
        """Carry the file's name."""
        self.name = name
        super().__init__("The console has no such file. Reload the page; a new version may be there.")


class DuplicateFile(DomainError):
    """The same bytes are in the company already; without an id where the caller may not know of the first invoice."""

    code = "duplicate_file"
    detail = "This file has been uploaded before."

    def __init__(self, invoice_id: str, uploaded_by: str = "") -> None:
        """Carry the first invoice's id, and who added it."""
        self.invoice_id, self.uploaded_by = invoice_id, uploaded_by
        super().__init__()


class NumberTaken(DomainError):
    """Another invoice that was made here bears the number."""

    code = "number_taken"

    def __init__(self, number: str) -> None:
        """Carry the number."""
        self.number = number
        super().__init__(f"Your company has an invoice {number} already.")


class Issued(DomainError):
    """The invoice was issued: what it says is final, and it stays until the company's retention is over."""

    code = "issued"

    def __init__(self, invoice_id: str, kept_until: str = "") -> None:
        """Carry the invoice's id and, for one that was to be deleted, the last day for which it is kept."""
        self.invoice_id = invoice_id
        kept = f" Your company keeps it until {kept_until}." if kept_until else ""
        super().__init__(
            f"This invoice was issued, so it can be neither changed nor deleted.{kept} Correct it with a credit note "
            f"(POST /invoices/{invoice_id}/credit) or take it back (POST /invoices/{invoice_id}/cancel)."
        )


class HasPayments(DomainError):
    """A payment of the invoice is planned or made: deleted and uploaded again, it would be paid twice."""

    code = "has_payments"

    def __init__(self, invoice_id: str) -> None:
        """Carry the invoice's id."""
        self.invoice_id = invoice_id
        super().__init__(
            "A payment of this invoice is planned or made, so it can't be deleted. Take the payment back first "
            f"(DELETE /invoices/{invoice_id}/payments/PAYMENT)."
        )


class NotCreditable(DomainError):
    """No credit note can be made of this."""

    code = "not_creditable"

    def __init__(self, invoice_id: str, reason: str) -> None:
        """Carry the invoice's id, and the reason as a sentence."""
        self.invoice_id = invoice_id
        super().__init__(reason)


class OverCredited(DomainError):
    """The credit note would come to more than earlier ones have left of the invoice."""

    code = "over_credited"

    def __init__(self, invoice_id: str, left: str) -> None:
        """Carry the invoice's id, and what is left."""
        self.invoice_id, self.left = invoice_id, left
        super().__init__(f"A credit note can't be higher than what is left of the invoice: {left}.")


class NotApprovable(DomainError):
    """The invoice's present state does not allow this step of its approval."""

    code = "not_approvable"

    def __init__(self, invoice_id: str, reason: str) -> None:
        """Carry the invoice's id, and the reason as a sentence."""
        self.invoice_id = invoice_id
        super().__init__(reason)


class WrongStep(DomainError):
    """The present state does not allow this step."""

    code = "wrong_step"

    def __init__(self, state: str, step: str) -> None:
        """Carry the state, and what was to be done."""
        self.state, self.step = state, step
        super().__init__(f"It is {state}, so this can't be done with it: {step}.")


class SecondPersonNeeded(DomainError):
    """The company asks for two people, and the same person approved twice."""

    code = "second_person_needed"
    detail = "You have approved this already; your company asks for a second person."


class NotPayable(DomainError):
    """No payment can be recorded of this."""

    code = "not_payable"

    def __init__(self, invoice_id: str, reason: str) -> None:
        """Carry the invoice's id, and the reason as a sentence."""
        self.invoice_id = invoice_id
        super().__init__(reason)


class NothingOpen(DomainError):
    """All of the invoice is paid, planned or credited."""

    code = "nothing_open"
    detail = "Nothing of this invoice is open: all of it is paid, planned or credited."


class OverPaid(DomainError):
    """The payment is more than what is open."""

    code = "over_paid"

    def __init__(self, left: str) -> None:
        """Carry what is open."""
        self.left = left
        super().__init__(f"A payment can't be more than what is open of the invoice: {left}.")


class TooManyTags(DomainError):
    """The invoice would have more tags than there can be."""

    code = "too_many_tags"

    def __init__(self, most: int) -> None:
        """Carry how many there may be."""
        self.most = most
        super().__init__(f"An invoice has at most {most} tags.")


class PaymentNotFound(DomainError):
    """The invoice has no such payment."""

    code = "payment_not_found"
    detail = "The invoice has no such payment."


class NotReady(DomainError):
    """The invoice must have been read before this can be done with it."""

    code = "not_ready"

    def __init__(self, invoice_id: str, status: str) -> None:
        """Carry the invoice's id, and where its processing stands."""
        self.invoice_id, self.status = invoice_id, status
        super().__init__(f"This can be done with invoices that are ready; the status of this one is {status}.")


class WebhookNotFound(DomainError):
    """No such webhook, or no such delivery of it, in the caller's company."""

    code = "webhook_not_found"
    detail = "There is no such webhook or delivery."


class TooManyWebhooks(DomainError):
    """The company has as many webhooks as it can have."""

    code = "too_many_webhooks"

    def __init__(self, limit: int) -> None:
        """Carry the limit."""
        self.limit = limit
        super().__init__(f"A company can have {limit} webhooks; remove one first.")


class DraftNotFound(DomainError):
    """No such draft in the caller's company."""

    code = "draft_not_found"
    detail = "There is no such draft."


class CustomerNotFound(DomainError):
    """No such customer in the caller's company."""

    code = "customer_not_found"
    detail = "There is no such customer."


class ItemNotFound(DomainError):
    """No such item in the caller's company."""

    code = "item_not_found"
    detail = "There is no such item."


class EntryNumberTaken(DomainError):
    """Another customer, or another item, of the company bears the number."""

    code = "entry_number_taken"

    def __init__(self, kind: str, number: str) -> None:
        """Carry the kind and the number."""
        self.kind, self.number = kind, number
        super().__init__(f"Your company has another {kind} with the number {number}.")


class TooManyEntries(DomainError):
    """The company has as many customers, or items, as it can have."""

    code = "too_many_entries"

    def __init__(self, kind: str, limit: int) -> None:
        """Carry the kind and the limit."""
        self.kind, self.limit = kind, limit
        super().__init__(f"A company can keep {limit:,} {kind}s; remove one first.")


class RecurringNotFound(DomainError):
    """No such recurring invoice in the caller's company."""

    code = "recurring_not_found"
    detail = "There is no such recurring invoice."


class QuoteNotFound(DomainError):
    """No such quote in the caller's company."""

    code = "quote_not_found"
    detail = "There is no such quote."


class TooManyRecurring(DomainError):
    """The company has as many recurring invoices as it can have."""

    code = "too_many_recurring"

    def __init__(self, limit: int) -> None:
        """Carry the limit."""
        self.limit = limit
        super().__init__(f"A company can have {limit} recurring invoices; remove one first.")


class VersionMismatch(DomainError):
    """Somebody else changed what the caller has seen, so the caller's change is not made."""

    code = "version_mismatch"
    detail = "This was changed after you read it. Please look at it again; nothing was overwritten."


class DuplicateInvoice(DomainError):
    """The company has this invoice already, in another file, and wants no second one."""

    code = "duplicate_invoice"

    def __init__(self, invoice_id: str, uploaded_by: str, reason: str) -> None:
        """Carry the first invoice's id, who added it, and by what it is the same."""
        self.invoice_id, self.uploaded_by, self.reason = invoice_id, uploaded_by, reason
        super().__init__(f"The company has this supplier's invoice with the {reason.replace('_', ' ')} already.")


class StatisticsHidden(DomainError):
    """The company hides others' invoices from members, and its totals would reveal them."""

    code = "statistics_hidden"
    detail = "Your company shows its members only their own invoices, so its statistics are for admins."


class SuppressionsHidden(DomainError):
    """The company hides others' invoices from members, and the addresses would tell who got them."""

    code = "suppressions_hidden"
    detail = "Your company shows its members only their own invoices, so the list of all addresses is for admins."


class SuppliersHidden(DomainError):
    """The caller may not see all of the company's invoices, nor what they taught."""

    code = "suppliers_hidden"
    detail = "Only those who may see all of the company's invoices may see its suppliers."


class SupplierNotFound(DomainError):
    """The company remembers nothing of a supplier with this id."""

    code = "supplier_not_found"
    detail = "Nothing is remembered of such a supplier."


class BadCursor(DomainError):
    """A cursor that this list did not give out."""

    code = "bad_cursor"
    detail = "The cursor is not one that this list gave out."


# Sending


class InvoiceBroken(DomainError):
    """The invoice breaks the rules, and the request does not say to send it anyway."""

    code = "invoice_broken"
    detail = "This invoice did not pass validation: send its report alone (`attach`), or anything with `force`."

    def __init__(self, invoice_id: str) -> None:
        """Carry its id."""
        self.invoice_id = invoice_id
        super().__init__()


class RecipientSuppressed(InvalidInput):
    """Mail to an address bounced for good, or its owner complained."""

    code = "recipient_suppressed"
    detail = "Mail is no longer sent to some of these addresses."


class SuppressionNotFound(DomainError):
    """The company's list has no such entry."""

    code = "suppression_not_found"
    detail = "There is no such suppressed address in your company's list."


class DailyQuotaUsedUp(Throttled):
    """The company has written to as many recipients as it may on a day."""

    code = "daily_quota_used_up"

    def __init__(self, daily: int, retry_after: int) -> None:
        """Carry the number a day, and the seconds until the next one."""
        super().__init__(retry_after)
        self.detail = f"Your company may send to {daily} recipients a day; the day ends in {retry_after} seconds."


# Exports


class ExportNotFound(DomainError):
    """No such export of the caller's; another's is no different from none."""

    code = "export_not_found"
    detail = "There is no such export, or its time is over."


class ExportTooLarge(DomainError):
    """More invoices than one file is made of."""

    code = "export_too_large"

    def __init__(self, rows: int, limit: int) -> None:
        """Carry how many there are, and how many there may be."""
        self.rows, self.limit = rows, limit
        super().__init__(
            f"The list has {rows:,} invoices; an export takes {limit:,}. Please narrow it, for example by date."
        )


class ExportFailed(DomainError):
    """The export made the worker fail several times."""

    code = "export_failed"
    detail = "The export could not be made after several tries. The fault is ours; please ask for it again."


# Requests


class IdempotencyKeyReused(DomainError):
    """The same Idempotency-Key came with another request."""

    code = "idempotency_key_reused"
    detail = "This Idempotency-Key was used for another request. A new request needs a new key."


class RequestInProgress(DomainError):
    """The same request, with the same Idempotency-Key, is being worked on."""

    code = "request_in_progress"

    def __init__(self, retry_after: int) -> None:
        """Carry the seconds to wait."""
        self.retry_after = retry_after
        super().__init__("A request with this Idempotency-Key is in progress. Please try again shortly.")


class MalformedBody(DomainError):
    """The body can't be parsed as what its content type says."""

    code = "malformed_body"
    detail = "The body is not well-formed."


class UnsupportedContentType(DomainError):
    """The route doesn't take bodies of this type."""

    code = "unsupported_content_type"

    def __init__(self, content_type: str, accepted: tuple[str, ...]) -> None:
        """Carry what came and what would be accepted."""
        self.content_type, self.accepted = content_type, accepted
        super().__init__(f"Content-Type {content_type or '(none)'} is not accepted here; use {', '.join(accepted)}.")


class NotAcceptable(DomainError):
    """The client does not say that it accepts what this route answers, so API Gateway would garble it."""

    code = "not_acceptable"

    def __init__(self, content_type: str) -> None:
        """Carry the media type of the answer."""
        self.content_type = content_type
        super().__init__(f"This answers {content_type}: please send Accept: {content_type}.")


class BodyTooLarge(DomainError):
    """The body is larger than this way in can take."""

    code = "body_too_large"

    def __init__(self, size: int, limit: int, hint: str = "") -> None:
        """Carry sizes in bytes, and what to do instead."""
        self.size, self.limit = size, limit
        super().__init__(f"The body has {size:,} bytes; the limit is {limit:,}.{hint}")
