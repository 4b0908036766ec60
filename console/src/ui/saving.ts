// What a form does with the API: an error is shown, and the next try is another request.

import { useState } from "preact/hooks";
import { newKey } from "../api/client";

interface Saving {
  error: unknown;
  /** The Idempotency-Key: a lost answer is asked for with the same one. */
  key: string;
  /** What a button does: the change, with its error kept. */
  saving: (change: () => Promise<void>) => () => Promise<void>;
}

export function useSaving(): Saving {
  const [error, setError] = useState<unknown>();
  const [key, setKey] = useState(newKey);
  const saving = (change: () => Promise<void>) => async () => {
    setError(undefined);
    try {
      await change();
    } catch (reason) {
      setKey(newKey());
      setError(reason);
    }
  };
  return { error, key, saving };
}
