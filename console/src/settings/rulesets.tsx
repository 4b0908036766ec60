// The rule sets of this stage, and the published ones that could be added.

import type { VNode } from "preact";
import { call } from "../api/client";
import type { Rulesets } from "../api/types";
import { t } from "../i18n";
import { Chip, Fetched, useFetched } from "../ui/parts";

export function RuleSets(): VNode {
  const rulesets = useFetched(() => call<Rulesets>("/rulesets"), []);
  return (
    <Fetched fetched={rulesets}>
      {({ items, available }) => (
        <>
          <section class="panel">
            <h2>{t("rulesets.installed")}</h2>
            <ul class="rows">{items.map((each) => <li key={each.id}><strong>{each.name}</strong><span class="hint">{each.version}</span>{each.refused && <Chip tone="bad">{each.refused}</Chip>}</li>)}</ul>
          </section>
          {available.length > 0 && (
            <section class="panel">
              <h2>{t("rulesets.available")}</h2>
              <p class="hint">{t("rulesets.availableHint")}</p>
              <ul class="rows">{available.map((each) => <li key={each.id}><strong>{each.name}</strong><span class="hint">{each.version} · {t("rulesets.licence", { licence: each.licence })}</span></li>)}</ul>
            </section>
          )}
        </>
      )}
    </Fetched>
  );
}
