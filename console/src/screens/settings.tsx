// The company, its team, one's own account and its security, API keys, the audit trail, webhooks, rule sets, and addresses that are not written to.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { call, currentUser, isAdmin, newKey, type Page, refreshUser } from "../api/client";
import type { Company, Delivery, Rulesets, Suppression, Webhook } from "../api/types";
import { instant, type Key, t, tOr } from "../i18n";
import { Audit } from "../security/audit";
import { SecondFactor } from "../security/factor";
import { Keys } from "../security/keys";
import { Identities } from "../security/identities";
import { Sessions } from "../security/sessions";
import { MailIn } from "./mailbox";
import { Team } from "./team";
import { Button, Chip, Empty, Fetched, fieldErrors, Input, messageOf, Notice, say, Select, useFetched } from "../ui/parts";

const ADMINS_ONLY = new Set(["keys", "audit"]);

const PARTS: readonly [path: string, text: Key][] = [
  ["company", "settings.company"],
  ["team", "settings.team"],
  ["account", "settings.account"],
  ["security", "settings.security"],
  ["keys", "settings.keys"],
  ["audit", "settings.audit"],
  ["webhooks", "settings.webhooks"],
  ["rulesets", "settings.rulesets"],
  ["mail", "settings.mail"],
  ["mailbox", "settings.mailbox"],
];

export function Settings({ part = "company" }: { part?: string }): VNode {
  return (
    <>
      <header class="top"><h1>{t("nav.settings")}</h1></header>
      <nav class="views" aria-label={t("nav.settings")}>
        {PARTS.filter(([path]) => isAdmin() || !ADMINS_ONLY.has(path)).map(([path, text]) => <a key={path} href={`#/settings/${path}`} aria-current={part === path ? "page" : undefined}>{t(text)}</a>)}
      </nav>
      <Part part={part} />
    </>
  );
}

function Part({ part }: { part: string }): VNode {
  switch (part) {
    case "team":
      return <Team />;
    case "account":
      return <Account />;
    case "security":
      return <><SecondFactor /><Identities /><Sessions /></>;
    case "keys":
      return <Keys />;
    case "audit":
      return <Audit />;
    case "webhooks":
      return <Webhooks />;
    case "rulesets":
      return <RuleSets />;
    case "mail":
      return <Mail />;
    case "mailbox":
      return <MailIn />;
    default:
      return <CompanyProfile />;
  }
}

const PROFILE = ["name", "legal_name", "tax_id", "country", "default_currency", "iban", "email", "number_prefix"] as const;
const PLACE = ["line_1", "line_2", "post_code", "city", "subdivision"] as const;

function CompanyProfile(): VNode {
  const company = useFetched(() => call<Company>("/company"), []);
  return <Fetched fetched={company}>{(found) => <CompanyForm company={found} set={company.set} />}</Fetched>;
}

function CompanyForm({ company, set }: { company: Company; set: (company: Company) => void }): VNode {
  const [values, setValues] = useState<Record<string, string>>(() => ({
    ...Object.fromEntries(PROFILE.map((name) => [name, company[name] ?? ""])),
    ...Object.fromEntries(PLACE.map((name) => [name, company.address?.[name] ?? ""])),
  }));
  const [approval, setApproval] = useState({ persons: String(company.approval_persons ?? 1), needed: !!company.approval_needed, all: company.members_see_all, factors: company.factors_demanded });
  const [error, setError] = useState<unknown>();
  const errors = fieldErrors(error);
  const change = (name: string) => (value: string) => setValues({ ...values, [name]: value });
  const save = async () => {
    setError(undefined);
    const place = Object.fromEntries(PLACE.map((name) => [name, values[name] || null]).filter(([, value]) => value));
    const body = {
      ...Object.fromEntries(PROFILE.map((name) => [name, values[name] || null])),
      address: Object.keys(place).length ? place : null,
      approval_persons: Number(approval.persons),
      approval_needed: approval.needed,
      members_see_all: approval.all,
      factors_demanded: approval.factors,
    };
    try {
      set(await call<Company>("/company", { method: "PATCH", body }));
      say(t("settings.saved"));
    } catch (reason) {
      setError(reason);
    }
  };
  return (
    <form class="panel narrow" onSubmit={(event) => event.preventDefault()}>
      {error !== undefined && <Notice tone="bad">{messageOf(error)}</Notice>}
      {!isAdmin() && <Notice tone="info">{t("settings.adminsOnly")}</Notice>}
      {[...PROFILE, ...PLACE].map((name) => (
        <Input key={name} label={t(`company.${name}`)} value={values[name] ?? ""} onInput={change(name)} error={errors[name] ?? errors[`address.${name}`]} readOnly={!isAdmin()} autocomplete="off" />
      ))}
      <Select label={t("company.approval_persons")} value={approval.persons} onChange={(persons) => setApproval({ ...approval, persons })} options={[["1", "1"], ["2", "2"]]} />
      <label class="choice"><input type="checkbox" checked={approval.needed} onChange={(event) => setApproval({ ...approval, needed: event.currentTarget.checked })} /> {t("company.approval_needed")}</label>
      <label class="choice"><input type="checkbox" checked={approval.all} onChange={(event) => setApproval({ ...approval, all: event.currentTarget.checked })} /> {t("company.members_see_all")}</label>
      <label class="choice"><input type="checkbox" checked={approval.factors} onChange={(event) => setApproval({ ...approval, factors: event.currentTarget.checked })} /> {t("company.factors_demanded")}</label>
      {isAdmin() && <Button kind="primary" type="submit" onClick={save}>{t("app.save")}</Button>}
    </form>
  );
}

