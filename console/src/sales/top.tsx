// The head of the screens that are about own invoices: a title, and the way to the others.

import type { VNode } from "preact";
import type { ComponentChildren } from "preact";
import { type Key, t } from "../i18n";

const PLACES: readonly [path: string, text: Key][] = [
  ["issue", "issue.drafts"],
  ["quotes", "nav.quotes"],
  ["recurring", "nav.recurring"],
  ["customers", "nav.customers"],
  ["items", "nav.items"],
];

export const SALES = new Set(PLACES.map(([path]) => path));

export function SalesTop({ place, children }: { place: string; children?: ComponentChildren }): VNode {
  return (
    <>
      <header class="top">
        <h1>{t("nav.issue")}</h1>
        {children}
      </header>
      <nav class="views" aria-label={t("nav.issue")}>
        {PLACES.map(([path, text]) => <a key={path} href={`#/${path}`} aria-current={path === place ? "page" : undefined}>{t(text)}</a>)}
      </nav>
    </>
  );
}
