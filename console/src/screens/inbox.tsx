// The inbox: files are dropped here, and the list of what came, with filters, sorting, search and bulk actions.

import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { firstCursor, watchChanges } from "../api/changes";
import { ApiError, bulk, call, type Page, pause, saveAs, send } from "../api/client";
import type { Changes, Export, Invoice } from "../api/types";
import { amount, date, type Key, t, tOr } from "../i18n";
import { Button, Chip, Empty, Failed, Loading, refusalOf, say, Select } from "../ui/parts";
import { go } from "../ui/route";
import { SearchBox } from "../ui/search";
import { MAX_TAG_LENGTH, tagsOf } from "../review/tags";
import { UploadArea } from "./uploads";
import { Filters, ownFilters, SavedViews, useViews } from "./views";

const PAGE = 25;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
const UNFINISHED = new Set(["awaiting_upload", "queued", "processing"]);

type Query = Record<string, string>;
type Change = Changes["items"][number];

/** The usual questions to the list, each a set of the API's own filters. */
const VIEWS: readonly [name: string, text: Key, query: Query][] = [
  ["review", "view.review", { status: "ready", approval: "open", direction: "payable" }],
  ["all", "view.all", {}],
  ["approved", "view.approved", { approval: "approved" }],
  ["rejected", "view.rejected", { approval: "rejected" }],
  ["unread", "view.unread", { status: "failed" }],
  ["own", "view.own", { direction: "receivable" }],
];

export const TO_REVIEW: Query = VIEWS[0]?.[2] ?? {};

const SORTS = ["-created_at", "-issue_date", "due_date", "-total", "total"] as const;

export function Inbox({ query }: { query: URLSearchParams }): VNode {
  const view = query.get("view") ?? "all";
  const q = query.get("q") ?? "";
  const sort = query.get("sort") ?? "-created_at";
  const views = useViews(query);
  const own = ownFilters(query);
  const filters: Query = { ...(VIEWS.find(([name]) => name === view)?.[2] ?? {}), ...own, sort, ...(q && { q }) };
  const change = (...changes: [name: string, value: string][]) => {
    const next = new URLSearchParams(query);
    for (const [name, value] of changes) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    go(`/inbox?${next}`);
  };
  const list = useList(filters);
  return (
    <>
      <header class="top">
        <h1>{t("nav.inbox")}</h1>
        <Search value={q} onSearch={(text) => change(["q", text])} />
        <a class="button quiet" href="#/batches">{t("batches.title")}</a>
      </header>
      <UploadArea onAccepted={list.watch} />
      <div class="tools">
        <div class="views" role="group" aria-label={t("view.label")}>
          {VIEWS.map(([name, text]) => (
            <button type="button" key={name} aria-pressed={view === name && !views.shown} onClick={() => change(["view", name])}>{t(text)}</button>
          ))}
          <SavedViews views={views} />
        </div>
        <Select label={t("sort.label")} hidden value={sort} onChange={(value) => change(["sort", value])} options={SORTS.map((each) => [each, tOr(`sort.${each}`, each)])} />
        <Filters query={query} views={views} change={change} />
      </div>
      <List list={list} filters={filters} isSearch={!!q || view !== "all" || Object.keys(own).length > 0} />
    </>
  );
}

function Search({ value, onSearch }: { value: string; onSearch: (text: string) => void }): VNode {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const type = (typed: string) => {
    setText(typed);
    if (!typed) onSearch("");
  };
  return <SearchBox label={t("inbox.search")} value={text} onInput={type} onSearch={onSearch} />;
}

interface InvoiceList {
  items?: Invoice[];
  error?: unknown;
  cursor: string | null;
  more: () => Promise<void>;
  reload: () => void;
  watch: () => void;
}

/** The list's pages; its first page is read anew when the API says that something changed. */
function useList(filters: Query): InvoiceList {
  const [state, setState] = useState<{ items?: Invoice[]; error?: unknown; cursor: string | null }>({ cursor: null });
  const [round, setRound] = useState(0);
  const key = JSON.stringify(filters);
  const fetchPage = (cursor: string | null, signal?: AbortSignal) =>
    call<Page<Invoice>>("/invoices", { query: { ...filters, limit: PAGE, cursor }, signal });

  useEffect(() => setState({ cursor: null }), [key]);
  useEffect(() => {
    const { signal, abort } = aborting();
    let reading = false;
    const readFirst = async (statuses: ReadonlyMap<string, Invoice["status"]> = new Map()) => {
      const page = await fetchPage(null, signal);
      if (signal.aborted) return;
      reading = page.items.some((item) => UNFINISHED.has(item.status));
      setState((before) => merged(before, page, statuses));
    };
    const follow = async () => {
      const since = await firstCursor(signal);
      await readFirst();
      const onChange = (changes: readonly Change[]) => readFirst(new Map(changes.map((each) => [each.invoice_id, each.status])));
      await watchChanges(since, { onChange, isReading: () => reading, signal });
    };
    follow().catch((error: unknown) => signal.aborted || setState((before) => ({ ...before, error })));
    return abort;
  }, [key, round]);

  const more = async () => {
    const page = await fetchPage(state.cursor);
    setState(({ items = [] }) => ({ items: [...items, ...page.items], cursor: page.next_cursor }));
  };
  const again = () => setRound((before) => before + 1);
  const reload = () => {
    setState({ cursor: null });
    again();
  };
  return { ...state, more, reload, watch: again };
}

