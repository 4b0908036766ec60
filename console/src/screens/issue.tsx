// Own invoices: drafts, the form with a live preview, and issuing. A draft is kept as it is typed, so nothing is lost.

import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { ApiError, call, callTagged, newKey, type Page, send } from "../api/client";
import type { Draft, DraftSummary, Invoice } from "../api/types";
import { count, instant, t, tOr } from "../i18n";
import { AmountInput } from "../ui/amount";
import { Button, Empty, Failed, Fetched, fieldErrors, Input, Loading, messageOf, Notice, report, say, Select, useFetched } from "../ui/parts";
import { go } from "../ui/route";

const KEPT_AFTER_MS = 1_200;
const CATEGORIES = ["S", "Z", "E", "AE", "K", "G", "O"] as const;

interface FormLine {
  item: { name: string };
  quantity: string;
  price: { net: string };
  tax_rate: string;
  tax_category: string;
}

/** The document as the form holds it: a part of the API's, every text there and perhaps empty. */
interface Form {
  invoice_number: string;
  issue_date: string;
  due_date: string;
  currency: string;
  payment_terms: string;
  buyer_reference: string;
  customer: { name: string; tax_id: string; line_1: string; post_code: string; city: string; country: string; email: string };
  lines: FormLine[];
  note: string;
}

const NEW_LINE: FormLine = { item: { name: "" }, quantity: "1", price: { net: "" }, tax_rate: "", tax_category: "S" };

export function Drafts(): VNode {
  const drafts = useFetched(() => call<Page<DraftSummary>>("/drafts", { query: { limit: 100 } }), []);
  const begin = async () => {
    const made = await call<Draft>("/drafts", { method: "POST", body: {}, once: newKey() });
    go(`/issue/${made.id}`);
  };
  const remove = (id: string) => async () => {
    if (!confirm(t("issue.confirmDelete"))) return;
    await call(`/drafts/${id}`, { method: "DELETE" });
    drafts.again();
  };
  return (
    <>
      <header class="top">
        <h1>{t("nav.issue")}</h1>
        <Button kind="primary" icon="plus" onClick={begin}>{t("issue.new")}</Button>
      </header>
      <Fetched fetched={drafts}>
        {({ items }) => items.length === 0 ? <Empty icon="form" title={t("issue.none")}>{t("issue.noneHint")}</Empty> : (
          <ul class="rows panel" aria-label={t("issue.drafts")}>
            {items.map((each) => (
              <li key={each.id}>
                <a href={`#/issue/${each.id}`}>{each.customer ?? t("issue.unnamed")}</a>
                <span>{each.invoice_number ?? ""}</span>
                <span class="hint">{each.progress !== null && `${t("issue.progress", { percent: count(each.progress) })} · `}{instant(each.updated_at)}</span>
                <Button kind="quiet" icon="trash" label={t("app.delete")} onClick={remove(each.id)} />
              </li>
            ))}
          </ul>
        )}
      </Fetched>
    </>
  );
}

export function IssueForm({ id }: { id: string }): VNode {
  const draft = useFetched(() => callTagged<Draft>(`/drafts/${id}`), [id]);
  if (draft.error !== undefined) return <Failed error={draft.error} again={draft.again} />;
  if (!draft.value) return <Loading rows={8} />;
  return <Desk draft={draft.value.value} etag={draft.value.etag} />;
}

