// What happened to an invoice, and who did it.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { call, type Page } from "../api/client";
import type { Detail, EventOut } from "../api/types";
import { instant, t, tOr } from "../i18n";
import { Button } from "../ui/parts";

export function History({ invoice }: { invoice: Detail }): VNode {
  const [items, setItems] = useState<EventOut[]>(invoice.timeline.items);
  const [cursor, setCursor] = useState(invoice.timeline.next_cursor);
  const more = async () => {
    const page = await call<Page<EventOut>>(`/invoices/${invoice.id}/timeline`, { query: { cursor } });
    setItems([...items, ...page.items]);
    setCursor(page.next_cursor);
  };
  return (
    <section class="panel" aria-labelledby="history">
      <h2 id="history">{t("history.title")}</h2>
      <ol class="history">
        {items.map((event) => (
          <li key={event.id}>
            <time dateTime={event.at}>{instant(event.at)}</time>
            <p><strong>{tOr(`event.${event.kind}`, event.kind)}</strong> {whoDid(event)}</p>
            <Changes event={event} />
          </li>
        ))}
      </ol>
      {cursor && <Button kind="quiet" onClick={more}>{t("app.more")}</Button>}
    </section>
  );
}

function whoDid(event: EventOut): string {
  if (!event.actor) return "";
  return event.actor_name ? t("history.by", { name: event.actor_name }) : t("history.bySomebody");
}

interface Change {
  field?: string;
  before?: unknown;
  after?: unknown;
}

function Changes({ event }: { event: EventOut }): VNode | null {
  const changes = (event.data as { changes?: Change[] }).changes;
  const comment = (event.data as { comment?: string }).comment;
  if (!Array.isArray(changes)) return comment ? <p class="comment">{comment}</p> : null;
  return (
    <ul class="changes">
      {changes.map(({ field = "", before, after }, index) => (
        <li key={index}>{tOr(`field.${field.replace("_name", "")}`, field)}: <del>{shown(before)}</del> → <ins>{shown(after)}</ins></li>
      ))}
    </ul>
  );
}

const shown = (value: unknown): string => (value === null || value === undefined ? "–" : typeof value === "object" ? "…" : String(value));
