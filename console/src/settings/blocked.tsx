// The addresses that mails are not sent to any more, and why.

import type { VNode } from "preact";
import { call, isAdmin, type Page } from "../api/client";
import type { Suppression } from "../api/types";
import { instant, t, tOr } from "../i18n";
import { Button, Empty, Fetched, useFetched } from "../ui/parts";

export function BlockedAddresses(): VNode {
  const suppressed = useFetched(() => call<Page<Suppression>>("/company/suppressions", { query: { limit: 100 } }), []);
  const allow = (id: string) => async () => {
    await call(`/company/suppressions/${id}`, { method: "DELETE" });
    suppressed.again();
  };
  return (
    <Fetched fetched={suppressed}>
      {({ items }) => items.length === 0 ? <Empty icon="mail" title={t("mail.none")}>{t("mail.noneHint")}</Empty> : (
        <ul class="rows panel">
          {items.map((each) => (
            <li key={each.id}>
              <strong>{each.email}</strong>
              <span class="hint">{tOr(`mail.${each.reason}`, each.reason)} · {instant(each.at)}</span>
              {isAdmin() && <Button kind="quiet" onClick={allow(each.id)}>{t("mail.allow")}</Button>}
            </li>
          ))}
        </ul>
      )}
    </Fetched>
  );
}