function Desk({ draft, etag }: { draft: Draft; etag: string }): VNode {
  const [form, setForm] = useState(() => formOf(draft.document as Record<string, unknown>));
  const [missing, setMissing] = useState(draft.missing);
  const [error, setError] = useState<unknown>();
  const [kept, setKept] = useState(true);
  const tag = useRef(etag);
  const key = useRef(newKey());
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const latest = useRef(form);
  latest.current = form;
  const text = JSON.stringify(form);
  const first = useRef(text);

  const keep = (): Promise<unknown> => {
    queue.current = queue.current.catch(() => {}).then(async () => {
      const saved = await callTagged<Draft>(`/drafts/${draft.id}`, { method: "PUT", body: documentOf(latest.current), ifMatch: tag.current });
      tag.current = saved.etag;
      setMissing(saved.value.missing);
      setError(undefined);
      setKept(true);
    });
    return queue.current;
  };
  useEffect(() => {
    if (text === first.current) return;
    setKept(false);
    const timer = setTimeout(() => keep().catch(setError), KEPT_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text]);

  const issue = async () => {
    try {
      if (!kept) await keep();
      const made = await call<Invoice>(`/drafts/${draft.id}/issue`, { method: "POST", ifMatch: tag.current, once: key.current });
      say(t("issue.issued", { number: made.invoice_number ?? "" }));
      go(`/invoices/${made.id}`);
    } catch (reason) {
      key.current = newKey();
      setError(reason);
    }
  };
  const errors = fieldErrors(error);
  const set = (change: Partial<Form>) => setForm((before) => ({ ...before, ...change }));
  const customer = (change: Partial<Form["customer"]>) => set({ customer: { ...form.customer, ...change } });
  return (
    <>
      <header class="top">
        <div><a class="back" href="#/issue">{t("nav.issue")}</a><h1>{form.customer.name || t("issue.new")}</h1></div>
        <div class="inline">
          <span class="hint" role="status">{kept ? t("issue.kept") : t("issue.keeping")}</span>
          <Button kind="primary" icon="check" onClick={issue}>{t("issue.action")}</Button>
        </div>
      </header>
      {error !== undefined && <Notice tone="bad">{messageOf(error)}</Notice>}
      {missing.length > 0 && <Notice tone="info">{t("issue.missing")}: {missing.map(placeName).join(", ")}</Notice>}
      <div class="desk issue">
        <div class="facts">
          <fieldset>
            <legend>{t("field.customer")}</legend>
            <Input label={t("issue.name")} value={form.customer.name} onInput={(name) => customer({ name })} error={errors["customer.name"]} autocomplete="off" />
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
            <legend>{t("issue.invoice")}</legend>
            <div class="pair">
              <Input label={t("field.invoice_number")} value={form.invoice_number} onInput={(invoice_number) => set({ invoice_number })} error={errors.invoice_number} hint={t("issue.numberHint")} autocomplete="off" />
              <Input label={t("field.currency")} value={form.currency} maxLength={3} onInput={(currency) => set({ currency: currency.toUpperCase() })} error={errors.currency} autocomplete="off" />
            </div>
            <div class="pair">
              <Input label={t("field.issue_date")} type="date" value={form.issue_date} onInput={(issue_date) => set({ issue_date })} error={errors.issue_date} />
              <Input label={t("field.due_date")} type="date" value={form.due_date} onInput={(due_date) => set({ due_date })} error={errors.due_date} />
            </div>
            <Input label={t("issue.terms")} value={form.payment_terms} onInput={(payment_terms) => set({ payment_terms })} autocomplete="off" />
            <Input label={t("issue.reference")} value={form.buyer_reference} onInput={(buyer_reference) => set({ buyer_reference })} autocomplete="off" />
          </fieldset>
          <FormLines lines={form.lines} errors={errors} onChange={(lines) => set({ lines })} />
          <fieldset>
            <legend>{t("issue.note")}</legend>
            <textarea aria-label={t("issue.note")} rows={3} value={form.note} onInput={(event) => set({ note: event.currentTarget.value })} />
          </fieldset>
        </div>
        <Preview form={form} />
      </div>
    </>
  );
}

function FormLines({ lines, errors, onChange }: { lines: FormLine[]; errors: Record<string, string>; onChange: (lines: FormLine[]) => void }): VNode {
  const set = (index: number, change: Partial<FormLine>) => onChange(lines.map((line, at) => (at === index ? { ...line, ...change } : line)));
  return (
    <fieldset class="lines">
      <legend>{t("lines.title")}</legend>
      <ol>
        {lines.map((line, index) => (
          <li key={index}>
            <input aria-label={t("lines.description", { number: index + 1 })} placeholder={t("lines.item")} class="description" value={line.item.name} onInput={(event) => set(index, { item: { name: event.currentTarget.value } })} />
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

/** The page as it will be laid out, made anew a little after the last change. */
function Preview({ form }: { form: Form }): VNode {
  const [link, setLink] = useState<string>();
  const [note, setNote] = useState("");
  const text = JSON.stringify(documentOf(form));
  useEffect(() => {
    const stopped = new AbortController();
    const timer = setTimeout(() => {
      send("/invoices/preview", { method: "POST", body: JSON.parse(text) as unknown, accept: "application/pdf", signal: stopped.signal, again: true })
        .then((answer) => answer.blob())
        .then((pdf) => {
          setNote("");
          setLink(URL.createObjectURL(pdf));
        })
        .catch((error: unknown) => {
          if (stopped.signal.aborted) return;
          if (error instanceof ApiError && error.status === 422) setNote(t("issue.previewLater"));
          else report(error);
        });
    }, KEPT_AFTER_MS);
    return () => {
      clearTimeout(timer);
      stopped.abort();
    };
  }, [text]);
  useEffect(() => () => { if (link) URL.revokeObjectURL(link); }, [link]);
  return (
    <section class="preview" aria-label={t("issue.preview")}>
      {note && <Notice tone="info">{note}</Notice>}
      {link && <iframe src={`${link}#toolbar=0&view=FitH`} title={t("issue.preview")} />}
      {link && <a href={link} target="_blank" rel="noopener">{t("issue.openPreview")}</a>}
    </section>
  );
}

function placeName(place: string): string {
  const line = /^lines\.(\d+)\.(.*)$/.exec(place);
  return line ? `${t("lines.line", { number: Number(line[1]) + 1 })}: ${tOr(`place.${line[2]}`, line[2] ?? "")}` : tOr(`place.${place}`, place);
}

type Group = Record<string, unknown>;
const group = (value: unknown): Group => (value && typeof value === "object" ? (value as Group) : {});
const words = (value: unknown): string => (typeof value === "string" ? value : "");

function formOf(document: Group): Form {
  const customer = group(document.customer);
  const place = group(customer.address);
  const lines = Array.isArray(document.lines) ? (document.lines as Group[]) : [];
  const notes = Array.isArray(document.notes) ? (document.notes as Group[]) : [];
  return {
    invoice_number: words(document.invoice_number),
    issue_date: words(document.issue_date),
    due_date: words(document.due_date),
    currency: words(document.currency),
    payment_terms: words(document.payment_terms),
    buyer_reference: words(document.buyer_reference),
    customer: {
      name: words(customer.name),
      tax_id: words(customer.tax_id),
      line_1: words(place.line_1),
      post_code: words(place.post_code),
      city: words(place.city),
      country: words(place.country),
      email: words(group(customer.contact).email),
    },
    lines: lines.length ? lines.map(formLine) : [NEW_LINE],
    note: words(notes[0]?.text),
  };
}

const formLine = (line: Group): FormLine => ({
  item: { name: words(group(line.item).name) },
  quantity: words(line.quantity),
  price: { net: words(group(line.price).net) },
  tax_rate: words(line.tax_rate),
  tax_category: words(line.tax_category) || "S",
});

/** The document for the API: what is empty is left out, so that it is filled in there or said to be missing. */
function documentOf(form: Form): Group {
  const { name, tax_id, email, ...place } = form.customer;
  const customer = { name, tax_id, address: place, contact: { email } };
  const lines = form.lines.map((line) => ({ ...line, tax_rate: line.tax_rate || (line.tax_category === "S" ? "" : "0") }));
  const { note, ...rest } = form;
  return withoutEmpty({ ...rest, customer, lines, notes: note ? [{ text: note }] : [] }) as Group;
}

function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (!value || typeof value !== "object") return value;
  const kept = Object.entries(value).map(([name, each]) => [name, withoutEmpty(each)] as const).filter(([, each]) => !isEmpty(each));
  return Object.fromEntries(kept);
}

const isEmpty = (value: unknown): boolean => value === "" || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
