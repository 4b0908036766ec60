// The address that suppliers mail invoices to: made, renewed, switched off, and which senders are accepted.

import type { VNode } from "preact";
import { useId, useState } from "preact/hooks";
import { call, isAdmin } from "../api/client";
import type { Mailbox } from "../api/types";
import { t } from "../i18n";
import { Button, Fetched, say, useFetched } from "../ui/parts";
import { Problem, useSaving } from "../ui/saving";

type Set = (mailbox: Mailbox) => void;

export function MailIn(): VNode {
  const mailbox = useFetched(() => call<Mailbox>("/company/mailbox"), []);
  return (
    <Fetched fetched={mailbox} rows={2}>
      {(found) => (
        <>
          <Address mailbox={found} set={mailbox.set} />
          <Senders mailbox={found} set={mailbox.set} />
        </>
      )}
    </Fetched>
  );
}

function Address({ mailbox, set }: { mailbox: Mailbox; set: Set }): VNode {
  const { address } = mailbox;
  const copy = async () => {
    await navigator.clipboard.writeText(address ?? "");
    say(t("secret.copied"));
  };
  const renew = async () => {
    if (!address || confirm(t("mailbox.confirmRenew"))) set(await call<Mailbox>("/company/mailbox/address", { method: "POST" }));
  };
  const switchOff = async () => {
    if (!confirm(t("mailbox.confirmOff"))) return;
    await call("/company/mailbox/address", { method: "DELETE" });
    set({ ...mailbox, address: null });
  };
  return (
    <section class="panel narrow">
      <h2>{t("settings.mailbox")}</h2>
      <p class="hint">{t("mailbox.intro")}</p>
      {address ? <p class="notice good"><code>{address}</code></p> : <p class="notice info">{t("mailbox.none")}</p>}
      <div class="actions">
        {address && <Button onClick={copy}>{t("secret.copy")}</Button>}
        {isAdmin() && <Button kind={address ? "plain" : "primary"} icon={address ? "again" : "mail"} onClick={renew}>{t(address ? "mailbox.renew" : "mailbox.make")}</Button>}
        {isAdmin() && address && <Button kind="danger" onClick={switchOff}>{t("webhooks.switchOff")}</Button>}
        <a class="button quiet" href="#/batches">{t("batches.title")}</a>
      </div>
    </section>
  );
}

function Senders({ mailbox, set }: { mailbox: Mailbox; set: Set }): VNode {
  const id = useId();
  const [text, setText] = useState(mailbox.allowed_senders.join("\n"));
  const { error, saving } = useSaving();
  const save = saving(async () => {
    const kept = await call<Mailbox>("/company/mailbox", { method: "PUT", body: { allowed_senders: text.split(/[\s,;]+/).filter(Boolean) } });
    set(kept);
    setText(kept.allowed_senders.join("\n"));
    say(t("settings.saved"));
  });
  return (
    <form class="panel narrow" onSubmit={(event) => event.preventDefault()}>
      <Problem error={error} />
      <div class="field">
        <label for={id}>{t("mailbox.senders")}</label>
        <textarea id={id} rows={5} value={text} readOnly={!isAdmin()} aria-describedby={`${id}-hint`} onInput={(event) => setText(event.currentTarget.value)} />
        <p class="hint" id={`${id}-hint`}>{t("mailbox.sendersHint")}</p>
      </div>
      {isAdmin() && <Button kind="primary" type="submit" onClick={save}>{t("app.save")}</Button>}
    </form>
  );
}
