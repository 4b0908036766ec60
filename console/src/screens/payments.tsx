// What is to be paid: by due date, the overdue first, and a transfer file for the bank.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { bulk, call, newKey, type Page, saveAs } from "../api/client";
import type { Invoice, Transfers } from "../api/types";
import { amount, date, t } from "../i18n";
import { Button, Chip, Empty, Fetched, say, useFetched } from "../ui/parts";

type Kind = "payable" | "receivable";

export function Payments(): VNode {
  const [kind, setKind] = useState<Kind>("payable");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const query = { direction: kind, status: "ready", payment: "unpaid", sort: "due_date", limit: 100, ...(kind === "payable" && { approval: "approved" }) };
  const due = useFetched(() => call<Page<Invoice>>("/invoices", { query }), [kind]);
  const pick = (id: string) => setChosen((before) => new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id]));
  const done = () => {
    setChosen(new Set());
    due.again();
  };
  const ids = [...chosen];
  const transfer = async () => {
    const made = await call<Transfers>("/invoices/credit_transfers", { method: "POST", body: { ids }, once: newKey() });
    saveAs(new Blob([made.xml], { type: "application/xml" }), made.filename);
    say(t("payments.transferMade", { count: made.transfers }));
    done();
  };
  const pay = async () => {
    const items = await bulk("pay", ids);
    const refused = items.filter((each) => each.status >= 400);
    if (refused.length) say(refused.map((each) => each.detail).join(" "), "bad");
    done();
  };
  return (
    <>
      <header class="top"><h1>{t("nav.payments")}</h1></header>
      <div class="tools">
        <div class="views" role="group" aria-label={t("payments.which")}>
          {(["payable", "receivable"] as const).map((each) => (
            <button type="button" key={each} aria-pressed={kind === each} onClick={() => { setKind(each); setChosen(new Set()); }}>{t(`payments.${each}`)}</button>
          ))}
        </div>
      </div>
      <div class="bulk">
        {kind === "payable" && <Button kind="primary" icon="download" disabled={!ids.length} onClick={transfer}>{t("payments.transfer")}</Button>}
        <Button disabled={!ids.length} onClick={pay}>{t("payments.markPaid")}</Button>
      </div>
      <Fetched fetched={due}>
        {({ items }) => items.length === 0 ? <Empty icon="money" title={t("payments.none")}>{kind === "payable" ? t("payments.noneHint") : null}</Empty> : <DueList items={items} chosen={chosen} pick={pick} />}
      </Fetched>
    </>
  );
}

function DueList({ items, chosen, pick }: { items: Invoice[]; chosen: ReadonlySet<string>; pick: (id: string) => void }): VNode {
  return (
    <table class="list">
      <caption class="visually-hidden">{t("nav.payments")}</caption>
      <thead><tr><th class="pick"><span class="visually-hidden">{t("inbox.pickAll")}</span></th><th>{t("payments.partner")}</th><th>{t("field.invoice_number")}</th><th>{t("field.due_date")}</th><th class="number">{t("payments.open")}</th></tr></thead>
      <tbody>
        {items.map((item) => {
          const partner = (item.direction === "receivable" ? item.customer : item.supplier) ?? item.filename;
          return (
            <tr key={item.id}>
              <td class="pick"><input type="checkbox" aria-label={t("inbox.pick", { name: partner })} checked={chosen.has(item.id)} onChange={() => pick(item.id)} /></td>
              <td class="main"><a href={`#/invoices/${item.id}`}>{partner}</a></td>
              <td data-label={t("field.invoice_number")}>{item.invoice_number ?? "–"}</td>
              <td data-label={t("field.due_date")}>{item.overdue ? <Chip tone="bad">{date(item.due_date)}</Chip> : date(item.due_date)}</td>
              <td class="number" data-label={t("payments.open")}>{amount(item.open_amount, item.currency)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
