// Webhooks: which events they are told, and what became of the latest deliveries.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { call, newKey, type Page } from "../api/client";
import type { Delivery, EventType, Webhook } from "../api/types";
import { instant, t, tOr } from "../i18n";
import { Button, Chip, Empty, Fetched, Input, Notice, say, useFetched } from "../ui/parts";
import { Problem, useSaving } from "../ui/saving";

const EVENTS: readonly EventType[] = ["invoice.ready", "invoice.failed", "invoice.validated", "invoice.sent", "invoice.bounced"];

export function Webhooks(): VNode {
  const webhooks = useFetched(() => call<Page<Webhook>>("/webhooks"), []);
  return (
    <>
      <Fetched fetched={webhooks}>
        {({ items }) => (items.length === 0 ? <Empty icon="settings" title={t("webhooks.none")}>{t("webhooks.noneHint")}</Empty> : <>{items.map((each) => <Endpoint key={each.id} webhook={each} again={webhooks.again} />)}</>)}
      </Fetched>
      <AddWebhook added={webhooks.again} />
    </>
  );
}

function AddWebhook({ added }: { added: () => void }): VNode {
  const [url, setUrl] = useState("");
  const [events, setEvents] = useState<readonly EventType[]>(["invoice.ready", "invoice.failed"]);
  const [secret, setSecret] = useState<string>();
  const { error, errors, key, saving } = useSaving();
  const add = saving(async () => {
    const made = await call<Webhook>("/webhooks", { method: "POST", body: { url, events }, once: key });
    setSecret(made.secret ?? undefined);
    setUrl("");
    added();
  });
  return (
    <section class="panel narrow">
      <h2>{t("webhooks.add")}</h2>
      <Problem error={error} shown={["url"]} />
      {secret && <Notice tone="good">{t("webhooks.secret")} <code>{secret}</code></Notice>}
      <Input label={t("webhooks.url")} type="url" value={url} onInput={setUrl} error={errors.url} autocomplete="off" />
      <Events chosen={events} onChange={setEvents} />
      <Button kind="primary" disabled={!url || events.length === 0} onClick={add}>{t("webhooks.add")}</Button>
    </section>
  );
}

function Events({ chosen, onChange }: { chosen: readonly EventType[]; onChange: (events: EventType[]) => void }): VNode {
  const choose = (event: EventType, isChosen: boolean) => onChange(EVENTS.filter((each) => (each === event ? isChosen : chosen.includes(each))));
  return (
    <fieldset class="choices">
      <legend>{t("webhooks.events")}</legend>
      {EVENTS.map((each) => (
        <label key={each}><input type="checkbox" checked={chosen.includes(each)} onChange={(event) => choose(each, event.currentTarget.checked)} /> {t(`webhooks.${each}`)}</label>
      ))}
    </fieldset>
  );
}

function Endpoint({ webhook, again }: { webhook: Webhook; again: () => void }): VNode {
  const [deliveries, setDeliveries] = useState<Delivery[]>();
  const [events, setEvents] = useState<readonly EventType[]>();
  const show = async () => setDeliveries((await call<Page<Delivery>>(`/webhooks/${webhook.id}/deliveries`, { query: { limit: 20 } })).items);
  const change = (body: Record<string, unknown>) => async () => {
    await call(`/webhooks/${webhook.id}`, { method: "PATCH", body });
    say(t("settings.saved"));
    again();
  };
  const remove = async () => {
    if (!confirm(t("webhooks.confirmRemove"))) return;
    await call(`/webhooks/${webhook.id}`, { method: "DELETE" });
    again();
  };
  const replay = (id: string) => async () => {
    await call(`/webhooks/${webhook.id}/deliveries/${id}/replay`, { method: "POST", once: newKey() });
    await show();
  };
  return (
    <section class="panel">
      <header><h2>{webhook.url}</h2><Chip tone={webhook.active ? "good" : "neutral"}>{t(webhook.active ? "webhooks.on" : "webhooks.off")}</Chip></header>
      <p class="hint">{webhook.events.map((each) => tOr(`webhooks.${each}`, each)).join(" · ")}</p>
      {events && <><Events chosen={events} onChange={setEvents} /><Button kind="primary" disabled={events.length === 0} onClick={change({ events })}>{t("app.save")}</Button></>}
      <div class="actions">
        <Button onClick={change({ active: !webhook.active })}>{t(webhook.active ? "webhooks.switchOff" : "webhooks.switchOn")}</Button>
        <Button kind="quiet" pressed={!!events} onClick={() => setEvents(events ? undefined : (webhook.events as EventType[]))}>{t("webhooks.events")}</Button>
        <Button kind="quiet" onClick={show}>{t("webhooks.deliveries")}</Button>
        <Button kind="danger" icon="trash" onClick={remove}>{t("app.delete")}</Button>
      </div>
      {deliveries && <Deliveries deliveries={deliveries} replay={replay} />}
    </section>
  );
}

function Deliveries({ deliveries, replay }: { deliveries: Delivery[]; replay: (id: string) => () => Promise<void> }): VNode {
  if (deliveries.length === 0) return <p class="hint">{t("webhooks.noDeliveries")}</p>;
  return (
    <ul class="rows">
      {deliveries.map((each) => (
        <li key={each.id}>
          <span>{tOr(`webhooks.${each.type}`, each.type)}</span>
          <Chip tone={each.status === "delivered" ? "good" : each.status === "failed" ? "bad" : "info"}>{tOr(`delivery.${each.status}`, each.status)}</Chip>
          <span class="hint">{instant(each.created_at)} · {each.error ?? each.answered ?? ""}</span>
          <Button kind="quiet" icon="again" onClick={replay(each.id)}>{t("webhooks.again")}</Button>
        </li>
      ))}
    </ul>
  );
}
