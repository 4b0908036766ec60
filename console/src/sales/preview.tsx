// The page as it will be laid out, made anew a little after the last change.

import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ApiError, send } from "../api/client";
import { t } from "../i18n";
import { Notice, report } from "../ui/parts";
import { documentOf, type Form } from "./document";

export const KEPT_AFTER_MS = 1_200;

interface PreviewProps {
  form: Form;
  /** Of what: a route that lays out what it is sent. */
  path?: string;
  bodyOf?: (form: Form) => unknown;
}

export function Preview({ form, path = "/invoices/preview", bodyOf = documentOf }: PreviewProps): VNode {
  const [link, setLink] = useState<string>();
  const [note, setNote] = useState(() => t("issue.previewSoon"));
  const text = JSON.stringify(bodyOf(form));
  useEffect(() => {
    const stopped = new AbortController();
    const timer = setTimeout(() => {
      send(path, { method: "POST", body: JSON.parse(text) as unknown, accept: "application/pdf", signal: stopped.signal, again: true })
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
      {note && <Notice tone="info">{note}</Notice>}
      {link && <div class="paper"><iframe src={`${link}#toolbar=0&view=FitH`} title={t("issue.preview")} /></div>}
      {link && <a href={link} target="_blank" rel="noopener">{t("issue.openPreview")}</a>}
    </section>
  );
}
