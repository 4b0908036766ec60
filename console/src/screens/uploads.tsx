// Where files are dropped: each is sent with its progress, two at a time, and a failed one can be sent again. Of several
// it is said how far they are together; what became of an archive's files is shown file by file.

import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { ACCEPTED, type Opened, opened, upload } from "../api/upload";
import { ApiError } from "../api/client";
import { t } from "../i18n";
import { Icon } from "../ui/icons";
import { Button, messageOf } from "../ui/parts";
import { EntryResult, reasonOf } from "./entry";

const AT_ONCE = 2;
const SHOWN_MS = 4_000; // a file that was taken

interface Sending {
  id: number;
  file: File;
  share: number;
  state: "waiting" | "sending" | "opening" | "opened" | "done" | "failed";
  /** Whether it is only counted: it was taken, and said so for a while. */
  hidden?: boolean;
  error?: unknown;
  /** What became of the files in it, where it is an archive or a mail. */
  outcome?: Opened;
  batchId?: string;
  invoiceId?: string;
}

let numbers = 0;

export function UploadArea({ onAccepted }: { onAccepted: () => void }): VNode {
  const [sendings, setSendings] = useState<Sending[]>([]);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const set = (id: number, change: Partial<Sending>) =>
    setSendings((all) => all.map((each) => (each.id === id ? { ...each, ...change } : each)));

  useEffect(() => {
    const sending = sendings.filter((each) => each.state === "sending").length;
    for (const each of sendings.filter(({ state }) => state === "waiting").slice(0, AT_ONCE - sending)) start(each);
  }, [sendings]);

  const start = async ({ id, file }: Sending) => {
    set(id, { state: "sending", share: 0 });
    try {
      const taken = await upload(file, (share) => set(id, { share }));
      if ("batchId" in taken) {
        set(id, { state: "opening", share: 1, batchId: taken.batchId });
        set(id, { state: "opened", outcome: await opened(taken.batchId) });
        onAccepted();
        return;
      }
      set(id, { state: "done", share: 1, invoiceId: taken.invoiceId });
      onAccepted();
      setTimeout(() => set(id, { hidden: true }), SHOWN_MS);
    } catch (error) {
      set(id, { state: "failed", error, invoiceId: error instanceof ApiError ? error.invoiceId : undefined });
    }
  };
  const remove = (id: number) => setSendings((all) => all.filter((each) => each.id !== id));
  const add = (files: Iterable<File>) =>
    setSendings((all) => [...(all.every(isOver) ? all.filter((each) => !each.hidden) : all), ...Array.from(files, (file): Sending => ({ id: numbers++, file, share: 0, state: "waiting" }))]);

  const shown = sendings.filter((each) => !each.hidden);
  useWindowDrop(add, setOver);
  return (
    <section class={`drop ${over ? "over" : ""}`} aria-label={t("upload.label")}>
      <div class="target">
        <Icon name="upload" />
        <p>{t("upload.drop")}</p>
        <Button kind="primary" onClick={() => input.current?.click()}>{t("upload.choose")}</Button>
        <input ref={input} type="file" multiple accept={ACCEPTED} hidden aria-label={t("upload.choose")}
          onChange={(event) => { add(event.currentTarget.files ?? []); event.currentTarget.value = ""; }} />
      </div>
      {sendings.length > 1 && <Together sendings={sendings} away={() => setSendings((all) => all.filter((each) => !isOver(each)))} />}
      {shown.length > 0 && (
        <ul class="sendings" aria-live="polite">
          {shown.map((each) => (
            <li key={each.id} class={each.state}>
              <span class="name">{each.file.name}</span>
              <SendingState sending={each} again={() => set(each.id, { state: "waiting" })} away={() => remove(each.id)} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const isOver = ({ state }: Sending): boolean => state === "done" || state === "opened" || state === "failed";

const isHere = ({ error }: Sending): boolean => error instanceof ApiError && error.code === "duplicate_file";

/** How far several files are together, and in the end what became of them. */
function Together({ sendings, away }: { sendings: readonly Sending[]; away: () => void }): VNode {
  const over = sendings.every(isOver);
  const failed = sendings.filter((each) => each.state === "failed");
  const here = failed.filter(isHere).length;
  const taken = sendings.filter(({ state }) => state === "done" || state === "opened").length;
  const bytes = (share: (each: Sending) => number) => sendings.reduce((sum, each) => sum + share(each) * each.file.size, 0);
  const done = bytes((each) => (isOver(each) ? 1 : each.share)) / (bytes(() => 1) || 1);
  return (
    <div class="together">
      {!over && <progress value={done} max={1} aria-label={t("upload.together")} />}
      <p role="status">
        {[
          t("upload.opened", { taken, all: sendings.length }),
          here > 0 && t("upload.here", { count: here }),
          failed.length > here && t("upload.refused", { count: failed.length - here }),
        ].filter(Boolean).join(" · ")}
      </p>
      {over && <Button kind="quiet" icon="close" label={t("app.close")} onClick={away} />}
    </div>
  );
}

interface SendingProps {
  sending: Sending;
  again: () => void;
  away: () => void;
}

function SendingState({ sending, again, away }: SendingProps): VNode {
  const { state, file, share, outcome } = sending;
  if (state === "failed") return <FailedSending sending={sending} again={again} away={away} />;
  if (state === "opening") return <span class="hint"><span class="spinner" /> {t("upload.opening")}</span>;
  if (outcome) return <OpenedArchive name={file.name} batchId={sending.batchId} outcome={outcome} away={away} />;
  return <progress value={share} max={1} aria-label={file.name} />;
}

function FailedSending({ sending, again, away }: SendingProps): VNode {
  const { error, invoiceId } = sending;
  return (
    <>
      <span class="error">{messageOf(error)}</span>
      {isHere(sending) && invoiceId ? <a href={`#/invoices/${invoiceId}`}>{t("upload.showFirst")}</a> : <Button kind="quiet" onClick={again}>{t("app.again")}</Button>}
      <Button kind="quiet" icon="close" label={t("app.close")} onClick={away} />
    </>
  );
}

interface OpenedProps {
  name: string;
  batchId?: string;
  outcome: Opened;
  away: () => void;
}

function OpenedArchive({ name, batchId, outcome: { entries, failure }, away }: OpenedProps): VNode {
  const taken = entries.filter((each) => !each.failure).length;
  return (
    <>
      <span class={failure || taken < entries.length ? "error" : "hint"}>{t("upload.opened", { taken, all: entries.length })}</span>
      {batchId && <a href={`#/batches/${batchId}`}>{t("upload.showBatch")}</a>}
      <Button kind="quiet" icon="close" label={t("app.close")} onClick={away} />
      {failure && <p class="error">{reasonOf(failure)}</p>}
      {entries.length > 0 && (
        <ul class="results" tabIndex={0} aria-label={t("upload.filesIn", { name })}>
          {entries.map((each, index) => <EntryResult entry={each} key={index} />)}
        </ul>
      )}
    </>
  );
}

/** Files may be dropped anywhere on the page. */
function useWindowDrop(add: (files: Iterable<File>) => void, setOver: (over: boolean) => void): void {
  useEffect(() => {
    const overPage = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      setOver(true);
    };
    const left = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const dropped = (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      add(event.dataTransfer?.files ?? []);
    };
    addEventListener("dragover", overPage);
    addEventListener("dragleave", left);
    addEventListener("drop", dropped);
    return () => {
      removeEventListener("dragover", overPage);
      removeEventListener("dragleave", left);
      removeEventListener("drop", dropped);
    };
  }, []);
}
