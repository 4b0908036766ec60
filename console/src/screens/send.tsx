// Sending by mail: to whom, with what, and what was said to become of it.

import type { ComponentChildren, VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { call } from "../api/client";
import type { Detail, MailPreviewOut } from "../api/types";
import { t, tOr } from "../i18n";
import { Button, Dialog, Input, messageOf, Notice, say } from "../ui/parts";
import { Problem, useSaving } from "../ui/saving";

interface SendFormProps {
  /** The route that sends, such as `/quotes/{id}/send`. */
  path: string;
  to: string;
  /** What the request says beside recipients and message. */
  more?: Record<string, unknown>;
  onClose: () => void;
  onSent: () => unknown;
  children?: ComponentChildren;
}

export function SendForm({ path, to: known, more, onClose, onSent, children }: SendFormProps): VNode {
  const [to, setTo] = useState(known);
  const [message, setMessage] = useState("");
  const { error, errors, key, saving } = useSaving();
  const addresses = to.split(/[,;\s]+/).filter(Boolean);
  const whole = addresses.filter((each) => /.@.+\../.test(each)); // one that is half typed is left out
  const shown = useMail(`${path}/preview`, { to: whole, message, ...more });
  const send = saving(async () => {
    await call(path, { method: "POST", body: { to: addresses, message, ...more }, once: key });
    say(t("send.done"));
    onClose();
    await onSent();
  });
  return (
    <Dialog title={t("send.title")} onClose={onClose}>
      <Problem error={error} shown={["to"]} />
      <Input label={t("send.to")} type="text" inputMode="email" value={to} onInput={setTo} error={errors.to} hint={t("send.toHint")} autocomplete="email" />
      <div class="field">
        <label for="send-message">{t("send.message")}</label>
        <textarea id="send-message" rows={4} maxLength={5000} value={message} onInput={(event) => setMessage(event.currentTarget.value)} />
      </div>
      {children}
      <MailShown {...shown} />
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
      {invoice.state === "failed" && <Notice tone="warn">{t("send.invalid")}</Notice>}
      <fieldset class="choices">
        <legend>{t("send.attach")}</legend>
        {fileKinds(invoice).map((kind) => (
          <label key={kind}><input type="checkbox" checked={attach.includes(kind)} onChange={() => toggle(kind)} /> {tOr(`file.${kind}`, kind)}</label>
        ))}
      </fieldset>
    </SendForm>
  );
}

const SHOWN_AFTER_MS = 500;

/** The mail that a route would send, fetched anew a little after the last change. */
export function useMail<Mail extends MailPreviewOut>(path: string, body: unknown): { mail?: Mail; error?: unknown } {
  const [state, setState] = useState<{ mail?: Mail; error?: unknown }>({});
  const text = JSON.stringify(body);
  useEffect(() => {
    const stopped = new AbortController();
    const show = () => call<Mail>(path, { method: "POST", body: JSON.parse(text), again: true, signal: stopped.signal });
    const done = (shown: { mail?: Mail; error?: unknown }) => stopped.signal.aborted || setState(shown);
    const timer = setTimeout(() => show().then((mail) => done({ mail }), (error: unknown) => done({ error })), SHOWN_AFTER_MS);
    return () => {
      clearTimeout(timer);
      stopped.abort();
    };
  }, [text]);
  return state;
}

/** The mail, whose language may be another than the page's. */
export function MailShown({ mail, error, lang }: { mail?: MailPreviewOut; error?: unknown; lang?: string }): VNode {
  return (
    <section class="mail" aria-label={t("send.preview")}>
      <p lang={mail && lang}><strong>{mail?.subject ?? t("send.preview")}</strong></p>
      {mail ? <p class="quoted" lang={lang}>{mail.text.trim()}</p> : <p class="hint">{error === undefined ? t("app.loading") : messageOf(error)}</p>}
      {mail && mail.linked.length > 0 && <p class="hint">{t("send.linked", { files: mail.linked.join(", ") })}</p>}
    </section>
  );
}
