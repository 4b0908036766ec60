// What a company is, how its numbers are written, and how it works: approval, reminders, who sees what.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { call, isAdmin } from "../api/client";
import type { Company } from "../api/types";
import { type Key, t } from "../i18n";
import { Button, Fetched, Input, Notice, say, Select, useFetched } from "../ui/parts";
import { Problem, useSaving } from "../ui/saving";

const PROFILE = ["name", "legal_name", "tax_id", "country", "default_currency", "email"] as const;
const PLACE = ["line_1", "line_2", "line_3", "post_code", "city", "subdivision"] as const;
const BANK = ["iban", "bsb", "account_number"] as const;
const NUMBERS = ["number_prefix", "number_format", "credit_note_prefix", "credit_note_format", "quote_format", "time_zone"] as const;
const COUNTED = ["retention_years"] as const;
const SWITCHES = ["approval_needed", "members_see_all", "factors_demanded"] as const;
const HINTS: Partial<Record<string, Key>> = {
  number_format: "company.formatHint", time_zone: "company.timeZoneHint", reminder_days: "company.reminderHint", retention_years: "company.retentionHint",
};
const UPPER = new Set(["country", "default_currency"]);
const LENGTHS: Record<string, number> = { country: 2, default_currency: 3 };
const TEXTS = [...PROFILE, ...BANK, ...NUMBERS, ...COUNTED] as const;
const FIELDS = [...TEXTS, ...PLACE, ...PLACE.map((name) => `address.${name}`), "reminder_days", "address"];
const ZONES = "time-zones";

export function CompanyProfile(): VNode {
  const company = useFetched(() => call<Company>("/company"), []);
  return <Fetched fetched={company} rows={8}>{(found) => <CompanyForm company={found} set={company.set} />}</Fetched>;
}

const daysOf = (typed: string): (number | string)[] =>
  typed.split(/[\s,;]+/).filter(Boolean).map((day) => (/^\d+$/.test(day) ? Number(day) : day));

function CompanyForm({ company, set }: { company: Company; set: (company: Company) => void }): VNode {
  const [values, setValues] = useState<Record<string, string>>(() => ({
    ...Object.fromEntries(TEXTS.map((name) => [name, String(company[name] ?? "")])),
    ...Object.fromEntries(PLACE.map((name) => [name, company.address?.[name] ?? ""])),
    reminder_days: (company.reminder_days ?? []).join(", "),
    approval_persons: String(company.approval_persons ?? 1),
  }));
  const [switches, setSwitches] = useState<Record<string, boolean>>(() => Object.fromEntries(SWITCHES.map((name) => [name, !!company[name]])));
  const { error, errors, saving } = useSaving();
  const save = saving(async () => {
    const place = Object.fromEntries(PLACE.map((name) => [name, values[name] || null]).filter(([, value]) => value));
    const days = daysOf(values.reminder_days ?? "");
    const body = {
      ...Object.fromEntries([...PROFILE, ...BANK, ...NUMBERS].map((name) => [name, values[name]?.trim() || null])),
      address: Object.keys(place).length ? place : null,
      retention_years: values.retention_years ? Number(values.retention_years) : null,
      reminder_days: days.length ? days : null,
      approval_persons: Number(values.approval_persons),
      ...switches,
    };
    set(await call<Company>("/company", { method: "PATCH", body }));
    say(t("settings.saved"));
  });
  const field = (name: string): VNode => {
    const hint = HINTS[name];
    const change = (value: string) => setValues({ ...values, [name]: UPPER.has(name) ? value.toUpperCase() : value });
    const wrong = errors[name] ?? errors[`address.${name}`] ?? Object.entries(errors).find(([each]) => each.startsWith(`${name}.`))?.[1];
    return (
      <Input key={name} label={t(`company.${name}` as Key)} value={values[name] ?? ""} onInput={change} error={wrong} hint={hint && t(hint, { example: "RE-{year}-{number:04}" })} maxLength={LENGTHS[name]}
        list={name === "time_zone" ? ZONES : undefined} readOnly={!isAdmin()} autocomplete="off" />
    );
  };
  return (
    <form class="panel form" onSubmit={(event) => event.preventDefault()}>
      <Problem error={error} shown={FIELDS} />
      {!isAdmin() && <Notice tone="info">{t("settings.adminsOnly")}</Notice>}
      <Part title="company.who">{[...PROFILE, ...PLACE].map(field)}</Part>
      <Part title="company.bank">{BANK.filter((name) => name === "iban" || company.country === "AU" || values[name]).map(field)}</Part>
      <Part title="company.numbers">{NUMBERS.map(field)}<TimeZones /></Part>
      <Part title="company.rules">
        {field("reminder_days")}
        {field("retention_years")}
        <Select label={t("company.approval_persons")} value={values.approval_persons ?? "1"} onChange={(persons) => setValues({ ...values, approval_persons: persons })} options={[["1", "1"], ["2", "2"]]} />
      </Part>
      {SWITCHES.map((name) => (
        <label class="choice" key={name}><input type="checkbox" disabled={!isAdmin()} checked={switches[name]} onChange={(event) => setSwitches({ ...switches, [name]: event.currentTarget.checked })} /> {t(`company.${name}`)}</label>
      ))}
      {isAdmin() && <Button kind="primary" type="submit" onClick={save}>{t("app.save")}</Button>}
    </form>
  );
}

const Part = ({ title, children }: { title: Key; children: (VNode | VNode[])[] | VNode[] }): VNode => (
  <fieldset class="two"><legend>{t(title)}</legend>{children}</fieldset>
);

const TimeZones = (): VNode => <datalist id={ZONES}>{Intl.supportedValuesOf("timeZone").map((zone) => <option key={zone} value={zone} />)}</datalist>;
