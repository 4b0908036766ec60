// The company's own words for an invoice: seen, added, taken away.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { call } from "../api/client";
import type { Detail, Invoice } from "../api/types";
import { t } from "../i18n";
import { Button, Chip, Input } from "../ui/parts";
import { Problem, useSaving } from "../ui/saving";

export const MAX_TAG_LENGTH = 40;

/** Tags as they are typed, with commas between them. */
export const tagsOf = (typed: string): string[] => typed.split(",").map((tag) => tag.trim()).filter(Boolean);

export function Tags({ invoice, etag, reload }: { invoice: Detail; etag: string; reload: () => Promise<void> }): VNode {
  const [typed, setTyped] = useState("");
  const { error, saving } = useSaving();
  const put = (tags: readonly string[]) => saving(async () => {
    await call<Invoice>(`/invoices/${invoice.id}/tags`, { method: "PUT", body: { tags }, ifMatch: etag });
    setTyped("");
    await reload();
  });
  return (
    <section class="panel" aria-labelledby="tags">
      <h2 id="tags">{t("tags.title")}</h2>
      <Problem error={error} />
      {invoice.tags.length > 0 && (
        <ul class="chips">
          {invoice.tags.map((tag) => (
            <li key={tag}><Chip>{tag}<Button kind="quiet" icon="close" label={t("tags.remove", { tag })} onClick={put(invoice.tags.filter((each) => each !== tag))} /></Chip></li>
          ))}
        </ul>
      )}
      <form class="inline" onSubmit={(event) => event.preventDefault()}>
        <Input label={t("tags.new")} value={typed} onInput={setTyped} maxLength={4 * MAX_TAG_LENGTH} autocomplete="off" />
        <Button type="submit" disabled={!tagsOf(typed).length} onClick={put([...invoice.tags, ...tagsOf(typed)])}>{t("tags.add")}</Button>
      </form>
      <p class="hint">{t("tags.hint")}</p>
    </section>
  );
}
