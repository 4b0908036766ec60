// The shapes that the API describes, by their names there. `make types` writes schema.d.ts from /openapi.json.

import type { components } from "./schema";

type Schemas = components["schemas"];

export type LoginOut = Schemas["LoginOut"];
export type UserOut = Schemas["UserOut"];
export type Problem = Schemas["Problem"];
export type Invoice = Schemas["InvoiceOut"];
export type EventOut = Schemas["EventOut"];
export type PageOut = Schemas["PageOut"];
export type PageList = Schemas["PageListOut"];
export type Report = Schemas["ReportOut"];
export type Finding = Schemas["FindingOut"];
export type Correction = Schemas["CorrectionIn"];
export type Bulk = Schemas["BulkOut"];
export type Announced = Schemas["AnnouncedOut"];
export type Receipt = Schemas["ReceiptOut"];
export type Batch = Schemas["BatchDetailOut"];
export type AnnouncedArchive = Schemas["AnnouncedArchiveOut"];
export type Entry = Schemas["EntryOut"];
export type Failure = Schemas["Failure"];
export type FileType = Schemas["FileIn"]["content_type"];
export type Factors = Schemas["FactorsOut"];
export type Identities = Schemas["IdentitiesOut"];
export type PasskeyOut = Schemas["PasskeyOut"];
export type NewCredential = Pick<Schemas["NewCredential"], "id" | "rawId" | "type"> & {
  response: Pick<Schemas["Attestation"], "clientDataJSON" | "attestationObject">;
};
export type Signed = Pick<Schemas["Signed"], "id" | "rawId" | "type"> & {
  response: Pick<Schemas["Assertion"], "clientDataJSON" | "authenticatorData" | "signature">;
};
type Described = { id: string; type: "public-key" }[];
type Plain<Options, Bytes extends keyof Options> = Omit<Options, Bytes | "extensions"> & { challenge: string };
export type CreationOptions = Plain<PublicKeyCredentialCreationOptions, "challenge" | "user" | "excludeCredentials"> & {
  user: { id: string; name: string; displayName: string };
  excludeCredentials?: Described;
};
export type RequestOptions = Plain<PublicKeyCredentialRequestOptions, "challenge" | "allowCredentials"> & { allowCredentials?: Described };
export type Enrolment = Schemas["EnrolmentOut"];
export type RecoveryCodes = Schemas["RecoveryCodesOut"];
export type SessionOut = Schemas["SessionOut"];
export type ApiKey = Schemas["KeyOut"];
export type KeyScope = ApiKey["scopes"][number];
export type AuditPage = Schemas["AuditPageOut"];
export type AuditEvent = Schemas["AuditEventOut"];
export type Company = Schemas["CompanyOut"];
export type Invitation = Schemas["InvitationOut"];
export type Member = Schemas["MemberOut"];
export type Statistics = Schemas["StatisticsOut"];
export type Export = Schemas["ExportOut"];
export type Draft = Schemas["DraftOut"];
export type DraftSummary = Schemas["DraftSummary"];
export type Webhook = Schemas["WebhookOut"];
export type EventType = Schemas["WebhookIn"]["events"][number];
export type MailPreviewOut = Schemas["MailPreviewOut"];
export type ReminderPreview = Schemas["ReminderPreviewOut"];
export type ReminderText = Schemas["ReminderText"];
export type Credit = Schemas["CreditOut"];
export type Delivery = Schemas["DeliveryOut"];
export type KnownSupplier = Schemas["KnownSupplierOut"];
export type SupplierMemory = Schemas["MemoryOut"];
export type Rulesets = Schemas["RulesetsOut"];
export type Suppression = Schemas["SuppressionOut"];
export type Transfers = Schemas["TransfersOut"];
export type Payment = Schemas["PaymentOut"];
export type Changes = Schemas["ChangesOut"];
export type BatchSummary = Schemas["BatchOut"];
export type Mailbox = Schemas["MailboxOut"];
export type Customer = Schemas["CustomerOut"];
export type Item = Schemas["ItemOut"];
export type QuoteSummary = Schemas["QuoteSummary"];
export type Quote = Schemas["QuoteOut"];
export type RecurringSummary = Schemas["RecurringSummary"];
export type Recurring = Schemas["RecurringOut"];

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A value that was read: the API gives it as a plain object. */
export interface Field {
  value: string;
  confidence: number;
  method: string;
  page: number | null;
  box: Box | null;
  derived_from: string | null;
  original?: unknown;
}

export interface Line {
  description: string;
  quantity: string | null;
  unit: string | null;
  unit_price: string | null;
  net_amount: string | null;
  tax_rate: string | null;
  base_quantity: string | null;
  tax_category?: string | null;
  confidence: number;
  page: number | null;
  box: Box | null;
}

export type Detail = Omit<Schemas["InvoiceDetailOut"], "fields" | "lines"> & {
  fields: Record<string, Field>;
  lines: Line[];
};
