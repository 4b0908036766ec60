// What was paid of an invoice, what is planned, and what is open.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { call, newKey } from "../api/client";
import type { Detail } from "../api/types";
import { amount, date, t } from "../i18n";
import { AmountInput } from "../ui/amount";
import { Button, Chip } from "../ui/parts";

interface PaymentProps {
  invoice: Detail;
  reload: () => Promise<void>;
}

export function Payment({ invoice, reload }: PaymentProps): VNode {
  const [sum, setSum] = useState(invoice.open_amount ?? "");
  const [day, setDay] = useState(new Date().toISOString().slice(0, 10));
  const isOpen = Number(invoice.open_amount ?? 0) > 0;
  const record = (scheduled: boolean) => async () => {
    const body = { amount: sum, date: day, scheduled };
    await call(`/invoices/${invoice.id}/payments`, { method: "POST", body, once: newKey() });
    await reload();
  };
  const made = (id: string) => async () => {
    await call(`/invoices/${invoice.id}/payments/${id}/made`, { method: "POST", body: {}, again: true });
    await reload();
  };
  const remove = (id: string) => async () => {
    await call(`/invoices/${invoice.id}/payments/${id}`, { method: "DELETE" });
    await reload();
  };
  return (
    <section class="panel" aria-labelledby="payment">
      <header><h2 id="payment">{t("payments.title")}</h2><Chip tone={invoice.payment === "paid" ? "good" : "neutral"}>{t(`payment.${invoice.payment}`)}</Chip></header>
      <p>{t("payments.open")}: <strong>{amount(invoice.open_amount, invoice.currency)}</strong> {invoice.due_date && <span>· {t("field.due_date")}: {date(invoice.due_date)}</span>}</p>
      <ul class="rows">
        {invoice.payments.map((each) => (
          <li key={each.id}>
            <span>{date(each.date)}</span>
            <span>{amount(each.amount, invoice.currency)}</span>
            {each.scheduled ? <Button kind="quiet" onClick={made(each.id)}>{t("payments.made")}</Button> : <Chip tone="good">{t("payment.paid")}</Chip>}
            <Button kind="quiet" icon="trash" label={t("payments.remove")} onClick={remove(each.id)} />
          </li>
        ))}
      </ul>
      {isOpen && (
        <div class="inline">
          <label>{t("payments.amount")}<AmountInput value={sum} onInput={setSum} /></label>
          <label>{t("payments.date")}<input type="date" value={day} onInput={(event) => setDay(event.currentTarget.value)} /></label>
          <Button onClick={record(false)}>{t("payments.recordPaid")}</Button>
          <Button kind="quiet" onClick={record(true)}>{t("payments.plan")}</Button>
        </div>
      )}
    </section>
  );
}
