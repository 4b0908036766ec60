// A credit note of an issued invoice: of chosen lines and quantities, or of all that is left.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { call } from "../api/client";
import type { Credit, Detail, Invoice } from "../api/types";
import { amount, t, written } from "../i18n";
import { AmountInput } from "../ui/amount";
import { Button, Dialog, Fetched, Input, say, useFetched } from "../ui/parts";
import { go } from "../ui/route";
import { Problem, useSaving } from "../ui/saving";

export function CreditDialog({ invoice, onClose }: { invoice: Detail; onClose: () => void }): VNode {
  const credit = useFetched(() => call<Credit>(`/invoices/${invoice.id}/credit`), [invoice.id]);
  return (
    <Dialog title={t("credit.title")} onClose={onClose}>
      <Fetched fetched={credit} rows={3}>{(found) => <CreditForm invoice={invoice} credit={found} onClose={onClose} />}</Fetched>
    </Dialog>
  );
}

function CreditForm({ invoice, credit, onClose }: { invoice: Detail; credit: Credit; onClose: () => void }): VNode {
  const [taken, setTaken] = useState<Record<string, string>>({});
  const [reason, setReason] = useState("");
  const { error, errors, key, saving } = useSaving();
  const lines = Object.entries(taken).filter(([, quantity]) => quantity).map(([id, quantity]) => ({ id, quantity }));
  const make = saving(async () => {
    const body = { ...(lines.length > 0 && { lines }), ...(reason.trim() && { reason: reason.trim() }) };
    const note = await call<Invoice>(`/invoices/${invoice.id}/credit`, { method: "POST", body, once: key });
    say(t("credit.made", { number: note.invoice_number ?? "" }));
    onClose();
    go(`/invoices/${note.id}`);
  });
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <Problem error={error} />
      <p class="hint">{t("credit.intro")} {Number(credit.credited_total) > 0 && t("credit.before", { total: amount(credit.credited_total, credit.currency) })}</p>
      <table class="plain">
        <thead><tr><th>{t("lines.item")}</th><th class="number">{t("credit.left")}</th><th class="number">{t("credit.take")}</th></tr></thead>
        <tbody>
          {credit.lines.map(({ id, name, left }) => (
            <tr key={id}>
              <td>{name}</td>
              <td class="number">{written(left)}</td>
              <td class="number">{Number(left) !== 0 && <AmountInput value={taken[id] ?? ""} onInput={(value) => setTaken({ ...taken, [id]: value })} aria-label={t("credit.takeOf", { name })} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Input label={t("credit.reason")} value={reason} onInput={setReason} maxLength={1000} error={errors.reason} autocomplete="off" />
      <footer>
        <Button onClick={onClose}>{t("app.cancel")}</Button>
        <Button kind="primary" type="submit" onClick={make}>{t(lines.length ? "credit.some" : "credit.all")}</Button>
      </footer>
    </form>
  );
}
