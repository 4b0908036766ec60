// Customers and items: what forms repeat. One list and one form serve both; what differs is said in a table of fields.

import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { call, callTagged, isAdmin } from "../api/client";
import type { Customer, Item } from "../api/types";
import { amount, type Key, t, tOr } from "../i18n";
import { AmountField } from "../ui/amount";
import { Button, Empty, Fetched, Input, say, Select, useFetched } from "../ui/parts";
import { PagedList } from "../ui/pages";
import { go } from "../ui/route";
import { Problem, useSaving } from "../ui/saving";
import { SearchBox } from "../ui/search";
import { type Group, group, withoutEmpty, words } from "./document";
import { CATEGORIES } from "./form";
import { SalesTop } from "./top";

const SEARCHED_AFTER_MS = 250;
const LANGUAGES = { en: "English", de: "Deutsch", fr: "Français", nl: "Nederlands", es: "Español", it: "Italiano", zh: "中文", ar: "العربية" };

interface FieldOf {
  /** Where it is in the API's entry, such as `customer.address.city`. */
  path: string;
  label: Key;
  hint?: Key;
  kind?: "email" | "amount" | readonly (readonly [value: string, text: Key | string])[];
  length?: number;
}

interface KindOf<Entry> {
  path: "customers" | "items";
  add: Key;
  none: Key;
  noneHint: Key;
  icon: "supplier" | "file";
  fields: readonly FieldOf[];
  nameOf: (entry: Entry) => string;
  factsOf: (entry: Entry) => (string | null | undefined)[];
}

const CUSTOMERS: KindOf<Customer> = {
  path: "customers",
  add: "customers.new",
  none: "customers.none",
  noneHint: "customers.noneHint",
  icon: "supplier",
  fields: [
    { path: "customer.name", label: "issue.name" },
    { path: "number", label: "entries.number", hint: "entries.numberHint" },
    { path: "customer.address.line_1", label: "issue.street" },
    { path: "customer.address.post_code", label: "issue.postCode" },
    { path: "customer.address.city", label: "issue.city" },
    { path: "customer.address.country", label: "issue.country", hint: "issue.countryHint", length: 2 },
    { path: "customer.tax_id", label: "field.customer_tax_id" },
    { path: "email", label: "login.email", kind: "email" },
    { path: "payment_terms", label: "issue.terms" },
    { path: "buyer_reference", label: "issue.reference" },
    { path: "currency", label: "field.currency", length: 3 },
    { path: "language", label: "customers.language", kind: [["", "–"], ...Object.entries(LANGUAGES)] },
  ],
  nameOf: ({ customer }) => customer.name ?? "",
  factsOf: ({ number, customer, email }) => [number, customer.address?.city, email],
};

const ITEMS: KindOf<Item> = {
  path: "items",
  add: "items.new",
  none: "items.none",
  noneHint: "items.noneHint",
  icon: "file",
  fields: [
    { path: "item.name", label: "issue.name" },
    { path: "number", label: "entries.number", hint: "entries.numberHint" },
    { path: "item.description", label: "items.description" },
    { path: "price.net", label: "items.price", kind: "amount" },
    { path: "currency", label: "field.currency", hint: "items.currencyHint", length: 3 },
    { path: "unit", label: "items.unit", hint: "items.unitHint", length: 3 },
    { path: "tax_category", label: "issue.category", kind: [["", "–"], ...CATEGORIES.map((each) => [each, `category.${each}` as Key] as const)] },
    { path: "tax_rate", label: "lines.tax_rate", kind: "amount" },
  ],
  nameOf: ({ item }) => item.name ?? "",
  factsOf: ({ number, price, currency, unit }) => [number, price && amount(words(price.net), currency), unit && tOr(`unit.${unit}`, unit)],
};

export const Customers = ({ id }: { id?: string }): VNode => <Entries kind={CUSTOMERS} id={id} />;
export const Items = ({ id }: { id?: string }): VNode => <Entries kind={ITEMS} id={id} />;

function Entries<Entry extends { id: string }>({ kind, id }: { kind: KindOf<Entry>; id?: string }): VNode {
  if (!id) return <List kind={kind} />;
  return id === "new" ? <EntryForm kind={kind} /> : <Existing kind={kind} id={id} />;
}

