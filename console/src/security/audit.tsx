// The audit trail, for admins: who did what to accounts, keys and company data, newest first.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { call, fetchFile, saveAs } from "../api/client";
import type { AuditEvent, AuditPage } from "../api/types";
import { instant, type Key, t, tOr } from "../i18n";
import { Button, Empty, Fetched, Select, useFetched } from "../ui/parts";

const GROUPS = ["account", "company", "export", "factor", "file", "invitation", "key", "mailbox", "member", "session", "suppression", "webhook"] as const;
const PAGE = 50;

export function Audit(): VNode {
  const [kind, setKind] = useState("");
  const save = async () => saveAs(await fetchFile(`/audit/export${kind && `?kind=${kind}`}`), "audit.csv");
  const options = [["", t("view.all")], ...GROUPS.map((each) => [each, t(`audit.${each}` satisfies Key)])] as [string, string][];
  return (
    <>
      <div class="tools">
        <Select label={t("audit.kind")} value={kind} onChange={setKind} options={options} />
        <Button icon="download" onClick={save}>{t("inbox.exportCsv")}</Button>
      </div>
      <Trail kind={kind} key={kind} />
    </>
  );
}

function Trail({ kind }: { kind: string }): VNode {
  const fetchPage = (cursor?: string | null) => call<AuditPage>("/audit", { query: { kind, limit: PAGE, cursor } });
  const trail = useFetched(() => fetchPage(), []);
  const more = ({ items, next_cursor }: AuditPage) => async () => {
    const page = await fetchPage(next_cursor);
    trail.set({ ...page, items: [...items, ...page.items] });
  };
  return (
    <Fetched fetched={trail}>
      {(page) => (
        <>
          {page.items.length === 0 && !page.has_more ? <Empty icon="search" title={t("inbox.nothingFound")} /> : (
            <ul class="rows panel" aria-label={t("settings.audit")}>{page.items.map((each) => <Event event={each} key={each.id} />)}</ul>
          )}
          {page.has_more && <div class="more"><Button onClick={more(page)}>{t("app.more")}</Button></div>}
        </>
      )}
    </Fetched>
  );
}

function Event({ event }: { event: AuditEvent }): VNode {
  const [group = ""] = event.kind.split(".");
  const names = [...new Set([...Object.keys(event.before), ...Object.keys(event.after)])];
  return (
    <li>
      <span>
        <strong>{tOr(`audit.${group}`, group)}: {tOr(`audit.${event.kind}`, event.kind)}</strong><br />
        <span class="hint">{[instant(event.at), event.actor_email ?? t("audit.unknown"), event.key && t("audit.byKey", { key: event.key }), event.source_ip].filter(Boolean).join(" · ")}</span>
        {names.map((name) => <span class="changes" key={name}><br />{name}: {shown(event.before[name])} → <ins>{shown(event.after[name])}</ins></span>)}
      </span>
    </li>
  );
}

const shown = (value: unknown): string => (value === undefined || value === null || value === "" ? "–" : typeof value === "object" ? JSON.stringify(value) : String(value));