function Account(): VNode {
  const [name, setName] = useState(currentUser()?.name ?? "");
  const [before, setBefore] = useState("");
  const [after, setAfter] = useState("");
  const [error, setError] = useState<unknown>();
  const errors = fieldErrors(error);
  const rename = async () => {
    await call("/me", { method: "PATCH", body: { name } });
    await refreshUser();
    say(t("settings.saved"));
  };
  const change = async () => {
    setError(undefined);
    try {
      await call("/auth/password", { method: "POST", body: { current_password: before, new_password: after } });
      say(t("account.passwordChanged"));
      setBefore("");
      setAfter("");
    } catch (reason) {
      setError(reason);
    }
  };
  return (
    <>
      <section class="panel narrow">
        <h2>{t("account.profile")}</h2>
        <p class="hint">{currentUser()?.email}</p>
        <Input label={t("register.name")} value={name} onInput={setName} autocomplete="name" />
        <Button kind="primary" onClick={rename}>{t("app.save")}</Button>
      </section>
      <section class="panel narrow">
        <h2>{t("account.password")}</h2>
        {error !== undefined && Object.keys(errors).length === 0 && <Notice tone="bad">{messageOf(error)}</Notice>}
        <Input label={t("account.current")} type="password" autocomplete="current-password" value={before} onInput={setBefore} error={errors.current_password} />
        <Input label={t("account.new")} type="password" autocomplete="new-password" value={after} onInput={setAfter} error={errors.new_password} />
        <Button kind="primary" disabled={!before || !after} onClick={change}>{t("account.changePassword")}</Button>
      </section>
    </>
  );
}

function Webhooks(): VNode {
  const webhooks = useFetched(() => call<Page<Webhook>>("/webhooks"), []);
  const [url, setUrl] = useState("");
  const [secret, setSecret] = useState<string>();
  const [error, setError] = useState<unknown>();
  const add = async () => {
    setError(undefined);
    try {
      const made = await call<Webhook>("/webhooks", { method: "POST", body: { url, events: ["invoice.ready", "invoice.failed"] }, once: newKey() });
      setSecret(made.secret ?? undefined);
      setUrl("");
      webhooks.again();
    } catch (reason) {
      setError(reason);
    }
  };
  return (
    <>
      <Fetched fetched={webhooks}>
        {({ items }) => (items.length === 0 ? <Empty icon="settings" title={t("webhooks.none")}>{t("webhooks.noneHint")}</Empty> : <>{items.map((each) => <Endpoint key={each.id} webhook={each} again={webhooks.again} />)}</>)}
      </Fetched>
      <section class="panel narrow">
        <h2>{t("webhooks.add")}</h2>
        {error !== undefined && <Notice tone="bad">{messageOf(error)}</Notice>}
        {secret && <Notice tone="good">{t("webhooks.secret")} <code>{secret}</code></Notice>}
        <Input label={t("webhooks.url")} type="url" value={url} onInput={setUrl} autocomplete="off" />
        <Button kind="primary" disabled={!url} onClick={add}>{t("webhooks.add")}</Button>
      </section>
    </>
  );
}

function Endpoint({ webhook, again }: { webhook: Webhook; again: () => void }): VNode {
  const [deliveries, setDeliveries] = useState<Delivery[]>();
  const show = async () => setDeliveries((await call<Page<Delivery>>(`/webhooks/${webhook.id}/deliveries`, { query: { limit: 20 } })).items);
  const change = (body: Record<string, boolean>) => async () => {
    await call(`/webhooks/${webhook.id}`, { method: "PATCH", body });
    again();
  };
  const remove = async () => {
    if (!confirm(t("webhooks.confirmRemove"))) return;
    await call(`/webhooks/${webhook.id}`, { method: "DELETE" });
    again();
  };
  const replay = (id: string) => async () => {
    await call(`/webhooks/${webhook.id}/deliveries/${id}/replay`, { method: "POST", once: newKey() });
    await show();
  };
  return (
    <section class="panel">
      <header><h2>{webhook.url}</h2><Chip tone={webhook.active ? "good" : "neutral"}>{t(webhook.active ? "webhooks.on" : "webhooks.off")}</Chip></header>
      <p class="hint">{webhook.events.join(", ")}</p>
      <div class="actions">
        <Button onClick={change({ active: !webhook.active })}>{t(webhook.active ? "webhooks.switchOff" : "webhooks.switchOn")}</Button>
        <Button kind="quiet" onClick={show}>{t("webhooks.deliveries")}</Button>
        <Button kind="danger" icon="trash" onClick={remove}>{t("app.delete")}</Button>
      </div>
      {deliveries && (
        <ul class="rows">
          {deliveries.map((each) => (
            <li key={each.id}>
              <span>{each.type}</span>
              <Chip tone={each.status === "delivered" ? "good" : each.status === "failed" ? "bad" : "info"}>{tOr(`delivery.${each.status}`, each.status)}</Chip>
              <span class="hint">{instant(each.created_at)} · {each.error ?? each.answered ?? ""}</span>
              <Button kind="quiet" icon="again" onClick={replay(each.id)}>{t("webhooks.again")}</Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function RuleSets(): VNode {
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

function Mail(): VNode {
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
