// Where files are dropped: each is sent with its progress, two at a time, and a failed one can be sent again.

import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { ACCEPTED, upload } from "../api/upload";
import { ApiError } from "../api/client";
import { t } from "../i18n";
import { Icon } from "../ui/icons";
import { Button, messageOf } from "../ui/parts";

const AT_ONCE = 2;

interface Sending {
  id: number;
  file: File;
  share: number;
  state: "waiting" | "sending" | "done" | "failed";
  error?: unknown;
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
      const invoice = await upload(file, (share) => set(id, { share }));
      set(id, { state: "done", share: 1, invoiceId: invoice.id });
      onAccepted();
      setTimeout(() => setSendings((all) => all.filter((each) => each.id !== id)), 4_000);
    } catch (error) {
      set(id, { state: "failed", error, invoiceId: error instanceof ApiError ? error.invoiceId : undefined });
    }
  };
  const add = (files: Iterable<File>) =>
    setSendings((all) => [...all, ...Array.from(files, (file): Sending => ({ id: numbers++, file, share: 0, state: "waiting" }))]);

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
      {sendings.length > 0 && (
        <ul class="sendings" aria-live="polite">
          {sendings.map((each) => (
            <li key={each.id} class={each.state}>
              <span class="name">{each.file.name}</span>
              {each.state === "failed" ? <FailedSending sending={each} again={() => set(each.id, { state: "waiting" })} away={() => setSendings((all) => all.filter(({ id }) => id !== each.id))} /> : <progress value={each.share} max={1} aria-label={each.file.name} />}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function FailedSending({ sending, again, away }: { sending: Sending; again: () => void; away: () => void }): VNode {
  const { error, invoiceId } = sending;
  const isDuplicate = error instanceof ApiError && error.code === "duplicate_file";
  return (
    <>
      <span class="error">{messageOf(error)}</span>
      {isDuplicate && invoiceId ? <a href={`#/invoices/${invoiceId}`}>{t("upload.showFirst")}</a> : <Button kind="quiet" onClick={again}>{t("app.again")}</Button>}
      <Button kind="quiet" icon="close" label={t("app.close")} onClick={away} />
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
