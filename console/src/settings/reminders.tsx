// What reminders say: the company's own words for each level and language, and the mail as it would be sent.

import type { VNode } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { call, isAdmin } from "../api/client";
import type { Company, ReminderPreview, ReminderText } from "../api/types";
import { type Key, t } from "../i18n";
import { MailShown, useMail } from "../screens/send";
import { Button, Fetched, fieldErrors, Input, Notice, say, Select, useFetched } from "../ui/parts";
import { Problem, useSaving } from "../ui/saving";

const PREVIEW = "/company/reminder_texts/preview";
const LEVELS = [1, 2, 3] as const;
/** The languages of mails, by their own names. */
const LANGUAGES = { en: "English", de: "Deutsch", fr: "Français", nl: "Nederlands", es: "Español", it: "Italiano", zh: "简体中文" } as const;
const MEANINGS: Record<string, Key> = {
  company: "settings.company", number: "field.invoice_number", customer: "field.customer", issue_date: "field.issue_date",
  due_date: "field.due_date", total: "field.total", still_open: "payments.open",
};
const SUBJECT_LENGTH = 150;
const TEXT_LENGTH = 2_000;

type Language = ReminderText["language"];
type Words = Pick<ReminderText, "subject" | "text">;
const NONE: Words = { subject: "", text: "" };

export function Reminders(): VNode {
  const company = useFetched(() => call<Company>("/company"), []);
  return <Fetched fetched={company} rows={6}>{(found) => <Texts company={found} set={company.set} />}</Fetched>;
}

/** What is chosen, and what was typed for each level and language and is not saved yet. */
function Texts({ company, set }: { company: Company; set: (company: Company) => void }): VNode {
  const [level, setLevel] = useState<number>(1);
  const [language, setLanguage] = useState<Language>("en");
  const [drafts, setDrafts] = useState<Record<string, Words>>({});
  const key = `${level}.${language}`;
  const texts = company.reminder_texts ?? [];
  const own = (wanted: number, of: Language) => texts.find((each) => each.level === wanted && each.language === of);
  const marked = (name: string, kept: unknown) => (kept ? t("reminders.own", { name }) : name);
  const keep = (words?: Words) => {
    const { [key]: _, ...others } = drafts;
    setDrafts(words ? { ...others, [key]: words } : others);
  };
  return (
    <>
      {!isAdmin() && <Notice tone="info">{t("settings.adminsOnly")}</Notice>}
      {!company.reminder_days && <Notice tone="info" action={<a class="button" href="#/settings/company">{t("settings.company")}</a>}>{t("reminders.off")}</Notice>}
      <div class="pair">
        <Select label={t("reminders.level")} value={`${level}`} onChange={(chosen) => setLevel(Number(chosen))} options={LEVELS.map((each) => [`${each}`, marked(t(`reminders.${each}`), own(each, language))])} />
        <Select label={t("reminders.language")} value={language} onChange={(chosen) => setLanguage(chosen as Language)} options={Object.entries(LANGUAGES).map(([tag, name]) => [tag, marked(name, own(level, tag as Language))])} />
      </div>
      <TextForm key={key} level={level} language={language} own={own(level, language)} draft={drafts[key]} keep={keep} set={set} />
    </>
  );
}

interface TextProps {
  level: number;
  language: Language;
  own?: Words;
  draft?: Words;
  keep: (words?: Words) => void;
  set: (company: Company) => void;
}

