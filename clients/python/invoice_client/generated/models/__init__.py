"""Contains all the data models used in inputs/outputs"""

from .acceptance import Acceptance
from .address import Address
from .allowance_charge import AllowanceCharge
from .amounts_out import AmountsOut
from .announced_archive_out import AnnouncedArchiveOut
from .announced_folder_out import AnnouncedFolderOut
from .announced_out import AnnouncedOut
from .announcement import Announcement
from .announcement_content_type_type_0 import AnnouncementContentTypeType0
from .answer_state import AnswerState
from .approval import Approval
from .approval_in import ApprovalIn
from .approval_step import ApprovalStep
from .archive_announcement import ArchiveAnnouncement
from .archive_in import ArchiveIn
from .assertion import Assertion
from .attachment import Attachment
from .attachment_out import AttachmentOut
from .attestation import Attestation
from .attribute import Attribute
from .audit_choice import AuditChoice
from .audit_event_out import AuditEventOut
from .audit_event_out_after import AuditEventOutAfter
from .audit_event_out_before import AuditEventOutBefore
from .audit_kind import AuditKind
from .audit_page_out import AuditPageOut
from .batch_detail_out import BatchDetailOut
from .batch_detail_out_invoices import BatchDetailOutInvoices
from .batch_detail_out_refused import BatchDetailOutRefused
from .batch_kind import BatchKind
from .batch_list_out import BatchListOut
from .batch_out import BatchOut
from .batch_status import BatchStatus
from .beginning import Beginning
from .begun_out import BegunOut
from .bulk_action import BulkAction
from .bulk_in import BulkIn
from .bulk_item import BulkItem
from .bulk_out import BulkOut
from .cancel_in import CancelIn
from .cancel_in_language_type_0 import CancelInLanguageType0
from .challenge_out import ChallengeOut
from .challenge_out_options import ChallengeOutOptions
from .change_out import ChangeOut
from .changes_out import ChangesOut
from .classification import Classification
from .code_in import CodeIn
from .company_change import CompanyChange
from .company_change_template_type_0 import CompanyChangeTemplateType0
from .company_out import CompanyOut
from .contact import Contact
from .correction_in import CorrectionIn
from .correction_in_document import CorrectionInDocument
from .create_invoice_files_body import CreateInvoiceFilesBody
from .create_invoice_language import CreateInvoiceLanguage
from .creation_method import CreationMethod
from .creation_out import CreationOut
from .creation_out_options import CreationOutOptions
from .credentials import Credentials
from .credit_in import CreditIn
from .credit_in_language_type_0 import CreditInLanguageType0
from .credit_line_in import CreditLineIn
from .credit_out import CreditOut
from .credit_state import CreditState
from .credit_transfer import CreditTransfer
from .customer import Customer
from .customer_in import CustomerIn
from .customer_in_language_type_0 import CustomerInLanguageType0
from .customer_out import CustomerOut
from .customer_page_out import CustomerPageOut
from .day_out import DayOut
from .decision_out import DecisionOut
from .delivery import Delivery
from .delivery_out import DeliveryOut
from .delivery_out_payload import DeliveryOutPayload
from .delivery_page_out import DeliveryPageOut
from .delivery_status import DeliveryStatus
from .direct_debit import DirectDebit
from .direction import Direction
from .document_allowance_charge import DocumentAllowanceCharge
from .done import Done
from .draft_out import DraftOut
from .draft_out_document import DraftOutDocument
from .draft_page_out import DraftPageOut
from .draft_problem import DraftProblem
from .draft_summary import DraftSummary
from .due_out import DueOut
from .duplicate_reason import DuplicateReason
from .email_change import EmailChange
from .enrolment_out import EnrolmentOut
from .entry_list_out import EntryListOut
from .entry_out import EntryOut
from .event_kind import EventKind
from .event_out import EventOut
from .event_out_data import EventOutData
from .event_page import EventPage
from .export_format import ExportFormat
from .export_link import ExportLink
from .export_out import ExportOut
from .export_status import ExportStatus
from .factors_out import FactorsOut
from .failure import Failure
from .farewell import Farewell
from .file_in import FileIn
from .file_in_content_type import FileInContentType
from .file_kind import FileKind
from .finding_out import FindingOut
from .finding_out_kind import FindingOutKind
from .finding_out_severity import FindingOutSeverity
from .folder_announcement import FolderAnnouncement
from .form_document import FormDocument
from .form_line import FormLine
from .health import Health
from .identifier import Identifier
from .identities_out import IdentitiesOut
from .identity_out import IdentityOut
from .installed_ruleset_out import InstalledRulesetOut
from .installed_ruleset_out_syntax import InstalledRulesetOutSyntax
from .invitation import Invitation
from .invitation_out import InvitationOut
from .invitation_page_out import InvitationPageOut
from .invoice_detail_out import InvoiceDetailOut
from .invoice_detail_out_derived import InvoiceDetailOutDerived
from .invoice_detail_out_document import InvoiceDetailOutDocument
from .invoice_detail_out_fields import InvoiceDetailOutFields
from .invoice_detail_out_left_out_item import InvoiceDetailOutLeftOutItem
from .invoice_detail_out_lines_item import InvoiceDetailOutLinesItem
from .invoice_detail_out_links import InvoiceDetailOutLinks
from .invoice_detail_out_tax_breakdown_item import InvoiceDetailOutTaxBreakdownItem
from .invoice_direction import InvoiceDirection
from .invoice_out import InvoiceOut
from .invoice_page import InvoicePage
from .issue_draft_language import IssueDraftLanguage
from .item import Item
from .item_in import ItemIn
from .item_out import ItemOut
from .item_page_out import ItemPageOut
from .key_in import KeyIn
from .key_in_scopes_item import KeyInScopesItem
from .key_list import KeyList
from .key_out import KeyOut
from .key_out_scopes_item import KeyOutScopesItem
from .key_rotation import KeyRotation
from .kind import Kind
from .known_supplier_out import KnownSupplierOut
from .known_supplier_page import KnownSupplierPage
from .layer_out import LayerOut
from .layer_out_name import LayerOutName
from .layer_out_outcome import LayerOutOutcome
from .line_in import LineIn
from .line_left_out import LineLeftOut
from .login_out import LoginOut
from .mail_out import MailOut
from .mail_preview_in import MailPreviewIn
from .mail_preview_in_attach_type_0_item import MailPreviewInAttachType0Item
from .mail_preview_in_language_type_0 import MailPreviewInLanguageType0
from .mail_preview_out import MailPreviewOut
from .mailbox_out import MailboxOut
from .member_out import MemberOut
from .members import Members
from .memory_out import MemoryOut
from .money_out import MoneyOut
from .new_credential import NewCredential
from .new_credential_client_extension_results import NewCredentialClientExtensionResults
from .new_passkey import NewPasskey
from .new_password import NewPassword
from .note import Note
from .object_identifier import ObjectIdentifier
from .offer_out import OfferOut
from .on_duplicate import OnDuplicate
from .page_list_out import PageListOut
from .page_out import PageOut
from .page_size_out import PageSizeOut
from .passkey_asked import PasskeyAsked
from .passkey_challenge import PasskeyChallenge
from .passkey_challenge_options import PasskeyChallengeOptions
from .passkey_out import PasskeyOut
from .passkey_wanted import PasskeyWanted
from .password_change import PasswordChange
from .payee import Payee
from .payment import Payment
from .payment_card import PaymentCard
from .payment_in import PaymentIn
from .payment_made_in import PaymentMadeIn
from .payment_out import PaymentOut
from .payment_state import PaymentState
from .period import Period
from .place_in import PlaceIn
from .places_in import PlacesIn
from .postal_address import PostalAddress
from .preceding_invoice import PrecedingInvoice
from .price import Price
from .profile_change import ProfileChange
from .profile_change_language_type_0 import ProfileChangeLanguageType0
from .proof import Proof
from .proof_again import ProofAgain
from .published_ruleset_out import PublishedRulesetOut
from .published_ruleset_out_syntax import PublishedRulesetOutSyntax
from .quote_decision_in import QuoteDecisionIn
from .quote_decision_in_decision import QuoteDecisionInDecision
from .quote_in import QuoteIn
from .quote_in_language_type_0 import QuoteInLanguageType0
from .quote_mail_out import QuoteMailOut
from .quote_mail_preview_in import QuoteMailPreviewIn
from .quote_mail_preview_in_language_type_0 import QuoteMailPreviewInLanguageType0
from .quote_out import QuoteOut
from .quote_out_document import QuoteOutDocument
from .quote_page_out import QuotePageOut
from .quote_send_request import QuoteSendRequest
from .quote_send_request_language_type_0 import QuoteSendRequestLanguageType0
from .quote_state import QuoteState
from .quote_summary import QuoteSummary
from .receipt_out import ReceiptOut
from .recovery_codes_out import RecoveryCodesOut
from .recurring_in import RecurringIn
from .recurring_in_language_type_0 import RecurringInLanguageType0
from .recurring_mode import RecurringMode
from .recurring_out import RecurringOut
from .recurring_out_form import RecurringOutForm
from .recurring_page_out import RecurringPageOut
from .recurring_state import RecurringState
from .recurring_summary import RecurringSummary
from .refresh_token import RefreshToken
from .registration import Registration
from .remembered_field_out import RememberedFieldOut
from .reminder_preview_in import ReminderPreviewIn
from .reminder_preview_in_language import ReminderPreviewInLanguage
from .reminder_preview_out import ReminderPreviewOut
from .reminder_text import ReminderText
from .reminder_text_language import ReminderTextLanguage
from .renewal import Renewal
from .report_out import ReportOut
from .reset_request import ResetRequest
from .result_out import ResultOut
from .return_ import Return
from .rhythm import Rhythm
from .role import Role
from .role_change import RoleChange
from .rulesets_out import RulesetsOut
from .sales_out import SalesOut
from .scope import Scope
from .send_many_request import SendManyRequest
from .send_many_request_attach_type_0_item import SendManyRequestAttachType0Item
from .send_many_request_language_type_0 import SendManyRequestLanguageType0
from .send_request import SendRequest
from .send_request_attach_type_0_item import SendRequestAttachType0Item
from .send_request_language_type_0 import SendRequestLanguageType0
from .senders_in import SendersIn
from .sending_out import SendingOut
from .sending_state import SendingState
from .sent_invoice_out import SentInvoiceOut
from .session_list import SessionList
from .session_out import SessionOut
from .signed import Signed
from .signed_client_extension_results import SignedClientExtensionResults
from .sort import Sort
from .spot_out import SpotOut
from .state import State
from .state_reason import StateReason
from .statistics_out import StatisticsOut
from .statistics_out_by_state import StatisticsOutByState
from .statistics_out_by_status import StatisticsOutByStatus
from .status import Status
from .supplier import Supplier
from .supplier_out import SupplierOut
from .suppression_out import SuppressionOut
from .suppression_page import SuppressionPage
from .suppression_reason import SuppressionReason
from .tags_in import TagsIn
from .tax_representative import TaxRepresentative
from .tax_row_in import TaxRowIn
from .tax_subtotal import TaxSubtotal
from .totals import Totals
from .transfers_in import TransfersIn
from .transfers_out import TransfersOut
from .upload_form import UploadForm
from .upload_form_fields import UploadFormFields
from .uploader_out import UploaderOut
from .user_out import UserOut
from .validation_out import ValidationOut
from .webhook_change import WebhookChange
from .webhook_change_events_type_0_item import WebhookChangeEventsType0Item
from .webhook_in import WebhookIn
from .webhook_in_events_item import WebhookInEventsItem
from .webhook_list import WebhookList
from .webhook_out import WebhookOut
from .word_box_out import WordBoxOut
from .word_out import WordOut