function List<Entry extends { id: string }>({ kind }: { kind: KindOf<Entry> }): VNode {
  const [search, setSearch] = useState("");
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(search.trim()), SEARCHED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [search]);
  return (
    <>
      <SalesTop place={kind.path}><a class="button primary" href={`#/${kind.path}/new`}>{t(kind.add)}</a></SalesTop>
      <SearchBox label={t("entries.search")} value={search} onInput={setSearch} />
      <PagedList<Entry> path={`/${kind.path}`} query={{ search: asked }} label={t(`nav.${kind.path}`)} none={<None kind={kind} isSearch={!!asked} />}>
        {(each) => (
          <>
            <a href={`#/${kind.path}/${each.id}`}>{kind.nameOf(each)}</a>
            <span class="hint">{kind.factsOf(each).filter(Boolean).join(" · ")}</span>
          </>
        )}
      </PagedList>
    </>
  );
}

function None<Entry>({ kind, isSearch }: { kind: KindOf<Entry>; isSearch: boolean }): VNode {
  return isSearch ? <Empty icon="search" title={t("inbox.nothingFound")} /> : <Empty icon={kind.icon} title={t(kind.none)}>{t(kind.noneHint)}</Empty>;
}

function Existing<Entry extends { id: string }>({ kind, id }: { kind: KindOf<Entry>; id: string }): VNode {
  const found = useFetched(() => callTagged<Entry>(`/${kind.path}/${id}`), [id]);
  return <Fetched fetched={found} rows={8}>{({ value, etag }) => <EntryForm kind={kind} entry={value} etag={etag} />}</Fetched>;
}

const KEPT_BY_API = ["id", "created_by", "created_at", "updated_at", "version"];

function EntryForm<Entry extends { id: string }>({ kind, entry, etag }: { kind: KindOf<Entry>; entry?: Entry; etag?: string }): VNode {
  const [values, setValues] = useState<Record<string, string>>(() => Object.fromEntries(kind.fields.map(({ path }) => [path, words(at(entry, path))])));
  const { error, errors, key, saving } = useSaving();
  const name = entry && kind.nameOf(entry);
  const list = `/${kind.path}`;
  const body = () => {
    const known = Object.fromEntries(Object.entries(group(entry)).filter(([each]) => !KEPT_BY_API.includes(each)));
    return withoutEmpty(kind.fields.reduce((whole, { path }) => put(whole, path, values[path] ?? ""), known));
  };
  const save = saving(async () => {
    if (entry) await call(`${list}/${entry.id}`, { method: "PUT", body: body(), ifMatch: etag });
    else await call(list, { method: "POST", body: body(), once: key });
    say(t(`entries.${entry ? "changed" : "added"}`));
    go(list);
  });
  const remove = async () => {
    if (!entry || !confirm(t("entries.confirmDelete", { name: name ?? "" }))) return;
    await call(`${list}/${entry.id}`, { method: "DELETE", ifMatch: etag });
    go(list);
  };
  return (
    <>
      <header class="top"><div><a class="back" href={`#${list}`}>{t(`nav.${kind.path}`)}</a><h1>{name ?? t(kind.add)}</h1></div></header>
      <form class="panel form" onSubmit={(event) => event.preventDefault()}>
        <Problem error={error} shown={kind.fields.map(({ path }) => path)} />
        <div class="two">{kind.fields.map((field) => <EntryField key={field.path} field={field} value={values[field.path] ?? ""} error={errors[field.path]} onInput={(value) => setValues({ ...values, [field.path]: value })} />)}</div>
        <div class="actions">
          <Button kind="primary" type="submit" disabled={!values[kind.fields[0]?.path ?? ""]?.trim()} onClick={save}>{t("app.save")}</Button>
          {entry && isAdmin() && <Button kind="danger" icon="trash" onClick={remove}>{t("app.delete")}</Button>}
        </div>
      </form>
    </>
  );
}

function EntryField({ field, value, error, onInput }: { field: FieldOf; value: string; error?: string; onInput: (value: string) => void }): VNode {
  const { kind, length } = field;
  const [label, hint] = [t(field.label), field.hint && t(field.hint)];
  if (Array.isArray(kind)) return <Select label={label} value={value} onChange={onInput} options={(kind as [string, Key][]).map(([each, text]) => [each, t(text)])} />;
  if (kind === "amount") return <AmountField label={label} value={value} onInput={onInput} error={error} />;
  const put = (typed: string) => onInput(length ? typed.toUpperCase() : typed);
  return <Input label={label} type={kind === "email" ? "email" : "text"} value={value} maxLength={length} hint={hint} error={error} onInput={put} autocomplete="off" />;
}

const at = (value: unknown, path: string): unknown => path.split(".").reduce<unknown>((inner, name) => group(inner)[name], value);

/** The same with a value at a place. */
function put(whole: Group, path: string, value: string): Group {
  const [name = "", ...rest] = path.split(".");
  return { ...whole, [name]: rest.length ? put(group(whole[name]), rest.join("."), value) : value };
}
