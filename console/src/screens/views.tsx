// The list's own filters, and views of it that a person saves: in this browser alone, since the API keeps no views.

import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { currentUser } from "../api/client";
import { type Key, t } from "../i18n";
import { AmountField } from "../ui/amount";
import { Button, Input, say, Select } from "../ui/parts";
import { go } from "../ui/route";
import { MAX_TAG_LENGTH } from "../review/tags";

const FILTERS = ["supplier", "from", "to", "min_total", "max_total", "currency", "state", "payment", "tag", "overdue"] as const;
const STATES = ["passed", "failed", "unvalidated"] as const;
const PAYMENTS = ["unpaid", "scheduled", "partly_paid", "paid"] as const;
const MAX_VIEWS = 20;

type Query = Record<string, string>;

/** The filters of the address that the API takes as they are. */
export function ownFilters(query: URLSearchParams): Query {
  const given = FILTERS.map((name) => [name, query.get(name) ?? ""] as const);
  return Object.fromEntries(given.filter(([name, value]) => value && (name !== "currency" || /^[A-Z]{3}$/.test(value))));
}

interface FiltersProps {
  query: URLSearchParams;
  views: Views;
  change: (...changes: [name: string, value: string][]) => void;
}

export function Filters({ query, views, change }: FiltersProps): VNode {
  const chosen = Object.keys(ownFilters(query)).length;
  const [values, setValues] = useState<Query>(() => ownFilters(query));
  useEffect(() => setValues(ownFilters(query)), [String(query)]);
  const set = (name: (typeof FILTERS)[number]) => (value: string) => setValues({ ...values, [name]: value });
  const field = (name: (typeof FILTERS)[number]) => ({ value: values[name] ?? "", onInput: set(name) });
  const choice = (name: "state" | "payment", each: readonly string[]): [string, string][] => [["", t("filter.any")], ...each.map((value): [string, string] => [value, t(`${name}.${value}` as Key)])];
  const apply = (next: Query) => {
    setValues(next);
    change(...FILTERS.map((name): [string, string] => [name, next[name] ?? ""]));
  };
  return (
    <details class="filters" open={chosen > 0}>
      <summary>{chosen ? t("filter.chosen", { count: chosen }) : t("filter.title")}</summary>
      <form onSubmit={(event) => { event.preventDefault(); apply(values); }}>
        <Input label={t("field.supplier")} {...field("supplier")} maxLength={100} autocomplete="off" />
        <Input label={t("filter.from")} type="date" {...field("from")} />
        <Input label={t("filter.to")} type="date" {...field("to")} />
        <AmountField label={t("filter.min")} {...field("min_total")} />
        <AmountField label={t("filter.max")} {...field("max_total")} />
        <Input label={t("field.currency")} maxLength={3} value={values.currency ?? ""} onInput={(value) => set("currency")(value.toUpperCase())} autocomplete="off" />
        <Select label={t("findings.title")} value={values.state ?? ""} onChange={set("state")} options={choice("state", STATES)} />
        <Select label={t("payments.title")} value={values.payment ?? ""} onChange={set("payment")} options={choice("payment", PAYMENTS)} />
        <Input label={t("tags.one")} {...field("tag")} maxLength={MAX_TAG_LENGTH} autocomplete="off" />
        <label class="choice"><input type="checkbox" checked={values.overdue === "true"} onChange={(event) => set("overdue")(event.currentTarget.checked ? "true" : "")} /> {t("filter.overdue")}</label>
        <div class="inline">
          <Button kind="primary" type="submit">{t("filter.apply")}</Button>
          {chosen > 0 && <Button kind="quiet" onClick={() => apply({})}>{t("filter.clear")}</Button>}
        </div>
      </form>
      <SaveView views={views} />
    </details>
  );
}

interface View {
  name: string;
  query: string;
}

export interface Views {
  all: readonly View[];
  /** The view that the address is. */
  shown?: string;
  save: (name: string) => boolean;
  remove: (name: string) => void;
}

const place = (): string => `console-views-${currentUser()?.id}`;

function kept(): View[] {
  try {
    return JSON.parse(localStorage.getItem(place()) ?? "[]") as View[];
  } catch {
    return []; // storage is switched off, or somebody wrote something else there
  }
}

export function useViews(query: URLSearchParams): Views {
  const [all, setAll] = useState(kept);
  const now = sorted(query);
  const keep = (views: View[]): boolean => {
    try {
      if (views.length) localStorage.setItem(place(), JSON.stringify(views));
      else localStorage.removeItem(place());
    } catch {
      return false;
    }
    setAll(views);
    return true;
  };
  const others = (name: string) => all.filter((each) => each.name !== name);
  return {
    all,
    shown: all.find((each) => sorted(new URLSearchParams(each.query)) === now)?.name,
    save: (name) => keep([...others(name), { name, query: now }].slice(-MAX_VIEWS)),
    remove: (name) => void keep(others(name)),
  };
}

function sorted(query: URLSearchParams): string {
  const copy = new URLSearchParams(query);
  copy.sort();
  return String(copy);
}

function SaveView({ views }: { views: Views }): VNode {
  const [name, setName] = useState("");
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    if (!views.save(name.trim())) return say(t("view.notKept"), "bad");
    say(t("view.saved", { name: name.trim() }));
    setName("");
  };
  return (
    <form class="save-view" onSubmit={save}>
      <Input label={t("view.name")} value={name} onInput={setName} maxLength={40} hint={t("view.where")} autocomplete="off" />
      <Button type="submit" disabled={!name.trim()}>{t("view.save")}</Button>
    </form>
  );
}

export const SavedViews = ({ views }: { views: Views }): VNode => (
  <>
    {views.all.map(({ name, query }) => (
      <span class="saved" key={name}>
        <button type="button" aria-pressed={name === views.shown} onClick={() => go(`/inbox?${query}`)}>{name}</button>
        {name === views.shown && <Button kind="quiet" icon="close" label={t("view.remove", { name })} onClick={() => views.remove(name)} />}
      </span>
    ))}
  </>
);
