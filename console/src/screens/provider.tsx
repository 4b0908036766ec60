// Log-in by an identity provider: the button for it, and the way back.

import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type Given, missingFactors } from "../api/client";
import { comeBack, goToProvider, isUnlinked, offeredProvider, passkeyOptions, type Returned } from "../api/oidc";
import { signed } from "../api/passkeys";
import { t } from "../i18n";
import { FactorInput, isPasskeyAlone } from "../ui/code";
import { Button, Input, Notice, messageOf } from "../ui/parts";
import { go } from "../ui/route";

/** The button, where the operator has named a provider. */
export function ProviderButton({ anew = false, before }: { anew?: boolean; before?: () => Promise<void> }): VNode | null {
  const [provider, setProvider] = useState<string | null>(null);
  useEffect(() => void offeredProvider().then(setProvider, () => {}), []); // the password is there besides
  const leave = () => goToProvider(anew, before);
  return provider === null ? null : <Button onClick={leave}>{t("oidc.action", { provider })}</Button>;
}

/** What the provider sent back, taken out of the address bar at once. */
export function takeReturned(query: URLSearchParams): Returned {
  history.replaceState(null, "", "#/oidc");
  return { state: query.get("state") ?? "", code: query.get("code") ?? "", iss: query.get("iss") ?? "" };
}

/** Finishes a log-in; a second factor is asked for where the account has one, its password where it unlinked this. */
export function ComingBack({ query }: { query: URLSearchParams }): VNode {
  const [returned] = useState(() => takeReturned(query));
  const [factors, setFactors] = useState<string[]>(); // undefined until the API asks for one of them
  const [code, setCode] = useState("");
  const [unlinked, setUnlinked] = useState(false); // until the API asks for the account's password
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(true);
  const [error, setError] = useState<unknown>();
  const attempt = async (give: () => Promise<Given>) => {
    setBusy(true);
    setError(undefined);
    try {
      await comeBack(returned, await give(), password);
    } catch (reason) {
      const missing = missingFactors(reason);
      if (isUnlinked(reason)) setUnlinked(true);
      if (missing) setFactors(missing);
      else setError(reason);
    }
    setBusy(false);
  };
  const byPasskey = () => attempt(async () => ({ passkey: await signed(await passkeyOptions(returned, password)) }));
  const give = (event: SubmitEvent) => {
    event.preventDefault();
    return factors && isPasskeyAlone(factors) ? byPasskey() : attempt(async () => ({ code }));
  };
  useEffect(() => void attempt(async () => ({})), []);
  return (
    <form onSubmit={give}>
      <h1>{t(factors ? "code.title" : "login.title")}</h1>
      {error !== undefined && <Notice tone="bad">{messageOf(error)}</Notice>}
      {unlinked && !factors && (
        <>
          <Input label={t("login.password")} type="password" autocomplete="current-password" required autofocus value={password} onInput={setPassword} />
          <Button kind="primary" type="submit" disabled={busy}>{t("login.action")}</Button>
        </>
      )}
      {!factors && busy && <p class="hint">{t("app.loading")}</p>}
      {factors && (
        <>
          <FactorInput factors={factors} setFactors={setFactors} usePasskey={byPasskey} value={code} onInput={setCode} />
          <Button kind="primary" type="submit" disabled={busy}>{t(isPasskeyAlone(factors) ? "passkey.use" : "login.action")}</Button>
        </>
      )}
      <div class="below"><Button kind="quiet" onClick={() => go("/login")}>{t("register.login")}</Button></div>
    </form>
  );
}