function TextForm({ level, language, own, draft, keep, set }: TextProps): VNode {
  const standard = useFetched(() => call<ReminderPreview>(PREVIEW, { method: "POST", body: { level, language }, again: true }), []);
  const words = draft ?? own ?? NONE;
  const shown = useMail<ReminderPreview>(PREVIEW, { level, language, subject: words.subject || undefined, text: words.text || undefined });
  const { error, errors, saving } = useSaving();
  const wrong = (name: keyof Words) => Object.entries(errors).find(([field]) => field.endsWith(`.${name}`))?.[1] ?? fieldErrors(shown.error)[name];
  const store = (changed?: Words) => saving(async () => {
    const { reminder_texts: now } = await call<Company>("/company"); // what others have written meanwhile stays
    const others = (now ?? []).filter((each) => each.level !== level || each.language !== language);
    const texts = changed ? [...others, { level, language, ...changed }] : others;
    set(await call<Company>("/company", { method: "PATCH", body: { reminder_texts: texts.length ? texts : null } }));
    keep();
    say(t("settings.saved"));
  });
  return (
    <div class="desk issue">
      <form class="panel" onSubmit={(event) => event.preventDefault()}>
        <Problem error={error} shown={Object.keys(errors).filter((field) => /\.(subject|text)$/.test(field))} />
        <Fields words={words} language={language} wrong={wrong} names={standard.value?.placeholders ?? []} onInput={keep} />
        {isAdmin() && (
          <div class="actions">
            <Button kind="primary" type="submit" onClick={store(words)}>{t("app.save")}</Button>
            {own && <Button kind="danger" onClick={store()}>{t("reminders.remove")}</Button>}
          </div>
        )}
        <Fetched fetched={standard} rows={2}>
          {({ standard_subject: subject, standard_text: text }) => (
            <section class="mail" aria-label={t("reminders.standard")}>
              <p class="hint">{t("reminders.standard")}</p>
              <p lang={language}><strong>{subject}</strong></p>
              <p class="quoted" lang={language}>{text}</p>
              {isAdmin() && <div class="actions"><Button onClick={() => keep({ subject, text })}>{t("reminders.begin")}</Button></div>}
            </section>
          )}
        </Fetched>
      </form>
      <div class="panel"><MailShown {...shown} lang={language} /></div>
    </div>
  );
}

interface FieldsProps {
  words: Words;
  language: Language;
  wrong: (name: keyof Words) => string | undefined;
  /** The placeholders that there are. */
  names: readonly string[];
  onInput: (words: Words) => void;
}

function Fields({ words, language, wrong, names, onInput }: FieldsProps): VNode {
  const form = useRef<HTMLDivElement>(null);
  const last = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null);
  const remember = ({ target }: FocusEvent) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) last.current = target;
  };
  const insert = (name: string) => {
    const field = last.current ?? form.current?.querySelector("textarea");
    if (!field) return;
    field.focus();
    field.setRangeText(`{${name}}`, field.selectionStart ?? 0, field.selectionEnd ?? 0, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  return (
    <div ref={form} onFocusIn={remember}>
      <Input label={t("reminders.subject")} value={words.subject} onInput={(subject) => onInput({ ...words, subject })} maxLength={SUBJECT_LENGTH} error={wrong("subject")} readOnly={!isAdmin()} autocomplete="off" lang={language} />
      <TextArea value={words.text} lang={language} onInput={(text) => onInput({ ...words, text })} error={wrong("text")} />
      {isAdmin() && (
        <fieldset class="choices">
          <legend>{t("reminders.placeholders")}</legend>
          <div class="inline">{names.map((name) => <Button key={name} onClick={() => insert(name)}><code>{`{${name}}`}</code> {MEANINGS[name] && t(MEANINGS[name])}</Button>)}</div>
        </fieldset>
      )}
    </div>
  );
}

function TextArea({ value, lang, onInput, error }: { value: string; lang: Language; onInput: (text: string) => void; error?: string }): VNode {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{t("reminders.text")}</label>
      <textarea id={id} lang={lang} rows={9} maxLength={TEXT_LENGTH} value={value} readOnly={!isAdmin()} aria-invalid={!!error} aria-describedby={`${id}-hint${error ? ` ${id}-error` : ""}`} onInput={(event) => onInput(event.currentTarget.value)} />
      <p class="hint" id={`${id}-hint`}>{t("reminders.textHint")}</p>
      {error && <p class="error" id={`${id}-error`}>{error}</p>}
    </div>
  );
}
