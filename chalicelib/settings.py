"""Every environment variable, read once, typed.

Lazily, because `chalice package` imports the application where none of them is set. A variable without a default is
required: a missing one fails with its name at the first use, not with a half-configured process.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

ANY_ORIGIN = "*"
MAX_ANSWER_BYTES = 5_000_000
"""Of what an answer says, as JSON: Lambda takes 6 MB, and headers and the rest of the answer need some of it."""


class SettingMissing(RuntimeError):
    """A required environment variable is not set."""

    def __init__(self, variable: str) -> None:
        """Name the variable, so that the log line is the repair instruction."""
        super().__init__(f"the environment variable {variable} is not set")
        self.variable = variable


class OcrKind(StrEnum):
    """Who recognises the text of pictures: this machine, the deployed function, Amazon Textract, or no one."""

    LOCAL = "local"
    FUNCTION = "function"
    TEXTRACT = "textract"
    TEXTRACT_EXPENSE = "textract_expense"
    NONE = "none"


def _variable(name: str, default: object = None, read: Callable[[str], object] = str) -> Any:
    """Declare a setting: its environment variable, its default and how its text becomes a value."""
    return field(default=default, metadata={"variable": name, "read": read})


def _flag(text: str) -> bool:
    """Return whether a variable says yes.

    >>> _flag("true"), _flag("0")
    (True, False)
    """
    return text.lower() in {"1", "true", "yes"}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The configuration of one process. Durations are seconds, sizes bytes."""

    log_level: str = _variable("LOG_LEVEL", "INFO")
    stage: str = _variable("STAGE", "local")
    metrics_namespace: str = _variable("METRICS_NAMESPACE", "")

    accounts_table: str = _variable("ACCOUNTS_TABLE")
    companies_table: str = _variable("COMPANIES_TABLE")
    invoices_table: str = _variable("INVOICES_TABLE")
    counters_table: str = _variable("COUNTERS_TABLE")
    audit_table: str = _variable("AUDIT_TABLE")
    idempotency_table: str = _variable("IDEMPOTENCY_TABLE")
    files_bucket: str = _variable("FILES_BUCKET")

    token_keys_secret: str = _variable("TOKEN_KEYS_SECRET")
    token_keys_cache_seconds: int = _variable("TOKEN_KEYS_CACHE_SECONDS", 300, int)
    token_issuer: str = _variable("TOKEN_ISSUER", "invoice-system")
    token_audience: str = _variable("TOKEN_AUDIENCE", "invoice-api")
    token_leeway_seconds: int = _variable("TOKEN_LEEWAY_SECONDS", 5, int)
    access_token_seconds: int = _variable("ACCESS_TOKEN_SECONDS", 300, int)
    refresh_token_seconds: int = _variable("REFRESH_TOKEN_SECONDS", 86_400, int)
    session_seconds: int = _variable("SESSION_SECONDS", 2_592_000, int)
    proof_seconds: int = _variable("PROOF_SECONDS", 900, int)

    argon2_memory_kib: int = _variable("ARGON2_MEMORY_KIB", 19_456, int)
    argon2_rounds: int = _variable("ARGON2_ROUNDS", 2, int)
    argon2_parallelism: int = _variable("ARGON2_PARALLELISM", 1, int)

    passkey_domain: str = _variable("PASSKEY_DOMAIN", "")
    passkey_origins: str = _variable("PASSKEY_ORIGINS", "")
    breached_passwords_url: str = _variable("BREACHED_PASSWORDS_URL", "")
    oidc_issuer: str = _variable("OIDC_ISSUER", "")
    oidc_client_id: str = _variable("OIDC_CLIENT_ID", "")
    oidc_client_secret: str = _variable("OIDC_CLIENT_SECRET", "")
    oidc_name: str = _variable("OIDC_NAME", "")
    oidc_redirect_url: str = _variable("OIDC_REDIRECT_URL", "")
    oidc_over_http: bool = _variable("OIDC_OVER_HTTP", default=False, read=_flag)

    throttle_factor: int = _variable("THROTTLE_FACTOR", 1, int)
    reset_link_seconds: int = _variable("RESET_LINK_SECONDS", 3_600, int)
    email_link_seconds: int = _variable("EMAIL_LINK_SECONDS", 86_400, int)
    invitation_seconds: int = _variable("INVITATION_SECONDS", 604_800, int)

    audit_seconds: int = _variable("AUDIT_SECONDS", 34_560_000, int)

    public_url: str = _variable("PUBLIC_URL", "")
    mail_queue_url: str = _variable("MAIL_QUEUE_URL")
    webhook_queue_url: str = _variable("WEBHOOK_QUEUE_URL")
    webhooks_to_private_networks: bool = _variable("WEBHOOKS_TO_PRIVATE_NETWORKS", default=False, read=_flag)
    mail_in_domain: str = _variable("MAIL_IN_DOMAIN", "")
    mail_from: str = _variable("MAIL_FROM", "invoices@example.com")

    send_queue_url: str = _variable("SEND_QUEUE_URL")
    mail_configuration_set: str = _variable("MAIL_CONFIGURATION_SET")
    mail_attachment_bytes: int = _variable("MAIL_ATTACHMENT_BYTES", 7_000_000, int)
    sent_link_seconds: int = _variable("SENT_LINK_SECONDS", 2_592_000, int)
    recipients_per_day: int = _variable("RECIPIENTS_PER_DAY", 500, int)
    recipients_per_day_at_first: int = _variable("RECIPIENTS_PER_DAY_AT_FIRST", 20, int)
    idempotency_seconds: int = _variable("IDEMPOTENCY_SECONDS", 86_400, int)
    export_queue_url: str = _variable("EXPORT_QUEUE_URL")
    bulk_queue_url: str = _variable("BULK_QUEUE_URL")
    prompt_files_a_minute: int = _variable("PROMPT_FILES_A_MINUTE", 10, int)
    export_direct_rows: int = _variable("EXPORT_DIRECT_ROWS", 1_000, int)
    export_max_rows: int = _variable("EXPORT_MAX_ROWS", 100_000, int)
    export_part_bytes: int = _variable("EXPORT_PART_BYTES", 8_388_608, int)

    direct_upload_bytes: int = _variable("DIRECT_UPLOAD_BYTES", 4_400_000, int)
    max_file_bytes: int = _variable("MAX_FILE_BYTES", 20_000_000, int)
    max_pages: int = _variable("MAX_PAGES", 50, int)
    max_pixels: int = _variable("MAX_PIXELS", 50_000_000, int)
    read_seconds: int = _variable("READ_SECONDS", 60, int)
    read_memory_bytes: int = _variable("READ_MEMORY_BYTES", 1_000_000_000, int)
    recognise_function: str = _variable("RECOGNISE_FUNCTION", "")
    ocr: OcrKind = _variable("OCR", OcrKind.LOCAL, OcrKind)  # noqa: RUF009 - a field, like the others
    upload_window_seconds: int = _variable("UPLOAD_WINDOW_SECONDS", 3_600, int)
    rule_packs_cache_seconds: int = _variable("RULE_PACKS_CACHE_SECONDS", 60, int)
    malware_scan: bool = _variable("MALWARE_SCAN", default=False, read=_flag)
    stuck_seconds: int = _variable("STUCK_SECONDS", 5_400, int)
    sweep_limit: int = _variable("SWEEP_LIMIT", 50, int)
    download_link_seconds: int = _variable("DOWNLOAD_LINK_SECONDS", 300, int)

    documentation_assets_url: str = _variable("DOCUMENTATION_ASSETS_URL", "https://cdn.jsdelivr.net/npm")


