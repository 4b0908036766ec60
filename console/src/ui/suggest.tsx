// A text field that suggests what is known, as one types: the arrow keys choose, Enter takes, Escape closes.

import type { VNode } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { t } from "../i18n";

const ASKED_AFTER_MS = 200;
const MIN_LETTERS = 2;

export interface Suggestion<Found> {
  key: string;
  name: string;
  hint?: string;
  value: Found;
}

interface SuggestProps<Found> {
  label: string;
  /** Whether the label is for screen readers alone. */
  bare?: boolean;
  value: string;
  onInput: (value: string) => void;
  find: (text: string, signal: AbortSignal) => Promise<Suggestion<Found>[]>;
  onChoose: (found: Found) => void;
  placeholder?: string;
  error?: string;
}

export function Suggest<Found>({ label, bare, value, onInput, find, onChoose, placeholder, error }: SuggestProps<Found>): VNode {
  const id = useId();
  const [found, setFound] = useState<Suggestion<Found>[]>([]);
  const [at, setAt] = useState(-1);
  const typed = useRef(false);
  const input = useRef<HTMLInputElement>(null);
  const close = () => {
    setFound([]);
    setAt(-1);
  };
  useEffect(() => {
    const text = value.trim();
    if (!typed.current || text.length < MIN_LETTERS) return close();
    const stopped = new AbortController();
    const timer = setTimeout(() => {
      find(text, stopped.signal).then((known) => {
        if (document.activeElement === input.current) setFound(known); // else one has moved on, and it would be in the way
      }, () => {}); // without suggestions it is a text field all the same
      setAt(-1);
    }, ASKED_AFTER_MS);
    return () => {
      clearTimeout(timer);
      stopped.abort();
    };
  }, [value]);
  const take = (chosen: Suggestion<Found> | undefined) => {
    if (!chosen) return;
    typed.current = false;
    close();
    onChoose(chosen.value);
  };
  const walk = (event: KeyboardEvent) => {
    if (!found.length) return;
    if (event.key === "ArrowDown") setAt((at + 1) % found.length);
    else if (event.key === "ArrowUp") setAt((at <= 0 ? found.length : at) - 1);
    else if (event.key === "Enter" && at >= 0) take(found[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  };
  const isOpen = found.length > 0;
  return (
    <div class="field suggest">
      {!bare && <label for={id}>{label}</label>}
      <input id={id} ref={input} role="combobox" aria-label={bare ? label : undefined} aria-autocomplete="list" aria-expanded={isOpen} aria-controls={isOpen ? `${id}-list` : undefined}
        aria-activedescendant={isOpen && at >= 0 ? `${id}-${at}` : undefined} aria-invalid={!!error} aria-describedby={error ? `${id}-error` : undefined}
        autocomplete="off" placeholder={placeholder} value={value} onKeyDown={walk} onBlur={close}
        onInput={(event) => { typed.current = true; onInput(event.currentTarget.value); }} />
      {isOpen && (
        <ul role="listbox" id={`${id}-list`} aria-label={t("suggest.list")}>
          {found.map((each, index) => (
            <li role="option" id={`${id}-${index}`} key={each.key} aria-selected={index === at} onMouseDown={(event) => { event.preventDefault(); take(each); }}>
              {each.name}{each.hint && <small>{each.hint}</small>}
            </li>
          ))}
        </ul>
      )}
      {error && <p class="error" id={`${id}-error`}>{error}</p>}
    </div>
  );
}
