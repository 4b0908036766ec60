// A code of an authenticator app, or a recovery code in its place.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { t } from "../i18n";
import { Button, Input } from "./parts";

interface CodeInputProps {
  value: string;
  onInput: (value: string) => void;
  error?: string;
  /** Whether no recovery code is taken here. */
  appOnly?: boolean;
}

export function CodeInput({ value, onInput, error, appOnly }: CodeInputProps): VNode {
  const [recovery, setRecovery] = useState(false);
  const change = () => {
    setRecovery(!recovery);
    onInput("");
  };
  const kind = recovery ? "recovery" : "app";
  return (
    <>
      <Input key={kind} label={t(`code.${kind}`)} hint={t(`code.${kind}Hint`)} required autofocus maxLength={40}
        autocomplete={recovery ? "off" : "one-time-code"} inputMode={recovery ? "text" : "numeric"} value={value} onInput={onInput} error={error} />
      {!appOnly && <Button kind="quiet" onClick={change}>{t(recovery ? "code.useApp" : "code.useRecovery")}</Button>}
    </>
  );
}