__all__ = (
    "Acceptance",
    "Address",
    "AllowanceCharge",
    "AmountsOut",
    "AnnouncedArchiveOut",
    "AnnouncedFolderOut",
    "AnnouncedOut",
    "Announcement",
    "AnnouncementContentTypeType0",
    "AnswerState",
    "Approval",
    "ApprovalIn",
    "ApprovalStep",
    "ArchiveAnnouncement",
    "ArchiveIn",
    "Assertion",
    "Attachment",
    "AttachmentOut",
    "Attestation",
    "Attribute",
    "AuditChoice",
    "AuditEventOut",
    "AuditEventOutAfter",
    "AuditEventOutBefore",
    "AuditKind",
    "AuditPageOut",
    "BatchDetailOut",
    "BatchDetailOutInvoices",
    "BatchDetailOutRefused",
    "BatchKind",
    "BatchListOut",
    "BatchOut",
    "BatchStatus",
    "Beginning",
    "BegunOut",
    "BulkAction",
    "BulkIn",
    "BulkItem",
    "BulkOut",
    "CancelIn",
    "CancelInLanguageType0",
    "ChallengeOut",
    "ChallengeOutOptions",
    "ChangeOut",
    "ChangesOut",
    "Classification",
    "CodeIn",
    "CompanyChange",
    "CompanyChangeTemplateType0",
    "CompanyOut",
    "Contact",
    "CorrectionIn",
    "CorrectionInDocument",
    "CreateInvoiceFilesBody",
    "CreateInvoiceLanguage",
    "CreationMethod",
    "CreationOut",
    "CreationOutOptions",
    "Credentials",
    "CreditIn",
    "CreditInLanguageType0",
    "CreditLineIn",
    "CreditOut",
    "CreditState",
    "CreditTransfer",
    "Customer",
    "CustomerIn",
    "CustomerInLanguageType0",
    "CustomerOut",
    "CustomerPageOut",
    "DayOut",
    "DecisionOut",
    "Delivery",
    "DeliveryOut",
    "DeliveryOutPayload",
    "DeliveryPageOut",
    "DeliveryStatus",
    "DirectDebit",
    "Direction",
    "DocumentAllowanceCharge",
    "Done",
    "DraftOut",
    "DraftOutDocument",
    "DraftPageOut",
    "DraftProblem",
    "DraftSummary",
    "DueOut",
    "DuplicateReason",
    "EmailChange",
    "EnrolmentOut",
    "EntryListOut",
    "EntryOut",
    "EventKind",
    "EventOut",
    "EventOutData",
    "EventPage",
    "ExportFormat",
    "ExportLink",
    "ExportOut",
    "ExportStatus",
    "FactorsOut",
    "Failure",
    "Farewell",
    "FileIn",
    "FileInContentType",
    "FileKind",
    "FindingOut",
    "FindingOutKind",
    "FindingOutSeverity",
    "FolderAnnouncement",
    "FormDocument",
    "FormLine",
    "Health",
    "Identifier",
    "IdentitiesOut",
    "IdentityOut",
    "InstalledRulesetOut",
    "InstalledRulesetOutSyntax",
    "Invitation",
    "InvitationOut",
    "InvitationPageOut",
    "InvoiceDetailOut",
    "InvoiceDetailOutDerived",
    "InvoiceDetailOutDocument",
    "InvoiceDetailOutFields",
    "InvoiceDetailOutLeftOutItem",
    "InvoiceDetailOutLinesItem",
    "InvoiceDetailOutLinks",
    "InvoiceDetailOutTaxBreakdownItem",
    "InvoiceDirection",
    "InvoiceOut",
    "InvoicePage",
    "IssueDraftLanguage",
    "Item",
    "ItemIn",
    "ItemOut",
    "ItemPageOut",
    "KeyIn",
    "KeyInScopesItem",
    "KeyList",
    "KeyOut",
    "KeyOutScopesItem",
    "KeyRotation",
    "Kind",
    "KnownSupplierOut",
    "KnownSupplierPage",
    "LayerOut",
    "LayerOutName",
    "LayerOutOutcome",
    "LineIn",
    "LineLeftOut",
    "LoginOut",
    "MailboxOut",
    "MailOut",
    "MailPreviewIn",
    "MailPreviewInAttachType0Item",
    "MailPreviewInLanguageType0",
    "MailPreviewOut",
    "MemberOut",
    "Members",
    "MemoryOut",
    "MoneyOut",
    "NewCredential",
    "NewCredentialClientExtensionResults",
    "NewPasskey",
    "NewPassword",
    "Note",
    "ObjectIdentifier",
    "OfferOut",
    "OnDuplicate",
    "PageListOut",
    "PageOut",
    "PageSizeOut",
    "PasskeyAsked",
    "PasskeyChallenge",
    "PasskeyChallengeOptions",
    "PasskeyOut",
    "PasskeyWanted",
    "PasswordChange",
    "Payee",
    "Payment",
    "PaymentCard",
    "PaymentIn",
    "PaymentMadeIn",
    "PaymentOut",
    "PaymentState",
    "Period",
    "PlaceIn",
    "PlacesIn",
    "PostalAddress",
    "PrecedingInvoice",
    "Price",
    "ProfileChange",
    "ProfileChangeLanguageType0",
    "Proof",
    "ProofAgain",
    "PublishedRulesetOut",
    "PublishedRulesetOutSyntax",
    "QuoteDecisionIn",
    "QuoteDecisionInDecision",
    "QuoteIn",
    "QuoteInLanguageType0",
    "QuoteMailOut",
    "QuoteMailPreviewIn",
    "QuoteMailPreviewInLanguageType0",
    "QuoteOut",
    "QuoteOutDocument",
    "QuotePageOut",
    "QuoteSendRequest",
    "QuoteSendRequestLanguageType0",
    "QuoteState",
    "QuoteSummary",
    "ReceiptOut",
    "RecoveryCodesOut",
    "RecurringIn",
    "RecurringInLanguageType0",
    "RecurringMode",
    "RecurringOut",
    "RecurringOutForm",
    "RecurringPageOut",
    "RecurringState",
    "RecurringSummary",
    "RefreshToken",
    "Registration",
    "RememberedFieldOut",
    "ReminderPreviewIn",
    "ReminderPreviewInLanguage",
    "ReminderPreviewOut",
    "ReminderText",
    "ReminderTextLanguage",
    "Renewal",
    "ReportOut",
    "ResetRequest",
    "ResultOut",
    "Return",
    "Rhythm",
    "Role",
    "RoleChange",
    "RulesetsOut",
    "SalesOut",
    "Scope",
    "SendersIn",
    "SendingOut",
    "SendingState",
    "SendManyRequest",
    "SendManyRequestAttachType0Item",
    "SendManyRequestLanguageType0",
    "SendRequest",
    "SendRequestAttachType0Item",
    "SendRequestLanguageType0",
    "SentInvoiceOut",
    "SessionList",
    "SessionOut",
    "Signed",
    "SignedClientExtensionResults",
    "Sort",
    "SpotOut",
    "State",
    "StateReason",
    "StatisticsOut",
    "StatisticsOutByState",
    "StatisticsOutByStatus",
    "Status",
    "Supplier",
    "SupplierOut",
    "SuppressionOut",
    "SuppressionPage",
    "SuppressionReason",
    "TagsIn",
    "TaxRepresentative",
    "TaxRowIn",
    "TaxSubtotal",
    "Totals",
    "TransfersIn",
    "TransfersOut",
    "UploaderOut",
    "UploadForm",
    "UploadFormFields",
    "UserOut",
    "ValidationOut",
    "WebhookChange",
    "WebhookChangeEventsType0Item",
    "WebhookIn",
    "WebhookInEventsItem",
    "WebhookList",
    "WebhookOut",
    "WordBoxOut",
    "WordOut",
)
