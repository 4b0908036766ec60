// A document as the form holds it, and as the API has it: what the form does not show stays as it was.

export interface FormLine {
  item: { name: string };
  quantity: string;
  price: { net: string };
  tax_rate: string;
  tax_category: string;
  /** The line as the API has it. */
  base: Group;
}

/** A part of the API's document, every text there and perhaps empty. */
export interface Form {
  invoice_number: string;
  issue_date: string;
  due_date: string;
  currency: string;
  payment_terms: string;
  buyer_reference: string;
  customer: { name: string; tax_id: string; line_1: string; post_code: string; city: string; country: string; email: string };
  lines: FormLine[];
  note: string;
  /** The document as the API has it. */
  base: Group;
}

export type Group = Record<string, unknown>;
export const group = (value: unknown): Group => (value && typeof value === "object" ? (value as Group) : {});
export const words = (value: unknown): string => (typeof value === "string" ? value : "");
const groups = (value: unknown): Group[] => (Array.isArray(value) ? (value as Group[]) : []);

export const NEW_LINE: FormLine = { item: { name: "" }, quantity: "1", price: { net: "" }, tax_rate: "", tax_category: "S", base: {} };

export function formOf(base: Group): Form {
  const lines = groups(base.lines);
  return {
    invoice_number: words(base.invoice_number),
    issue_date: words(base.issue_date),
    due_date: words(base.due_date),
    currency: words(base.currency),
    payment_terms: words(base.payment_terms),
    buyer_reference: words(base.buyer_reference),
    customer: customerOf(group(base.customer)),
    lines: lines.length ? lines.map(formLine) : [NEW_LINE],
    note: words(groups(base.notes)[0]?.text),
    base,
  };
}

export function customerOf(customer: Group): Form["customer"] {
  const place = group(customer.address);
  return {
    name: words(customer.name),
    tax_id: words(customer.tax_id),
    line_1: words(place.line_1),
    post_code: words(place.post_code),
    city: words(place.city),
    country: words(place.country),
    email: words(group(customer.contact).email),
  };
}

const formLine = (base: Group): FormLine => ({
  item: { name: words(group(base.item).name) },
  quantity: words(base.quantity),
  price: { net: words(group(base.price).net) },
  tax_rate: words(base.tax_rate),
  tax_category: words(base.tax_category) || "S",
  base,
});

/** The document for the API: what is empty is left out, so that it is filled in there or said to be missing. */
export function documentOf(form: Form): Group {
  const { base, note, customer, lines, ...texts } = form;
  const { name, tax_id, email, ...place } = customer;
  const known = group(base.customer);
  const [firstNote, ...notes] = groups(base.notes);
  return withoutEmpty({
    ...base,
    ...texts,
    customer: { ...known, name, tax_id, address: { ...group(known.address), ...place }, contact: { ...group(known.contact), email } },
    lines: lines.map(lineOf),
    notes: note ? [{ ...firstNote, text: note }, ...notes] : notes,
  }) as Group;
}

/** The same without what each day, or the quote itself, gives: number, issue date and due date. */
export function undated(form: Form): Group {
  return documentOf({ ...form, invoice_number: "", issue_date: "", due_date: "" });
}

function lineOf({ base, item, price, tax_rate, ...line }: FormLine): Group {
  return {
    ...base,
    ...line,
    item: { ...group(base.item), ...item },
    price: { ...group(base.price), ...price },
    tax_rate: tax_rate || (line.tax_category === "S" ? "" : "0"),
  };
}

export function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (!value || typeof value !== "object") return value;
  const kept = Object.entries(value).map(([name, each]) => [name, withoutEmpty(each)] as const).filter(([, each]) => !isEmpty(each));
  return Object.fromEntries(kept);
}

const isEmpty = (value: unknown): boolean => value === "" || value === null || (typeof value === "object" && Object.keys(value).length === 0);
