// The parts that screens are made of.

import type { ComponentChildren, VNode } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { ApiError } from "../api/client";
import { t, tOr } from "../i18n";
import { Icon, type IconName } from "./icons";

type Children = { children?: ComponentChildren };

export interface ButtonProps extends Children {
  onClick?: (event: MouseEvent) => unknown;
  kind?: "primary" | "plain" | "danger" | "quiet";
  icon?: IconName;
  disabled?: boolean;
  type?: "button" | "submit";
  label?: string;
  pressed?: boolean;
  title?: string;
}

/** A button that is busy as long as what it does takes, so that nothing is asked for twice. */
export function Button({ onClick, kind = "plain", icon, disabled, type = "button", label, pressed, title, children }: ButtonProps): VNode {
  const [busy, setBusy] = useState(false);
  const click = async (event: MouseEvent) => {
    const result = onClick?.(event);
    if (!(result instanceof Promise)) return;
    setBusy(true);
    try {
      await result;
    } catch (error) {
      report(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <button type={type} class={`button ${kind}`} onClick={click} disabled={disabled || busy} aria-busy={busy} aria-label={label} aria-pressed={pressed} title={title ?? label}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

export interface InputProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  type?: "text" | "email" | "password" | "url" | "date";
  autocomplete?: string;
  inputMode?: "email" | "numeric" | "text";
  required?: boolean;
  readOnly?: boolean;
  maxLength?: number;
  /** The language of what is written in it, where it may be another than the page's. */
  lang?: string;
  /** The id of a datalist with what is suggested. */
  list?: string;
  error?: string;
  hint?: string;
  /** Whether it has the focus when it appears. */
  autofocus?: boolean;
}

export function Input({ label, value, onInput, type = "text", error, hint, autofocus, ...rest }: InputProps): VNode {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (autofocus) input.current?.focus();
  }, []);
  const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ") || undefined;
  const more = { ...rest, type } as { type: "text" }; // each type is an element of its own to the compiler
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input id={id} ref={input} {...more} autofocus={autofocus} value={value} onInput={(event) => onInput(event.currentTarget.value)} aria-invalid={!!error} aria-describedby={described} />
      {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      {error && <p class="error" id={`${id}-error`}>{error}</p>}
    </div>
  );
}

export interface SelectProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  options: readonly (readonly [value: string, text: string])[];
  hidden?: boolean;
}

export function Select({ label, value, onChange, options, hidden }: SelectProps): VNode {
  const id = useId();
  return (
    <div class="field">
      <label for={id} class={hidden ? "visually-hidden" : undefined}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map(([each, text]) => <option value={each} key={each}>{text}</option>)}
      </select>
    </div>
  );
}

export function Chip({ tone = "neutral", children }: Children & { tone?: "good" | "bad" | "warn" | "neutral" | "info" }): VNode {
  return <span class={`chip ${tone}`}>{children}</span>;
}

export function Empty({ icon, title, children }: Children & { icon: IconName; title: string }): VNode {
  return (
    <div class="empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      {children && <div>{children}</div>}
    </div>
  );
}

export function Loading({ rows = 4 }: { rows?: number }): VNode {
  return (
    <div class="loading" role="status" aria-label={t("app.loading")}>
      {Array.from({ length: rows }, (_, index) => <div class="bone" key={index} />)}
    </div>
  );
}

export function Notice({ tone, children, action }: Children & { tone: "bad" | "warn" | "info" | "good"; action?: VNode }): VNode {
  return (
    <div class={`notice ${tone}`} role={tone === "bad" ? "alert" : undefined}>
      <div>{children}</div>
      {action}
    </div>
  );
}

export function Failed({ error, again }: { error: unknown; again: () => void }): VNode {
  return <Notice tone="bad" action={<Button onClick={again}>{t("app.again")}</Button>}>{messageOf(error)}</Notice>;
}

export function messageOf(error: unknown): string {
  if (!(error instanceof ApiError)) return t("error.unknown");
  if (error.status === 0) return t("error.offline");
  const known = tOr(`error.${error.code}`, "");
  const fields = error.errors.map((each) => `${each.field}: ${each.message}`).join("; ");
  const said = known || [error.message, fields].filter(Boolean).join(" ") || t("error.unknown");
  return error.status >= 500 && error.requestId ? `${said} (${error.requestId})` : said;
}

/** Why one of many was refused. */
export const refusalOf = ({ code, detail }: { code: string | null; detail: string | null }): string => tOr(`error.${code}`, detail ?? "");

export const fieldErrors = (error: unknown): Record<string, string> =>
  error instanceof ApiError ? Object.fromEntries(error.errors.map(({ field, message }) => [field, message])) : {};

/** What is fetched when a screen opens and when it is asked for anew. */
export function useFetched<Value>(fetch: () => Promise<Value>, on: unknown[]): { value?: Value; error?: unknown; again: () => void; set: (value: Value) => void } {
  const [state, setState] = useState<{ value?: Value; error?: unknown }>({});
  const [round, setRound] = useState(0);
  useEffect(() => {
    let current = true;
    fetch().then(
      (value) => current && setState({ value }),
      (error: unknown) => current && setState({ error }),
    );
    return () => {
      current = false;
    };
  }, [...on, round]);
  const again = () => {
    setState({});
    setRound((before) => before + 1);
  };
  return { ...state, again, set: (value) => setState({ value }) };
}

export function Fetched<Value>({ fetched, children, rows }: { fetched: { value?: Value; error?: unknown; again: () => void }; children: (value: Value) => VNode | null; rows?: number }): VNode | null {
  if (fetched.error !== undefined) return <Failed error={fetched.error} again={fetched.again} />;
  return fetched.value === undefined ? <Loading rows={rows} /> : children(fetched.value);
}

export function Dialog({ title, onClose, children }: Children & { title: string; onClose: () => void }): VNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <Button kind="quiet" icon="close" label={t("app.close")} onClick={() => dialog.current?.close()} />
      </header>
      {children}
    </dialog>
  );
}

// Short messages that something was done, or was not.

interface Said {
  id: number;
  text: string;
  tone: "good" | "bad";
}

const SHOWN_MS = 6_000;
let said: Said[] = [];
let tellRoom: (said: Said[]) => void = () => {};

export function say(text: string, tone: Said["tone"] = "good"): void {
  const id = Date.now() + Math.random();
  const change = (next: Said[]) => tellRoom((said = next));
  change([...said, { id, text, tone }]);
  setTimeout(() => change(said.filter((each) => each.id !== id)), tone === "bad" ? 2 * SHOWN_MS : SHOWN_MS);
}

export function report(error: unknown): void {
  if (!(error instanceof ApiError)) console.error(error);
  say(messageOf(error), "bad");
}

export function Messages(): VNode {
  const [shown, setShown] = useState<Said[]>([]);
  tellRoom = setShown;
  return (
    <div class="messages" role="status" aria-live="polite">
      {shown.map((each) => <p class={each.tone} key={each.id}>{each.text}</p>)}
    </div>
  );
}
