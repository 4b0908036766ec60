// The form of a document: customer, dates and terms, lines, a note. Known customers and items are suggested.

import type { VNode } from "preact";
import { call, type Page } from "../api/client";
import type { Customer, Item } from "../api/types";
import { amount, t } from "../i18n";
import { AmountInput } from "../ui/amount";
import { Button, fieldErrors, Input, Select } from "../ui/parts";
import { Suggest, type Suggestion } from "../ui/suggest";
import { customerOf, type Form, type FormLine, type Group, group, NEW_LINE, words } from "./document";

export const CATEGORIES = ["S", "Z", "E", "AE", "K", "G", "O"] as const;
const SUGGESTED = 8;

/** What is the matter with which field, those of the form within what was sent among them. */
export const formErrors = (error: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(fieldErrors(error)).map(([field, message]) => [field.replace(/^form\./, ""), message]));

interface DocumentFormProps {
  form: Form;
  onChange: (form: Form) => void;
  errors: Record<string, string>;
  /** Whether number and dates are given elsewhere: by the quote, by the day of a recurring invoice. */
  undated?: boolean;
}

export function DocumentForm({ form, onChange, errors, undated }: DocumentFormProps): VNode {
  const set = (change: Partial<Form>) => onChange({ ...form, ...change });
  const customer = (change: Partial<Form["customer"]>) => set({ customer: { ...form.customer, ...change } });
  const rename = (name: string) => set({ customer: { ...form.customer, name }, base: { ...form.base, customer_id: null } });
  return (
    <>
      <fieldset>
        <legend>{t("field.customer")}</legend>
        <Suggest label={t("issue.name")} value={form.customer.name} onInput={rename} find={findCustomers} onChoose={(found) => onChange(withCustomer(form, found))} error={errors["customer.name"]} />
        <Input label={t("issue.street")} value={form.customer.line_1} onInput={(line_1) => customer({ line_1 })} autocomplete="off" />
        <div class="pair">
          <Input label={t("issue.postCode")} value={form.customer.post_code} onInput={(post_code) => customer({ post_code })} autocomplete="off" />
          <Input label={t("issue.city")} value={form.customer.city} onInput={(city) => customer({ city })} autocomplete="off" />
        </div>
        <div class="pair">
          <Input label={t("issue.country")} value={form.customer.country} maxLength={2} onInput={(country) => customer({ country: country.toUpperCase() })} error={errors["customer.address.country"]} hint={t("issue.countryHint")} autocomplete="off" />
          <Input label={t("field.customer_tax_id")} value={form.customer.tax_id} onInput={(tax_id) => customer({ tax_id })} error={errors["customer.tax_id"]} autocomplete="off" />
        </div>
        <Input label={t("field.customer_email")} type="email" value={form.customer.email} onInput={(email) => customer({ email })} autocomplete="off" />
      </fieldset>
      <fieldset>
        <legend>{t(undated ? "issue.details" : "issue.invoice")}</legend>
        <div class="pair">
          {!undated && <Input label={t("field.invoice_number")} value={form.invoice_number} onInput={(invoice_number) => set({ invoice_number })} error={errors.invoice_number} hint={t("issue.numberHint")} autocomplete="off" />}
          <Input label={t("field.currency")} value={form.currency} maxLength={3} onInput={(currency) => set({ currency: currency.toUpperCase() })} error={errors.currency} autocomplete="off" />
        </div>
        {!undated && (
          <div class="pair">
            <Input label={t("field.issue_date")} type="date" value={form.issue_date} onInput={(issue_date) => set({ issue_date })} error={errors.issue_date} />
            <Input label={t("field.due_date")} type="date" value={form.due_date} onInput={(due_date) => set({ due_date })} error={errors.due_date} />
          </div>
        )}
        <Input label={t("issue.terms")} value={form.payment_terms} onInput={(payment_terms) => set({ payment_terms })} autocomplete="off" />
        <Input label={t("issue.reference")} value={form.buyer_reference} onInput={(buyer_reference) => set({ buyer_reference })} autocomplete="off" />
      </fieldset>
      <FormLines lines={form.lines} currency={form.currency} errors={errors} onChange={(lines) => set({ lines })} />
      <fieldset>
        <legend>{t("issue.note")}</legend>
        <textarea aria-label={t("issue.note")} rows={3} value={form.note} onInput={(event) => set({ note: event.currentTarget.value })} />
      </fieldset>
    </>
  );
}

