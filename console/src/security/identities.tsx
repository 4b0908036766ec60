// The identities at identity providers that log in to one's account; nothing where there is none.

import type { VNode } from "preact";
import { call } from "../api/client";
import type { Identities as Found } from "../api/types";
import { instant, t } from "../i18n";
import { Button, say, useFetched } from "../ui/parts";

export function Identities(): VNode | null {
  const { value, again } = useFetched(() => call<Found>("/me/identities"), []);
  if (!value?.items.length) return null;
  const unlink = (id: string) => async () => {
    if (!confirm(t("oidc.confirmUnlink"))) return;
    await call(`/me/identities/${id}`, { method: "DELETE" });
    say(t("oidc.unlinked"));
    again();
  };
  return (
    <section class="panel narrow" aria-label={t("oidc.title")}>
      <h2>{t("oidc.title")}</h2>
      <ul class="rows">
        {value.items.map(({ id, issuer, linked_at }) => (
          <li key={id}>
            <span><strong>{new URL(issuer).host}</strong><br /><span class="hint">{t("oidc.linked", { at: instant(linked_at) })}</span></span>
            <Button kind="quiet" onClick={unlink(id)}>{t("oidc.unlink")}</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