@dataclass(frozen=True, kw_only=True)
class Wiring:
    """What `chalice package` bakes into the template; read at import, so each value has a default."""

    process_queue: str = _variable("PROCESS_QUEUE_NAME", "invoices-process")
    bury_queue: str = _variable("BURY_QUEUE_NAME", "invoices-process-dead")
    open_queue: str = _variable("OPEN_QUEUE_NAME", "invoices-open")
    unopened_queue: str = _variable("UNOPENED_QUEUE_NAME", "invoices-open-dead")
    mail_queue: str = _variable("MAIL_QUEUE_NAME", "invoices-mails")
    webhook_queue: str = _variable("WEBHOOK_QUEUE_NAME", "invoices-webhooks")
    send_queue: str = _variable("SEND_QUEUE_NAME", "invoices-sendings")
    unsent_queue: str = _variable("UNSENT_QUEUE_NAME", "invoices-sendings-dead")
    mail_events_queue: str = _variable("MAIL_EVENTS_QUEUE_NAME", "invoices-mail-events")
    export_queue: str = _variable("EXPORT_QUEUE_NAME", "invoices-exports")
    cors_origin: str = _variable("CORS_ORIGIN", "*")
    login_url: str = _variable("LOGIN_URL", "")

    @property
    def cors_origins(self) -> tuple[str, ...]:
        """The origins of front ends, one or several with spaces between them; `*`, or nothing but spaces, is any.

        >>> Wiring(cors_origin="https://a.example https://b.example").cors_origins
        ('https://a.example', 'https://b.example')
        """
        return tuple(self.cors_origin.split()) or (ANY_ORIGIN,)


Configuration = TypeVar("Configuration", Settings, Wiring)


def read_environment(kind: type[Configuration], environment: Mapping[str, str]) -> Configuration:
    """Build a configuration from environment variables.

    Raises:
        SettingMissing: a variable without a default is absent or empty.
        ValueError: a number is not a number; the message names the variable.

    """
    values: dict[str, Any] = {}
    for setting in fields(kind):
        variable = setting.metadata["variable"]
        text = environment.get(variable, "")
        if text:
            values[setting.name] = _read(variable, text, setting.metadata["read"])
        elif setting.default is None:
            raise SettingMissing(variable)
    return kind(**values)


def _read(variable: str, text: str, read: Callable[[str], object]) -> object:
    try:
        return read(text)
    except ValueError as error:
        message = f"the environment variable {variable} is not a {read.__name__}: {text!r}"
        raise ValueError(message) from error


@cache
def settings() -> Settings:
    """Return this process's settings; the environment is read at the first call."""
    return read_environment(Settings, os.environ)


def wiring() -> Wiring:
    """Return what is needed to compose the application, before any setting is known."""
    return read_environment(Wiring, os.environ)


def front_end_url() -> str:
    """Return where people log in: `LOGIN_URL`, or the first front end's origin; empty where none is named."""
    known = wiring()
    first = known.cors_origins[0]
    return known.login_url or ("" if first == ANY_ORIGIN else first)
