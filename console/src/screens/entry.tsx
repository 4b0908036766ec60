// What became of one file of a batch: an invoice, a batch of its own, or why none.

import type { VNode } from "preact";
import type { Entry, Failure } from "../api/types";
import { t, tOr } from "../i18n";

export function EntryResult({ entry: { filename, invoice_id, batch_id, duplicate_of, failure } }: { entry: Entry }): VNode {
  const address = invoice_id ? `#/invoices/${invoice_id}` : batch_id && `#/batches/${batch_id}`;
  if (!failure) return <li>{address ? <a href={address}>{filename}</a> : filename}</li>;
  return (
    <li>
      <span>{filename} <span class="error">{reasonOf(failure)}</span></span>
      {duplicate_of && <> <a href={`#/invoices/${duplicate_of}`}>{t("upload.showFirst")}</a></>}
    </li>
  );
}

export const reasonOf = ({ code, detail }: Failure): string => tOr(`failure.${code}`, tOr(`error.${code}`, detail));
