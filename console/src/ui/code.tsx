// A second factor: a code of an authenticator app, a recovery code in its place, or a passkey.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { t } from "../i18n";
import { Button, Input } from "./parts";

interface CodeInputProps {
  value: string;
  onInput: (value: string) => void;
  error?: string;
  /** Which codes are taken here; either, unless this says so. */
  only?: "app" | "recovery";
}

export function CodeInput({ value, onInput, error, only }: CodeInputProps): VNode {
  const [recovery, setRecovery] = useState(only === "recovery");
  const change = () => {
    setRecovery(!recovery);
    onInput("");
  };
  const kind = recovery ? "recovery" : "app";
  return (
    <>
      <Input key={kind} label={t(`code.${kind}`)} hint={t(`code.${kind}Hint`)} required autofocus maxLength={40}
        autocomplete={recovery ? "off" : "one-time-code"} inputMode={recovery ? "text" : "numeric"} value={value} onInput={onInput} error={error} />
      {!only && <Button kind="quiet" onClick={change}>{t(recovery ? "code.useApp" : "code.useRecovery")}</Button>}
    </>
  );
}

interface FactorInputProps extends CodeInputProps {
  /** Which the account has: `totp`, `passkey`, `recovery_code`. */
  factors: string[];
  usePasskey: () => Promise<void>;
  /** Sets which are asked for from now on. */
  setFactors: (factors: string[]) => void;
}

/** What asks for one of an account's second factors. A passkey alone is asked for by the form's own button. */
export function FactorInput({ factors, usePasskey, setFactors, ...code }: FactorInputProps): VNode {
  if (isPasskeyAlone(factors)) {
    return (
      <>
        <p class="hint">{t("passkey.asked")}</p>
        {factors.includes(RECOVERY) && <Button kind="quiet" onClick={() => setFactors([RECOVERY])}>{t("code.useRecovery")}</Button>}
      </>
    );
  }
  if (!factors.includes("totp")) return <CodeInput {...code} only="recovery" />;
  return (
    <>
      <CodeInput {...code} />
      {factors.includes("passkey") && <Button kind="quiet" onClick={usePasskey}>{t("passkey.use")}</Button>}
    </>
  );
}

const RECOVERY = "recovery_code";

export const isPasskeyAlone = (factors: string[]): boolean => factors.includes("passkey") && !factors.includes("totp");