interface FormLinesProps {
  lines: FormLine[];
  currency: string;
  errors: Record<string, string>;
  onChange: (lines: FormLine[]) => void;
}

function FormLines({ lines, currency, errors, onChange }: FormLinesProps): VNode {
  const set = (index: number, change: Partial<FormLine>) => onChange(lines.map((line, at) => (at === index ? { ...line, ...change } : line)));
  const rename = (index: number, base: Group, name: string) => set(index, { item: { name }, base: { ...base, item_id: null } });
  return (
    <fieldset class="lines">
      <legend>{t("lines.title")}</legend>
      <ol>
        {lines.map((line, index) => (
          <li key={index}>
            <Suggest bare label={t("lines.description", { number: index + 1 })} placeholder={t("lines.item")} value={line.item.name} onInput={(name) => rename(index, line.base, name)} find={findItems} onChoose={(found) => set(index, withItem(line, found, currency))} />
            <Button kind="quiet" icon="close" label={t("lines.remove", { number: index + 1 })} disabled={lines.length === 1} onClick={() => onChange(lines.filter((_, at) => at !== index))} />
            <div class="figures">
              <label><span>{t("lines.quantity")}</span><AmountInput value={line.quantity} onInput={(quantity) => set(index, { quantity })} /></label>
              <label><span>{t("lines.unit_price")}</span><AmountInput value={line.price.net} onInput={(net) => set(index, { price: { net } })} /></label>
              <label><span>{t("lines.tax_rate")}</span><AmountInput value={line.tax_rate} onInput={(tax_rate) => set(index, { tax_rate })} /></label>
              <Select label={t("issue.category")} value={line.tax_category} onChange={(tax_category) => set(index, { tax_category })} options={CATEGORIES.map((each) => [each, t(`category.${each}`)])} />
            </div>
            {Object.entries(errors).filter(([field]) => field.startsWith(`lines.${index}.`)).map(([field, message]) => <p class="error" key={field}>{message}</p>)}
          </li>
        ))}
      </ol>
      <Button kind="quiet" icon="plus" onClick={() => onChange([...lines, { ...NEW_LINE, tax_rate: lines.at(-1)?.tax_rate ?? "" }])}>{t("lines.add")}</Button>
    </fieldset>
  );
}

async function findCustomers(search: string, signal: AbortSignal): Promise<Suggestion<Customer>[]> {
  const { items } = await call<Page<Customer>>("/customers", { query: { search, limit: SUGGESTED }, signal });
  return items.map((value) => ({ key: value.id, name: value.customer.name ?? "", hint: [value.number, value.customer.address?.city].filter(Boolean).join(" · "), value }));
}

async function findItems(search: string, signal: AbortSignal): Promise<Suggestion<Item>[]> {
  const { items } = await call<Page<Item>>("/items", { query: { search, limit: SUGGESTED }, signal });
  return items.map((value) => ({ key: value.id, name: value.item.name ?? "", hint: [value.number, value.price && amount(words(value.price.net), value.currency)].filter(Boolean).join(" · "), value }));
}

/** The form with a customer's values; what it has no field for, the API copies by the id. */
function withCustomer(form: Form, { id, customer, email, ...usual }: Customer): Form {
  const shown = customerOf(customer as Group);
  return {
    ...form,
    customer: { ...shown, email: shown.email || words(email) },
    currency: words(usual.currency) || form.currency,
    payment_terms: words(usual.payment_terms) || form.payment_terms,
    buyer_reference: words(usual.buyer_reference) || form.buyer_reference,
    base: { ...form.base, customer: {}, customer_id: id },
  };
}

function withItem(line: FormLine, found: Item, currency: string): FormLine {
  const isPriced = found.price && (!found.currency || !currency || found.currency === currency);
  const { item: _item, ...base } = line.base;
  return {
    ...line,
    item: { name: words(found.item.name) },
    price: { net: isPriced ? words(found.price?.net) : line.price.net },
    tax_category: words(found.tax_category) || line.tax_category,
    tax_rate: words(found.tax_rate) || line.tax_rate,
    base: { ...base, price: isPriced ? group(found.price) : base.price, unit: found.unit ?? base.unit, item_id: found.id },
  };
}
