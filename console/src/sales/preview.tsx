// The page as it will be laid out, made anew a little after the last change.

import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ApiError, send } from "../api/client";
import { t } from "../i18n";
import { Notice, report } from "../ui/parts";
import { documentOf, type Form } from "./document";

export const KEPT_AFTER_MS = 1_200;

/** `hint` says where the page differs from what is made. */
export function Preview({ form, hint }: { form: Form; hint?: string }): VNode {
  const [link, setLink] = useState<string>();
  const [note, setNote] = useState("");
  const text = JSON.stringify(documentOf(form));
  useEffect(() => {
    const stopped = new AbortController();
    const timer = setTimeout(() => {
      send("/invoices/preview", { method: "POST", body: JSON.parse(text) as unknown, accept: "application/pdf", signal: stopped.signal, again: true })
        .then((answer) => answer.blob())
        .then((pdf) => {
          setNote("");
          setLink(URL.createObjectURL(pdf));
        })
        .catch((error: unknown) => {
          if (stopped.signal.aborted) return;
          if (error instanceof ApiError && error.status === 422) setNote(t("issue.previewLater"));
          else report(error);
        });
    }, KEPT_AFTER_MS);
    return () => {
      clearTimeout(timer);
      stopped.abort();
    };
  }, [text]);
  useEffect(() => () => { if (link) URL.revokeObjectURL(link); }, [link]);
  return (
    <section class="preview" aria-label={t("issue.preview")}>
      {hint && <p class="hint">{hint}</p>}
      {note && <Notice tone="info">{note}</Notice>}
      {link && <iframe src={`${link}#toolbar=0&view=FitH`} title={t("issue.preview")} />}
      {link && <a href={link} target="_blank" rel="noopener">{t("issue.openPreview")}</a>}
    </section>
  );
}