function aborting(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

/** What is shown, with its first page as it is now; further pages stay, with the statuses that are known to be new. */
function merged(
  before: { items?: Invoice[]; cursor: string | null },
  page: Page<Invoice>,
  statuses: ReadonlyMap<string, Invoice["status"]>,
): { items: Invoice[]; cursor: string | null } {
  const fresh = new Set(page.items.map((item) => item.id));
  const further = (before.items ?? []).slice(PAGE).filter((item) => !fresh.has(item.id));
  const known = further.map((item) => ({ ...item, status: statuses.get(item.id) ?? item.status }));
  return { items: [...page.items, ...known], cursor: known.length ? before.cursor : page.next_cursor };
}

function List({ list, filters, isSearch }: { list: InvoiceList; filters: Query; isSearch: boolean }): VNode {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { items } = list;
  useEffect(() => setChosen(new Set()), [JSON.stringify(filters)]);
  if (list.error !== undefined && !items) return <Failed error={list.error} again={list.reload} />;
  if (!items) return <Loading rows={6} />;
  if (!items.length)
    return isSearch ? <Empty icon="search" title={t("inbox.nothingFound")}>{t("inbox.nothingFoundHint")}</Empty> : <Empty icon="inbox" title={t("inbox.empty")}>{t("inbox.emptyHint")}</Empty>;
  const pick = (id: string) => setChosen((before) => new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id]));
  const all = items.every((item) => chosen.has(item.id));
  return (
    <>
      <BulkBar chosen={items.filter((item) => chosen.has(item.id))} filters={filters} done={() => { setChosen(new Set()); list.reload(); }} />
      <table class="list" onKeyDown={walkRows}>
        <caption class="visually-hidden">{t("nav.inbox")}</caption>
        <thead>
          <tr>
            <th class="pick"><input type="checkbox" aria-label={t("inbox.pickAll")} checked={all} onChange={() => setChosen(new Set(all ? [] : items.map((item) => item.id)))} /></th>
            <th>{t("payments.partner")}</th>
            <th>{t("field.invoice_number")}</th>
            <th>{t("field.issue_date")}</th>
            <th>{t("field.due_date")}</th>
            <th class="number">{t("field.total")}</th>
            <th>{t("inbox.state")}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => <Row item={item} key={item.id} chosen={chosen.has(item.id)} pick={() => pick(item.id)} />)}
        </tbody>
      </table>
      {list.cursor && <div class="more"><Button onClick={list.more}>{t("app.more")}</Button></div>}
    </>
  );
}

/** The arrow keys lead from row to row. */
function walkRows(event: KeyboardEvent): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (!step) return;
  const links = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>("tbody a")];
  const at = links.indexOf(document.activeElement as HTMLElement);
  links[Math.max(0, at + step)]?.focus();
  event.preventDefault();
}

function Row({ item, chosen, pick }: { item: Invoice; chosen: boolean; pick: () => void }): VNode {
  const partner = (item.direction === "receivable" ? item.customer : item.supplier) ?? item.filename;
  return (
    <tr class={chosen ? "chosen" : undefined}>
      <td class="pick"><input type="checkbox" aria-label={t("inbox.pick", { name: partner })} checked={chosen} onChange={pick} /></td>
      <td class="main">
        <a href={`#/invoices/${item.id}`}>{partner}</a>
        {partner !== item.filename && <small>{item.creation_method === "gui" ? t("view.own") : item.filename}</small>}
      </td>
      <td data-label={t("field.invoice_number")}>{item.invoice_number ?? "–"}</td>
      <td class="day" data-label={t("field.issue_date")}>{date(item.issue_date)}</td>
      <td class="day" data-label={t("field.due_date")}>{item.overdue ? <Chip tone="bad">{date(item.due_date)}</Chip> : date(item.due_date)}</td>
      <td class="number" data-label={t("field.total")}>{amount(item.total, item.currency)}</td>
      <td class="chips"><States item={item} /></td>
    </tr>
  );
}

