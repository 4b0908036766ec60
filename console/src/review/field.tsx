// One field of the review: its value, how sure the reading is, and why a person should look.

import type { VNode } from "preact";
import { useId } from "preact/hooks";
import type { Detail } from "../api/types";
import { t, tOr } from "../i18n";
import { AmountInput } from "../ui/amount";
import { type Doubt, doubtOf, fieldOf, FIELDS, type Name, type Place } from "./model";

const IS_DAY = /^(\d{4}-\d{2}-\d{2})?$/;

interface FieldRowProps {
  name: Name;
  invoice: Detail;
  value: string;
  place: Place | null;
  error?: string;
  readOnly: boolean;
  active: boolean;
  onFocus: () => void;
  onInput: (value: string) => void;
}

export function FieldRow({ name, invoice, value, place, error, readOnly, active, onFocus, onInput }: FieldRowProps): VNode {
  const id = useId();
  const doubt = doubtOf(invoice, name);
  const why = doubt ? whyOf(doubt, invoice, name) : sourceOf(invoice, name);
  const kind = FIELDS[name];
  const common = { id, name, readOnly, onFocus, "aria-describedby": `${id}-why${error ? ` ${id}-error` : ""}`, "aria-invalid": !!error, autocomplete: "off" };
  return (
    <div class={`field fact ${kind} ${name} ${doubt ?? "sure"} ${active ? "active" : ""}`}>
      <label for={id}>{t(`field.${name}`)}</label>
      {kind === "long" ? (
        <textarea {...common} rows={2} value={value} onInput={(event) => onInput(event.currentTarget.value)} />
      ) : kind === "amount" ? (
        <AmountInput {...common} value={value} onInput={onInput} />
      ) : (
        <TextInput {...common} isDate={kind === "date" && IS_DAY.test(value)} value={value} onInput={onInput} />
      )}
      <p class="why" id={`${id}-why`}>
        {doubt && <strong>{why}</strong>}
        {!doubt && why}
        {place && active && !readOnly && <span> {t("review.clickWords")}</span>}
        {!place && active && !readOnly && <span> {t("review.clickToSet")}</span>}
      </p>
      {error && <p class="error" id={`${id}-error`}>{error}</p>}
    </div>
  );
}

/** A date is chosen from a calendar, unless it is the text of words on the page: the API reads that. */
function TextInput({ isDate, value, onInput, ...rest }: { isDate: boolean; value: string; onInput: (value: string) => void; [attribute: string]: unknown }): VNode {
  const type = (event: { currentTarget: HTMLInputElement }) => onInput(event.currentTarget.value);
  return isDate ? <input {...rest} type="date" value={value} onInput={type} /> : <input {...rest} type="text" value={value} onInput={type} />;
}

function whyOf(doubt: Doubt, invoice: Detail, name: Name): string {
  if (doubt !== "warning") return t(`doubt.${doubt}`, { percent: percent(invoice, name) });
  const code = invoice.warnings.find((each) => each.includes(`:${name}`)) ?? "";
  return tOr(`warning.${code.split(":")[0]}`, t("doubt.unsure", { percent: percent(invoice, name) }));
}

function sourceOf(invoice: Detail, name: Name): string {
  const field = fieldOf(invoice, name);
  if (!field) return "";
  if (field.original !== undefined) return t("source.corrected");
  if (invoice.creation_method === "gui") return ""; // all of it is from the form
  return tOr(`source.${field.method}`, "");
}

const percent = (invoice: Detail, name: Name): number => Math.round((fieldOf(invoice, name)?.confidence ?? 0) * 100);
