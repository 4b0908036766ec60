// A second factor: a code of an authenticator app, a recovery code in its place, or a passkey.

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

interface FactorInputProps extends CodeInputProps {
  /** Which the account has: `totp`, `passkey`. */
  factors: string[];
  usePasskey: () => Promise<void>;
}

/** What asks for one of an account's second factors. A passkey alone is asked for by the form's own button. */
export function FactorInput({ factors, usePasskey, ...code }: FactorInputProps): VNode {
  if (isPasskeyAlone(factors)) return <p class="hint">{t("passkey.asked")}</p>;
  return (
    <>
      <CodeInput {...code} />
      {factors.includes("passkey") && <Button kind="quiet" onClick={usePasskey}>{t("passkey.use")}</Button>}
    </>
  );
}

export const isPasskeyAlone = (factors: string[]): boolean => factors.includes("passkey") && !factors.includes("totp");
