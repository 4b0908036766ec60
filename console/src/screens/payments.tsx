// What is to be paid, and to be received: by due date, the overdue first; what is planned; a transfer file for the bank.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { bulk, call, newKey, type Page, saveAs } from "../api/client";
import type { Detail, Invoice, Transfers } from "../api/types";
import { amount, date, t } from "../i18n";
import { decimal, units } from "../review/sums";
import { Button, Chip, Empty, Fetched, refusalOf, say, useFetched } from "../ui/parts";

const KINDS = ["payable", "receivable"] as const;
const STATES = ["unpaid", "partly_paid", "scheduled", "paid"] as const;
const MAX_SHOWN = 100;

type Kind = (typeof KINDS)[number];
type State = (typeof STATES)[number];

export function Payments(): VNode {
  const [kind, setKind] = useState<Kind>("payable");
  const [state, setState] = useState<State>("unpaid");
  return (
    <>
      <header class="top"><h1>{t("nav.payments")}</h1></header>
      <div class="tools">
        <div class="views" role="group" aria-label={t("payments.which")}>
          {KINDS.map((each) => <button type="button" key={each} aria-pressed={kind === each} onClick={() => setKind(each)}>{t(`payments.${each}`)}</button>)}
        </div>
        <div class="views" role="group" aria-label={t("payments.title")}>
          {STATES.map((each) => <button type="button" key={each} aria-pressed={state === each} onClick={() => setState(each)}>{t(`payment.${each}`)}</button>)}
        </div>
      </div>
      <Due key={`${kind} ${state}`} kind={kind} state={state} />
    </>
  );
}

/** One of the lists: another one begins anew, so that nothing of this one is chosen there. */
function Due({ kind, state }: { kind: Kind; state: State }): VNode {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const query = { direction: kind, status: "ready", payment: state, sort: state === "paid" ? "-due_date" : "due_date", limit: MAX_SHOWN, ...(kind === "payable" && state === "unpaid" && { approval: "approved" }) };
  const due = useFetched(() => call<Page<Invoice>>("/invoices", { query }), []);
  const pick = (id: string) => setChosen((before) => new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id]));
  const done = () => {
    setChosen(new Set());
    due.again();
  };
  return (
    <>
      {state !== "paid" && <Actions ids={[...chosen]} kind={kind} state={state} done={done} />}
      <Fetched fetched={due}>
        {({ items }) => items.length === 0 ? <Empty icon="money" title={t("payments.none")}>{kind === "payable" && state === "unpaid" ? t("payments.noneHint") : null}</Empty> : <DueList items={items} state={state} chosen={chosen} pick={state === "paid" ? undefined : pick} />}
      </Fetched>
    </>
  );
}

function Actions({ ids, kind, state, done }: { ids: string[]; kind: Kind; state: State; done: () => void }): VNode {
  const transfer = async () => {
    const made = await call<Transfers>("/invoices/credit_transfers", { method: "POST", body: { ids }, once: newKey() });
    saveAs(new Blob([made.xml], { type: "application/xml" }), made.filename);
    say(t("payments.transferMade", { count: made.transfers }));
    done();
  };
  const pay = async () => {
    const items = await bulk("pay", ids);
    const refused = items.filter((each) => each.status >= 400);
    if (refused.length) say([...new Set(refused.map(refusalOf))].join(" "), "bad");
    done();
  };
  const made = async () => {
    for (const id of ids) await recordPlanned(id);
    done();
  };
  return (
    <div class="bulk">
      {kind === "payable" && state !== "scheduled" && <Button kind="primary" icon="download" disabled={!ids.length} onClick={transfer}>{t("payments.transfer")}</Button>}
      {state === "scheduled" ? <Button kind="primary" icon="check" disabled={!ids.length} onClick={made}>{t("payments.plannedMade")}</Button> : <Button disabled={!ids.length} onClick={pay}>{t("payments.markPaid")}</Button>}
    </div>
  );
}

/** Records that all planned payments of an invoice were made, each on its day. */
async function recordPlanned(id: string): Promise<void> {
  const { payments } = await call<Detail>(`/invoices/${id}`);
  for (const each of payments.filter(({ scheduled }) => scheduled)) await call(`/invoices/${id}/payments/${each.id}/made`, { method: "POST", body: {}, again: true });
}

/** What a row is about: what is open or, where all of it is planned or paid, the total. */
const sumOf = (item: Invoice): string | null => (item.payment === "unpaid" || item.payment === "partly_paid" ? item.open_amount : item.total);

function sumsOf(items: Invoice[]): string {
  const sums = new Map<string, bigint>();
  for (const item of items) sums.set(item.currency ?? "", (sums.get(item.currency ?? "") ?? 0n) + (units(sumOf(item)) ?? 0n));
  return [...sums].map(([currency, sum]) => amount(decimal(sum), currency)).join(" · ");
}

function DueList({ items, state, chosen, pick }: { items: Invoice[]; state: State; chosen: ReadonlySet<string>; pick?: (id: string) => void }): VNode {
  const sum = t(state === "unpaid" || state === "partly_paid" ? "payments.open" : "field.total");
  const counted = chosen.size ? items.filter(({ id }) => chosen.has(id)) : items;
  return (
    <table class="list">
      <caption class="visually-hidden">{t("nav.payments")}</caption>
      <thead><tr>{pick && <th class="pick"><span class="visually-hidden">{t("inbox.pickAll")}</span></th>}<th>{t("payments.partner")}</th><th>{t("field.invoice_number")}</th><th>{t("field.due_date")}</th><th class="number">{sum}</th></tr></thead>
      <tbody>
        {items.map((item) => {
          const partner = (item.direction === "receivable" ? item.customer : item.supplier) ?? item.filename;
          return (
            <tr key={item.id}>
              {pick && <td class="pick"><input type="checkbox" aria-label={t("inbox.pick", { name: partner })} checked={chosen.has(item.id)} onChange={() => pick(item.id)} /></td>}
              <td class="main"><a href={`#/invoices/${item.id}`}>{partner}</a></td>
              <td data-label={t("field.invoice_number")}>{item.invoice_number ?? "–"}</td>
              <td data-label={t("field.due_date")}>{item.overdue ? <Chip tone="bad">{date(item.due_date)}</Chip> : date(item.due_date)}</td>
              <td class="number" data-label={sum}>{amount(sumOf(item), item.currency)}</td>
            </tr>
          );
        })}
      </tbody>
      <tfoot><tr><td colSpan={pick ? 4 : 3}>{t(chosen.size ? "payments.sumOfChosen" : "payments.sumOfAll")}</td><td class="number"><strong>{sumsOf(counted)}</strong></td></tr></tfoot>
    </table>
  );
}
