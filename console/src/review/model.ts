// What a review is about: the fields with what was read, in the order in which a person should look at them.

import type { Box, Detail, Field } from "../api/types";
import { checks } from "./sums";

const CERTAIN = 0.9;
const CERTAIN_ENOUGH = 0.6; // of what is not paid or booked by

export type Kind = "text" | "amount" | "date" | "long";

/** The fields by the names under which they are corrected, in the order of an invoice. */
export const FIELDS = {
  supplier: "text",
  invoice_number: "text",
  issue_date: "date",
  due_date: "date",
  total: "amount",
  net_total: "amount",
  tax_total: "amount",
  currency: "text",
  iban: "text",
  bic: "text",
  purchase_order: "text",
  supplier_tax_id: "text",
  supplier_address: "long",
  supplier_email: "text",
  customer: "text",
  customer_tax_id: "text",
  customer_address: "long",
  customer_email: "text",
  prepaid: "amount",
  amount_due: "amount",
} as const satisfies Record<string, Kind>;

export type Name = keyof typeof FIELDS;
export const NAMES = Object.keys(FIELDS) as Name[];

const READ_AS: Partial<Record<Name, string>> = { supplier: "supplier_name", customer: "customer_name" };
const MINOR: ReadonlySet<Name> = new Set([
  "supplier_address", "supplier_email", "customer", "customer_address", "customer_email", "customer_tax_id", "purchase_order",
]);
const NEEDED: ReadonlySet<Name> = new Set(["supplier", "invoice_number", "issue_date", "total", "currency"]);

export interface Place {
  page: number;
  box: Box;
}

export const fieldOf = (invoice: Detail, name: Name): Field | undefined => invoice.fields[READ_AS[name] ?? name];

export const valuesOf = (invoice: Detail): Record<Name, string> =>
  Object.fromEntries(NAMES.map((name) => [name, fieldOf(invoice, name)?.value ?? ""])) as Record<Name, string>;

export function placeOf(invoice: Detail, name: Name): Place | null {
  const field = fieldOf(invoice, name);
  return field?.page && field.box ? { page: field.page, box: field.box } : null;
}

/** Why a person should look at a field, if there is a reason. */
export type Doubt = "missing" | "warning" | "sums" | "unsure";

export function doubtOf(invoice: Detail, name: Name): Doubt | null {
  const field = fieldOf(invoice, name);
  const warned = invoice.warnings.some((code) => code.split(":")[1] === (READ_AS[name] ?? name) || code.split(":")[1] === name);
  if (!field) return NEEDED.has(name) ? "missing" : null;
  if (field.original !== undefined) return null;
  if (warned) return "warning";
  if (brokenFields(invoice).has(name)) return "sums";
  return field.confidence < (MINOR.has(name) ? CERTAIN_ENOUGH : CERTAIN) ? "unsure" : null;
}

function brokenFields(invoice: Detail): Set<string> {
  const broken = checks(valuesOf(invoice), invoice.lines).filter((check) => check.name === "totals" && check.difference !== null);
  return new Set(broken.flatMap((check) => check.fields));
}

/** The fields to look at: the doubtful ones first. */
export function inOrder(invoice: Detail): { doubtful: Name[]; others: Name[] } {
  const doubtful = NAMES.filter((name) => doubtOf(invoice, name));
  return { doubtful, others: NAMES.filter((name) => !doubtful.includes(name)) };
}

/** The field that a business term of EN 16931 is about, as findings name it. */
export const TERMS: Record<string, Name> = {
  "BT-1": "invoice_number", "BT-2": "issue_date", "BT-5": "currency", "BT-9": "due_date", "BT-13": "purchase_order",
  "BT-27": "supplier", "BT-31": "supplier_tax_id", "BT-34": "supplier_email", "BT-35": "supplier_address",
  "BT-40": "supplier_address", "BT-43": "supplier_email", "BT-44": "customer", "BT-48": "customer_tax_id",
  "BT-50": "customer_address", "BT-55": "customer_address", "BT-58": "customer_email", "BT-84": "iban", "BT-86": "bic",
  "BT-106": "net_total", "BT-109": "net_total", "BT-110": "tax_total", "BT-112": "total", "BT-113": "prepaid",
  "BT-115": "amount_due", "BG-5": "supplier_address", "BG-8": "customer_address",
};
