// Where one is logged in; each session can be ended, and all at once.

import type { VNode } from "preact";
import { call, logOut, type Page } from "../api/client";
import type { SessionOut } from "../api/types";
import { instant, t } from "../i18n";
import { Button, Chip, Fetched, say, useFetched } from "../ui/parts";

const BROWSERS = [["Edg", "Edge"], ["OPR", "Opera"], ["Firefox", "Firefox"], ["Chrome", "Chrome"], ["Version", "Safari"]] as const; // each names the later ones too
const SYSTEMS = [["Android", "Android"], ["iPhone", "iPhone"], ["iPad", "iPad"], ["Windows", "Windows"], ["Mac OS X", "macOS"], ["Linux", "Linux"]] as const;

/** A browser and its system, such as "Firefox 140, Windows"; another program as it calls itself. */
function programOf(agent: string): string {
  const browser = agent.startsWith("Mozilla/") && BROWSERS.find(([mark]) => agent.includes(`${mark}/`));
  if (!browser) return agent;
  const version = agent.split(`${browser[0]}/`)[1]?.match(/^\d+/)?.[0] ?? "";
  return [`${browser[1]} ${version}`.trim(), SYSTEMS.find(([mark]) => agent.includes(mark))?.[1]].filter(Boolean).join(", ");
}

export function Sessions(): VNode {
  const sessions = useFetched(() => call<Page<SessionOut>>("/me/sessions"), []);
  const end = (id: string) => async () => {
    await call(`/me/sessions/${id}`, { method: "DELETE" });
    say(t("sessions.ended"));
    sessions.again();
  };
  const everywhere = async () => {
    if (confirm(t("account.confirmEverywhere"))) await logOut(true);
  };
  return (
    <section class="panel" aria-label={t("account.sessions")}>
      <h2>{t("account.sessions")}</h2>
      <Fetched fetched={sessions} rows={1}>
        {({ items }) => (
          <ul class="rows">
            {items.map((each) => (
              <li key={each.id}>
                <span>
                  <strong title={each.agent ?? undefined}>{programOf(each.agent ?? "") || t("sessions.unknown")}</strong><br />
                  <span class="hint">{[each.source_ip, t("sessions.since", { at: instant(each.started_at) }), t("sessions.used", { at: instant(each.last_used_at) })].filter(Boolean).join(" · ")}</span>
                </span>
                {each.current ? <Chip tone="info">{t("sessions.current")}</Chip> : <Button kind="quiet" onClick={end(each.id)} label={t("sessions.endOf", { at: instant(each.started_at) })}>{t("sessions.end")}</Button>}
              </li>
            ))}
          </ul>
        )}
      </Fetched>
      <p class="hint">{t("account.sessionsHint")}</p>
      <Button kind="danger" onClick={everywhere}>{t("account.everywhere")}</Button>
    </section>
  );
}
