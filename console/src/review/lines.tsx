// The lines of an invoice, to be looked at and corrected.

import type { VNode } from "preact";
import type { Box, Correction, Line } from "../api/types";
import { amount, t } from "../i18n";
import { Button } from "../ui/parts";
import { AmountInput } from "../ui/amount";

export interface LineDraft {
  key: number;
  description: string;
  quantity: string;
  unit_price: string;
  net_amount: string;
  tax_rate: string;
  page: number | null;
  box: Box | null;
  read: Line | null;
}

type Editable = "description" | "quantity" | "unit_price" | "net_amount" | "tax_rate";
const NUMBERS: readonly Exclude<Editable, "description">[] = ["quantity", "unit_price", "net_amount", "tax_rate"];

let keys = 0;

export const lineDrafts = (lines: Line[]): LineDraft[] => lines.map(draftOf);

const draftOf = (line: Line): LineDraft => ({
  key: keys++,
  description: line.description,
  quantity: line.quantity ?? "",
  unit_price: line.unit_price ?? "",
  net_amount: line.net_amount ?? "",
  tax_rate: line.tax_rate ?? "",
  page: line.page,
  box: line.box,
  read: line,
});

const newLine = (): LineDraft => ({ key: keys++, description: "", quantity: "1", unit_price: "", net_amount: "", tax_rate: "", page: null, box: null, read: null });

const isAsRead = (draft: LineDraft): boolean =>
  draft.read !== null && draft.description === draft.read.description && NUMBERS.every((name) => draft[name] === (draft.read?.[name] ?? ""));

/** The lines as the API takes them, or null where they are as they were read. */
export function correctedLines(drafts: LineDraft[], read: Line[]): Correction["lines"] {
  const given = drafts.filter((draft) => draft.description.trim());
  if (given.length === read.length && given.every(isAsRead)) return null;
  return given.map((draft) => ({
    description: draft.description.trim(),
    ...Object.fromEntries(NUMBERS.map((name) => [name, draft[name] || null])),
    unit: draft.read?.unit ?? null,
    base_quantity: draft.read?.base_quantity ?? null,
    tax_category: draft.read?.tax_category ?? null,
  }));
}

interface LinesProps {
  lines: LineDraft[];
  onChange: (lines: LineDraft[]) => void;
  onFocus: (index: number) => void;
  currency: string;
  readOnly: boolean;
}

export function Lines({ lines, onChange, onFocus, currency, readOnly }: LinesProps): VNode | null {
  if (readOnly && !lines.length) return null;
  const set = (key: number, name: Editable, value: string) => onChange(lines.map((line) => (line.key === key ? { ...line, [name]: value } : line)));
  return (
    <fieldset class="lines">
      <legend>{t("lines.title")}</legend>
      {lines.length === 0 && <p class="hint">{t("lines.none")}</p>}
      <ol>
        {lines.map((line, index) => (
          <li key={line.key} onFocusCapture={() => onFocus(index)}>
            <input name={`line-${index}`} aria-label={t("lines.description", { number: index + 1 })} class="description" value={line.description} readOnly={readOnly} onInput={(event) => set(line.key, "description", event.currentTarget.value)} />
            {!readOnly && <Button kind="quiet" icon="close" label={t("lines.remove", { number: index + 1 })} onClick={() => onChange(lines.filter((each) => each.key !== line.key))} />}
            <div class="figures">
              {NUMBERS.map((name) => (
                <label key={name}>
                  <span>{t(`lines.${name}`)}</span>
                  <AmountInput value={line[name]} readOnly={readOnly} onInput={(value) => set(line.key, name, value)} />
                </label>
              ))}
            </div>
            {line.net_amount && <span class="visually-hidden">{amount(line.net_amount, currency || null)}</span>}
          </li>
        ))}
      </ol>
      {!readOnly && <Button kind="quiet" icon="plus" onClick={() => onChange([...lines, newLine()])}>{t("lines.add")}</Button>}
    </fieldset>
  );
}
