// The parts of the settings: the company, its page, its team, one's own account and its security, what programs use.

import type { VNode } from "preact";
import { isAdmin } from "../api/client";
import { type Key, t } from "../i18n";
import { Audit } from "../security/audit";
import { SecondFactor } from "../security/factor";
import { Keys } from "../security/keys";
import { Identities } from "../security/identities";
import { Sessions } from "../security/sessions";
import { Account } from "./account";
import { CompanyProfile } from "./company";
import { BlockedAddresses } from "./blocked";
import { Look } from "./look";
import { MailIn } from "./mailbox";
import { Reminders } from "./reminders";
import { RuleSets } from "./rulesets";
import { Team } from "./team";
import { Webhooks } from "./webhooks";

const ADMINS_ONLY = new Set(["keys", "audit", "webhooks"]);

const PARTS: readonly [path: string, text: Key, screen: () => VNode][] = [
  ["company", "settings.company", () => <CompanyProfile />],
  ["look", "settings.look", () => <Look />],
  ["reminders", "settings.reminders", () => <Reminders />],
  ["team", "settings.team", () => <Team />],
  ["account", "settings.account", () => <Account />],
  ["security", "settings.security", () => <><SecondFactor /><Identities /><Sessions /></>],
  ["keys", "settings.keys", () => <Keys />],
  ["audit", "settings.audit", () => <Audit />],
  ["webhooks", "settings.webhooks", () => <Webhooks />],
  ["rulesets", "settings.rulesets", () => <RuleSets />],
  ["mail", "settings.mail", () => <BlockedAddresses />],
  ["mailbox", "settings.mailbox", () => <MailIn />],
];

export function Settings({ part = "company" }: { part?: string }): VNode {
  const mine = PARTS.filter(([path]) => isAdmin() || !ADMINS_ONLY.has(path));
  const [shown, , screen] = mine.find(([path]) => path === part) ?? PARTS[0]!;
  return (
    <>
      <header class="top"><h1>{t("nav.settings")}</h1></header>
      <nav class="views" aria-label={t("nav.settings")}>
        {mine.map(([path, text]) => <a key={path} href={`#/settings/${path}`} aria-current={shown === path ? "page" : undefined}>{t(text)}</a>)}
      </nav>
      <div key={shown}>{screen()}</div>
    </>
  );
}
