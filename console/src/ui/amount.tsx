// An input for an amount: shown as the person's language writes it, kept as a plain decimal with a point.

import type { VNode } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import { parsed, written } from "../i18n";

interface AmountInputProps {
  value: string;
  onInput: (value: string) => void;
  [attribute: string]: unknown;
}

export function AmountInput({ value, onInput, ...rest }: AmountInputProps): VNode {
  const [text, setText] = useState(() => written(value));
  useEffect(() => {
    if ((parsed(text) ?? text) !== value) setText(written(value)); // it was set from outside
  }, [value]);
  const type = (typed: string) => {
    setText(typed);
    onInput(typed.trim() ? (parsed(typed) ?? typed) : "");
  };
  return (
    <input {...rest} type="text" inputMode="decimal" class="amount" value={text} onInput={(event) => type(event.currentTarget.value)} onBlur={() => setText(written(value))} />
  );
}

/** An amount with a label above it. */
export function AmountField({ label, value, onInput, error }: { label: string; value: string; onInput: (value: string) => void; error?: string }): VNode {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <AmountInput id={id} value={value} onInput={onInput} aria-invalid={!!error} aria-describedby={error && `${id}-error`} />
      {error && <p class="error" id={`${id}-error`}>{error}</p>}
    </div>
  );
}
