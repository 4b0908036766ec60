// Own invoices: drafts, the form with a live preview, and issuing. A draft is kept as it is typed, so nothing is lost.

import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { call, callTagged, newKey, type Page } from "../api/client";
import type { Draft, DraftSummary, Invoice } from "../api/types";
import { instant, t, tOr } from "../i18n";
import { Button, Empty, Failed, Fetched, fieldErrors, Loading, Notice, say, useFetched } from "../ui/parts";
import { Problem } from "../ui/saving";
import { go } from "../ui/route";
import { documentOf, formOf, type Group } from "./document";
import { DocumentForm } from "./form";
import { KEPT_AFTER_MS, Preview } from "./preview";
import { SalesTop } from "./top";

export function Drafts(): VNode {
  const drafts = useFetched(() => call<Page<DraftSummary>>("/drafts", { query: { limit: 100 } }), []);
  const begin = async () => {
    const made = await call<Draft>("/drafts", { method: "POST", body: {}, once: newKey() });
    go(`/issue/${made.id}`);
  };
  const remove = (id: string) => async () => {
    if (!confirm(t("issue.confirmDelete"))) return;
    await call(`/drafts/${id}`, { method: "DELETE" });
    drafts.again();
  };
  return (
    <>
      <SalesTop place="issue"><Button kind="primary" icon="plus" onClick={begin}>{t("issue.new")}</Button></SalesTop>
      <Fetched fetched={drafts}>
        {({ items }) => items.length === 0 ? <Empty icon="form" title={t("issue.none")}>{t("issue.noneHint")}</Empty> : (
          <ul class="rows panel" aria-label={t("issue.drafts")}>
            {items.map((each) => (
              <li key={each.id}>
                <a href={`#/issue/${each.id}`}>{each.customer ?? t("issue.unnamed")}</a>
                <span>{each.invoice_number ?? ""}</span>
                <span class="hint">{each.progress !== null && `${t("issue.progress", { percent: each.progress })} · `}{instant(each.updated_at)}</span>
                <Button kind="quiet" icon="trash" label={t("app.delete")} onClick={remove(each.id)} />
              </li>
            ))}
          </ul>
        )}
      </Fetched>
    </>
  );
}

export function IssueForm({ id }: { id: string }): VNode {
  const draft = useFetched(() => callTagged<Draft>(`/drafts/${id}`), [id]);
  if (draft.error !== undefined) return <Failed error={draft.error} again={draft.again} />;
  if (!draft.value) return <Loading rows={8} />;
  return <Desk draft={draft.value.value} etag={draft.value.etag} />;
}

function Desk({ draft, etag }: { draft: Draft; etag: string }): VNode {
  const [form, setForm] = useState(() => formOf(draft.document as Group));
  const [missing, setMissing] = useState(draft.missing);
  const [error, setError] = useState<unknown>();
  const [kept, setKept] = useState(true);
  const tag = useRef(etag);
  const key = useRef(newKey());
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const latest = useRef(form);
  latest.current = form;
  const text = JSON.stringify(form);
  const first = useRef(text);

  const keep = (): Promise<unknown> => {
    queue.current = queue.current.catch(() => {}).then(async () => {
      const saved = await callTagged<Draft>(`/drafts/${draft.id}`, { method: "PUT", body: documentOf(latest.current), ifMatch: tag.current });
      tag.current = saved.etag;
      setMissing(saved.value.missing);
      setError(undefined);
      setKept(true);
    });
    return queue.current;
  };
  useEffect(() => {
    if (text === first.current) return;
    setKept(false);
    const timer = setTimeout(() => keep().catch(setError), KEPT_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text]);

  const issue = async () => {
    try {
      if (!kept) await keep();
      const made = await call<Invoice>(`/drafts/${draft.id}/issue`, { method: "POST", ifMatch: tag.current, once: key.current });
      say(t("issue.issued", { number: made.invoice_number ?? "" }));
      go(`/invoices/${made.id}`);
    } catch (reason) {
      key.current = newKey();
      setError(reason);
    }
  };
  return (
    <>
      <header class="top">
        <div><a class="back" href="#/issue">{t("nav.issue")}</a><h1>{form.customer.name || t("issue.new")}</h1></div>
        <div class="inline">
          <span class="hint" role="status">{kept ? t("issue.kept") : t("issue.keeping")}</span>
          <Button kind="primary" icon="check" onClick={issue}>{t("issue.action")}</Button>
        </div>
      </header>
      <Problem error={error} />
      {missing.length > 0 && <Notice tone="info">{t("issue.missing")}: {missing.map(placeName).join(", ")}</Notice>}
      <div class="desk issue">
        <div class="facts"><DocumentForm form={form} onChange={setForm} errors={fieldErrors(error)} /></div>
        <Preview form={form} />
      </div>
    </>
  );
}

function placeName(place: string): string {
  const line = /^lines\.(\d+)\.(.*)$/.exec(place);
  return line ? `${t("lines.line", { number: Number(line[1]) + 1 })}: ${tOr(`place.${line[2]}`, line[2] ?? "")}` : tOr(`place.${place}`, place);
}
