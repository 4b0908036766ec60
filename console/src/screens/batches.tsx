// Files that arrived together, in an archive, a mail, a folder or one form: how far they are, and what became of each.

import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import { call, fetchFile, pause, saveAs } from "../api/client";
import type { Batch, BatchSummary, Entry } from "../api/types";
import { count, instant, t, tOr } from "../i18n";
import { Button, Chip, Empty, Fetched, Loading, Notice, useFetched } from "../ui/parts";
import { PagedList, usePages } from "../ui/pages";
import { EntryResult, reasonOf } from "./entry";

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;
const ALL_READ = 100; // percent
const TONES = { awaiting_upload: "info", opening: "info", taken_in: "good", failed: "bad", refused: "bad" } as const;

export function Batches({ id }: { id?: string }): VNode {
  return id ? <One id={id} /> : <All />;
}

function All(): VNode {
  return (
    <>
      <header class="top"><div><a class="back" href="#/inbox">{t("nav.inbox")}</a><h1>{t("batches.title")}</h1></div></header>
      <p class="hint">{t("batches.intro")}</p>
      <PagedList<BatchSummary> path="/batches" label={t("batches.title")} none={<Empty icon="inbox" title={t("batches.none")}>{t("batches.noneHint")}</Empty>}>
        {(each) => (
          <>
            <span><a href={`#/batches/${each.id}`}>{nameOf(each)}</a><br /><span class="hint">{factsOf(each)}</span></span>
            <State batch={each} />
          </>
        )}
      </PagedList>
    </>
  );
}

const nameOf = ({ mail, filename, kind }: BatchSummary): string => mail?.subject || filename || t(`batch.${kind}`);

const factsOf = ({ kind, mail, entries, created_at }: BatchSummary): string =>
  [t(`batch.${kind}`), mail?.sender, entries !== null && t("batches.files", { count: entries }), instant(created_at)].filter(Boolean).join(" · ");

const State = ({ batch: { status } }: { batch: BatchSummary }): VNode => <Chip tone={TONES[status]}>{t(`batch.${status}`)}</Chip>;

function One({ id }: { id: string }): VNode {
  const batch = useFetched(() => call<Batch>(`/batches/${id}`), [id]);
  const isDone = batch.value && !isMoving(batch.value);
  useEffect(() => {
    if (!batch.value || isDone) return;
    let stopped = false;
    const follow = async () => {
      for (let wait = FIRST_PAUSE_MS; !stopped; wait = Math.min(wait * 1.5, LONGEST_PAUSE_MS)) {
        await pause(wait);
        if (stopped || document.hidden) continue;
        const now = await call<Batch>(`/batches/${id}`);
        if (!stopped) batch.set(now);
        if (!isMoving(now)) return;
      }
    };
    follow().catch(() => {}); // what is shown stays
    return () => {
      stopped = true;
    };
  }, [id, batch.value === undefined, isDone]);
  return <Fetched fetched={batch}>{(found) => <Shown batch={found} />}</Fetched>;
}

const isMoving = ({ status, progress }: Batch): boolean => status === "awaiting_upload" || status === "opening" || (status === "taken_in" && progress < ALL_READ);

function Shown({ batch }: { batch: Batch }): VNode {
  const { id, kind, failure, progress, invoices, refused, mail } = batch;
  const source = async () => saveAs(await fetchFile(`/batches/${id}/source`), batch.filename);
  const found = Object.entries(invoices);
  const notTaken = Object.values(refused).reduce((sum, number) => sum + number, 0);
  return (
    <>
      <header class="top">
        <div><a class="back" href="#/batches">{t("batches.title")}</a><h1>{nameOf(batch)}</h1><p class="sub">{factsOf(batch)}</p></div>
        <State batch={batch} />
      </header>
      {failure && <Notice tone="bad">{reasonOf(failure)}</Notice>}
      <section class="panel">
        {mail?.sender && <p class="hint">{t("batches.from", { sender: mail.sender })}</p>}
        {found.length > 0 && isMoving(batch) && (
          <p class="inline"><progress value={progress} max={ALL_READ} aria-label={t("batches.progress")} /><span role="status">{t("batches.read", { percent: progress })}</span></p>
        )}
        <p class="chips">
          {found.map(([status, number]) => <Chip key={status} tone={status === "ready" ? "good" : status === "failed" ? "bad" : "info"}>{tOr(`status.of.${status}`, status)}: {count(number)}</Chip>)}
          {notTaken > 0 && <Chip tone="warn">{t("upload.refused", { count: notTaken })}</Chip>}
        </p>
        {(kind === "archive" || kind === "mail") && <div class="actions"><Button icon="download" onClick={source}>{t("file.source")}</Button></div>}
      </section>
      {batch.status === "taken_in" || batch.status === "failed" ? <Files id={id} /> : !failure && <Loading rows={2} />}
    </>
  );
}

function Files({ id }: { id: string }): VNode | null {
  const { fetched, more } = usePages<Entry>(`/batches/${id}/entries`);
  return (
    <Fetched fetched={fetched}>
      {({ items }) => items.length === 0 ? null : (
        <section class="panel">
          <h2>{t("batches.entries")}</h2>
          <ol class="rows" aria-label={t("batches.entries")}>{items.map((each) => <EntryResult entry={each} key={each.number} />)}</ol>
          {more}
        </section>
      )}
    </Fetched>
  );
}
