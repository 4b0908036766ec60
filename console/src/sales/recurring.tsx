// Recurring invoices: the list, and one with its form and its days.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { call, callTagged } from "../api/client";
import type { Recurring, RecurringSummary } from "../api/types";
import { date, t } from "../i18n";
import { Button, Chip, Empty, Fetched, Input, Notice, say, Select, useFetched } from "../ui/parts";
import { PagedList } from "../ui/pages";
import { go } from "../ui/route";
import { Problem, useSaving } from "../ui/saving";
import { formOf, type Group, undated } from "./document";
import { DocumentForm, formErrors } from "./form";
import { Preview } from "./preview";
import { SalesTop } from "./top";

const RHYTHMS = ["daily", "weekly", "monthly", "yearly"] as const;
const MODES = ["draft", "issue"] as const;
const TONES = { active: "good", paused: "warn", ended: "neutral" } as const;

export function RecurringInvoices({ id }: { id?: string }): VNode {
  if (!id) return <All />;
  return id === "new" ? <Desk /> : <One id={id} />;
}

function All(): VNode {
  return (
    <>
      <SalesTop place="recurring"><a class="button primary" href="#/recurring/new">{t("recurring.new")}</a></SalesTop>
      <PagedList<RecurringSummary> path="/recurring" label={t("nav.recurring")} none={<Empty icon="again" title={t("recurring.none")}>{t("recurring.noneHint")}</Empty>}>
        {(each) => (
          <>
            <span><a href={`#/recurring/${each.id}`}>{each.name}</a><br /><span class="hint">{factsOf(each)}</span></span>
            <State recurring={each} />
          </>
        )}
      </PagedList>
    </>
  );
}

const State = ({ recurring: { state } }: { recurring: RecurringSummary }): VNode => <Chip tone={TONES[state]}>{t(`recurring.${state}`)}</Chip>;

const factsOf = ({ mode, rhythm, next_on, made }: RecurringSummary): string =>
  [t(`recurring.${mode}`), t(`rhythm.${rhythm}`), next_on && t("recurring.next", { day: date(next_on) }), t("recurring.made", { count: made })].filter(Boolean).join(" · ");

function One({ id }: { id: string }): VNode {
  const recurring = useFetched(() => callTagged<Recurring>(`/recurring/${id}`), [id]);
  return <Fetched fetched={recurring} rows={8}>{({ value, etag }) => <Desk key={etag} known={value} etag={etag} again={recurring.again} />}</Fetched>;
}

interface Days {
  name: string;
  mode: string;
  rhythm: string;
  every: string;
  first_on: string;
  last_on: string;
  times: string;
}

const daysOf = (known?: Recurring): Days => ({
  name: known?.name ?? "",
  mode: known?.mode ?? "draft",
  rhythm: known?.rhythm ?? "monthly",
  every: String(known?.every ?? 1),
  first_on: known?.first_on ?? "",
  last_on: known?.last_on ?? "",
  times: known?.times ? String(known.times) : "",
});

function Desk({ known, etag, again }: { known?: Recurring; etag?: string; again?: () => void }): VNode {
  const [form, setForm] = useState(() => formOf((known?.form ?? {}) as Group));
  const [days, setDays] = useState(() => daysOf(known));
  const { error, key, saving } = useSaving();
  const errors = formErrors(error);
  const save = saving(async () => {
    const { every, times, last_on, ...named } = days;
    const body = { ...named, every: Number(every), ...(last_on && { last_on }), ...(times && { times: Number(times) }), ...(known?.language && { language: known.language }), form: undated(form) };
    if (known) await call(`/recurring/${known.id}`, { method: "PUT", body, ifMatch: etag });
    else await call("/recurring", { method: "POST", body, once: key });
    say(t("settings.saved"));
    go("/recurring");
  });
  return (
    <>
      <header class="top">
        <div><a class="back" href="#/recurring">{t("nav.recurring")}</a><h1>{known?.name ?? t("recurring.new")}</h1></div>
        <div class="inline">{known && <State recurring={known} />}<Button kind="primary" icon="check" disabled={!days.name.trim() || !days.first_on} onClick={save}>{t("app.save")}</Button></div>
      </header>
      <Problem error={error} />
      {known && <Standing recurring={known} etag={etag} again={again} />}
      <div class="desk issue">
        <div class="facts">
          <DayFields days={days} onChange={setDays} errors={errors} />
          <DocumentForm form={form} onChange={setForm} errors={errors} undated />
        </div>
        <Preview form={form} />
      </div>
    </>
  );
}

function DayFields({ days, onChange, errors }: { days: Days; onChange: (days: Days) => void; errors: Record<string, string> }): VNode {
  const set = (name: keyof Days) => (value: string) => onChange({ ...days, [name]: value });
  return (
    <fieldset>
      <legend>{t("recurring.days")}</legend>
      <Input label={t("recurring.name")} value={days.name} onInput={set("name")} maxLength={200} error={errors.name} autocomplete="off" />
      <Select label={t("recurring.mode")} value={days.mode} onChange={set("mode")} options={MODES.map((each) => [each, t(`recurring.${each}`)])} />
      <div class="pair">
        <Select label={t("recurring.rhythm")} value={days.rhythm} onChange={set("rhythm")} options={RHYTHMS.map((each) => [each, t(`rhythm.${each}`)])} />
        <Input label={t("recurring.every")} inputMode="numeric" value={days.every} onInput={set("every")} hint={t("recurring.everyHint")} error={errors.every} autocomplete="off" />
      </div>
      <div class="pair">
        <Input label={t("recurring.first")} type="date" value={days.first_on} onInput={set("first_on")} error={errors.first_on} />
        <Input label={t("recurring.last")} type="date" value={days.last_on} onInput={set("last_on")} error={errors.last_on} />
      </div>
      <Input label={t("recurring.times")} inputMode="numeric" value={days.times} onInput={set("times")} hint={t("recurring.timesHint")} error={errors.times} autocomplete="off" />
    </fieldset>
  );
}

/** Where it stands, and what can be done with it. */
function Standing({ recurring, etag, again }: { recurring: Recurring; etag?: string; again?: () => void }): VNode {
  const { id, state, next_on, last_id, last_kind, last_problem } = recurring;
  const step = (name: string) => async () => {
    await call(`/recurring/${id}/${name}`, { method: "POST", ifMatch: etag });
    again?.();
  };
  const remove = async () => {
    if (!confirm(t("recurring.confirmDelete"))) return;
    await call(`/recurring/${id}`, { method: "DELETE", ifMatch: etag });
    go("/recurring");
  };
  return (
    <section class="panel">
      <p>{factsOf(recurring)}</p>
      {last_problem && <Notice tone="warn">{last_problem}</Notice>}
      <div class="actions">
        {state === "active" && <Button onClick={step("pause")}>{t("recurring.pause")}</Button>}
        {state === "paused" && <Button onClick={step("resume")}>{t("recurring.resume")}</Button>}
        {state === "active" && next_on && <Button onClick={step("skip")}>{t("recurring.skip", { day: date(next_on) })}</Button>}
        {last_id && <a class="button" href={last_kind === "draft" ? `#/issue/${last_id}` : `#/invoices/${last_id}`}>{t("recurring.showLast")}</a>}
        <Button kind="danger" icon="trash" onClick={remove}>{t("app.delete")}</Button>
      </div>
    </section>
  );
}