/** Where an invoice stands, the most pressing first. */
export function States({ item }: { item: Invoice }): VNode {
  if (UNFINISHED.has(item.status)) return <Chip tone="info"><span class="spinner" />{t("status.reading")}</Chip>;
  if (item.status === "failed") return <Chip tone="bad">{t("status.failed")}</Chip>;
  return (
    <>
      {item.duplicate_reason && <Chip tone="warn">{t("status.duplicate")}</Chip>}
      {item.warnings.length > 0 && item.approval === "open" && <Chip tone="warn">{t("status.warnings", { count: item.warnings.length })}</Chip>}
      {item.direction === "payable" && <Chip tone={item.approval === "approved" ? "good" : item.approval === "rejected" ? "bad" : "neutral"}>{t(`approval.${item.approval}`)}</Chip>}
      {(item.payment !== "unpaid" || item.direction === "receivable") && <Chip tone={item.payment === "paid" ? "good" : item.payment === "unpaid" ? "neutral" : "info"}>{t(`payment.${item.payment}`)}</Chip>}
      {item.credit_state && <Chip tone="info">{t(`credit.${item.credit_state}`)}</Chip>}
      {item.tags.map((tag) => <Chip key={tag}>{tag}</Chip>)}
    </>
  );
}

function BulkBar({ chosen, filters, done }: { chosen: Invoice[]; filters: Query; done: () => void }): VNode {
  const [tags, setTags] = useState("");
  const act = (action: string, more: Record<string, unknown> = {}) => async () => {
    const items = await bulk(action, chosen.map((item) => item.id), more);
    const refused = items.filter((each) => each.status >= 400);
    const reasons = [...new Set(refused.map(refusalOf))].join(" ");
    if (refused.length) say(t("bulk.some", { done: items.length - refused.length, refused: refused.length, reasons }), "bad");
    else say(t("bulk.done", { count: items.length }));
    done();
  };
  const remove = async () => {
    if (confirm(t("bulk.confirmDelete", { count: chosen.length }))) await act("delete")();
  };
  return (
    <div class="bulk" role="group" aria-label={t("bulk.label")}>
      {chosen.length > 0 ? (
        <>
          <span>{t("bulk.chosen", { count: chosen.length })}</span>
          <Button kind="primary" icon="check" onClick={act("approve")}>{t("review.approve")}</Button>
          <Button onClick={act("reject")}>{t("review.reject")}</Button>
          <Button kind="danger" icon="trash" onClick={remove}>{t("app.delete")}</Button>
          <form class="tagging" onSubmit={(event) => event.preventDefault()}>
            <input aria-label={t("tags.title")} placeholder={t("tags.title")} value={tags} maxLength={4 * MAX_TAG_LENGTH} autocomplete="off" onInput={(event) => setTags(event.currentTarget.value)} />
            <Button type="submit" disabled={!tagsOf(tags).length} onClick={act("tag", { tags: tagsOf(tags) })}>{t("tags.add")}</Button>
            <Button kind="quiet" disabled={!tagsOf(tags).length} onClick={act("untag", { tags: tagsOf(tags) })}>{t("tags.take")}</Button>
          </form>
        </>
      ) : (
        <>
          <Button icon="download" onClick={() => exportList(filters, "xlsx")}>{t("inbox.exportExcel")}</Button>
          <Button kind="quiet" icon="download" onClick={() => exportList(filters, "csv")}>{t("inbox.exportCsv")}</Button>
        </>
      )}
    </div>
  );
}

/** Fetches a list as a file: at once, or after asking how far it is. */
export async function exportList(filters: Query, format: "csv" | "xlsx"): Promise<void> {
  const answer = await send("/invoices/export", { query: { ...filters, format, ...(format === "csv" && { bom: true }) } });
  const name = `invoices.${format}`;
  if (answer.status !== 202) return saveAs(await answer.blob(), name);
  let made = (await answer.json()) as Export;
  say(t("inbox.exportBegun"));
  for (let wait = FIRST_PAUSE_MS; made.status === "queued" || made.status === "running"; wait = Math.min(wait * 1.5, LONGEST_PAUSE_MS)) {
    await pause(wait);
    made = await call<Export>(`/exports/${made.id}`);
  }
  if (!made.download) throw new ApiError({ status: 500, code: "export_failed", detail: made.failure?.detail });
  const file = await fetch(made.download.url, { credentials: "omit" });
  saveAs(await file.blob(), made.filename);
}

