// Sending by mail: to whom, with what, and what was said to become of it.

import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import { call, newKey } from "../api/client";
import type { Detail } from "../api/types";
import { amount, date, t, tOr } from "../i18n";
import { Button, Dialog, fieldErrors, Input, messageOf, Notice, say } from "../ui/parts";

interface SendFormProps {
  /** The route that sends, such as `/quotes/{id}/send`. */
  path: string;
  to: string;
  /** What the request says beside recipients and message. */
  more?: Record<string, unknown>;
  onClose: () => void;
  onSent: () => unknown;
  children?: (message: string) => ComponentChildren;
}

export function SendForm({ path, to: known, more, onClose, onSent, children }: SendFormProps): VNode {
  const [to, setTo] = useState(known);
  const [message, setMessage] = useState("");
  const [error, setError] = useState<unknown>();
  const [key] = useState(newKey);
  const errors = fieldErrors(error);
  const send = async () => {
    setError(undefined);
    const body = { to: to.split(/[,;\s]+/).filter(Boolean), message, ...more };
    try {
      await call(path, { method: "POST", body, once: key });
    } catch (reason) {
      setError(reason);
      return;
    }
    say(t("send.done"));
    onClose();
    await onSent();
  };
  return (
    <Dialog title={t("send.title")} onClose={onClose}>
      {error !== undefined && <Notice tone="bad">{messageOf(error)}</Notice>}
      <Input label={t("send.to")} type="text" inputMode="email" value={to} onInput={setTo} error={errors.to} hint={t("send.toHint")} autocomplete="email" />
      <div class="field">
        <label for="send-message">{t("send.message")}</label>
        <textarea id="send-message" rows={4} maxLength={5000} value={message} onInput={(event) => setMessage(event.currentTarget.value)} />
      </div>
      {children?.(message)}
      <footer>
        <Button onClick={onClose}>{t("app.cancel")}</Button>
        <Button kind="primary" icon="mail" disabled={!to.trim()} onClick={send}>{t("send.action")}</Button>
      </footer>
    </Dialog>
  );
}

interface SendProps {
  invoice: Detail;
  onClose: () => void;
  onSent: () => Promise<void>;
}

const KINDS = ["pdf", "source", "ubl", "cii", "received", "report"];

/** The files that people take or send, what they know best first. What is made in the form came in no file. */
export const fileKinds = ({ links, creation_method }: Detail): string[] =>
  KINDS.filter((kind) => kind in links && !(kind === "source" && creation_method === "gui"));

export function SendDialog({ invoice, onClose, onSent }: SendProps): VNode {
  const [attach, setAttach] = useState<readonly string[]>("pdf" in invoice.links ? ["pdf"] : []);
  const toggle = (kind: string) => setAttach(attach.includes(kind) ? attach.filter((each) => each !== kind) : [...attach, kind]);
  const more = { force: invoice.state === "failed", ...(attach.length > 0 && { attach }) };
  return (
    <SendForm path={`/invoices/${invoice.id}/send`} to={invoice.fields.customer_email?.value ?? ""} more={more} onClose={onClose} onSent={onSent}>
      {(message) => (
        <>
          {invoice.state === "failed" && <Notice tone="warn">{t("send.invalid")}</Notice>}
          <fieldset class="choices">
            <legend>{t("send.attach")}</legend>
            {fileKinds(invoice).map((kind) => (
              <label key={kind}><input type="checkbox" checked={attach.includes(kind)} onChange={() => toggle(kind)} /> {tOr(`file.${kind}`, kind)}</label>
            ))}
          </fieldset>
          <section class="mail" aria-label={t("send.preview")}>
            <p><strong>{t("send.preview")}</strong></p>
            <p>{t("send.previewLine", { number: invoice.invoice_number ?? invoice.filename, supplier: invoice.supplier ?? "–", total: amount(invoice.total, invoice.currency), due: date(invoice.due_date) })}</p>
            {message && <p class="quoted">{message}</p>}
          </section>
        </>
      )}
    </SendForm>
  );
}
