// What a form does with the API: an error is shown, at its field or above all, and the next try is another request.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { newKey } from "../api/client";
import { fieldErrors, messageOf, Notice } from "./parts";

interface Saving {
  error: unknown;
  /** What is the matter with which field. */
  errors: Record<string, string>;
  /** The Idempotency-Key: a lost answer is asked for with the same one. */
  key: string;
  /** Whether it is being done: for forms that are sent by Enter. */
  busy: boolean;
  /** What a button does: the change, with its error kept. */
  saving: (change: () => Promise<void>) => () => Promise<void>;
}

export function useSaving(): Saving {
  const [error, setError] = useState<unknown>();
  const [key, setKey] = useState(newKey);
  const [busy, setBusy] = useState(false);
  const saving = (change: () => Promise<void>) => async () => {
    setBusy(true);
    setError(undefined);
    try {
      await change();
    } catch (reason) {
      setError(reason);
    }
    setKey(newKey());
    setBusy(false);
  };
  return { error, errors: fieldErrors(error), key, busy, saving };
}

/** The error of a form, unless each of the fields that it is about is `shown` with what is the matter. */
export function Problem({ error, shown = [] }: { error: unknown; shown?: readonly string[] }): VNode | null {
  const fields = Object.keys(fieldErrors(error));
  const isShown = fields.length > 0 && fields.every((field) => shown.includes(field));
  return error === undefined || isShown ? null : <Notice tone="bad">{messageOf(error)}</Notice>;
}
