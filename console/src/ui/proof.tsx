// Asks again who it is, before what a stranger at an open computer would do first.

import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { currentUser, type Given, logOut, missingFactors, onProofNeeded, prove } from "../api/client";
import { signWithPasskey } from "../api/passkeys";
import { t } from "../i18n";
import { ProviderButton } from "../screens/provider";
import { FactorInput, isPasskeyAlone } from "./code";
import { Button, Dialog, Input } from "./parts";
import { Problem, useSaving } from "./saving";

type Answer = (given: boolean) => void;

/** Shows the dialog whenever a request needs proof; it is there once a page. */
export function ProofDialog(): VNode | null {
  const [answer, setAnswer] = useState<{ give: Answer }>();
  useEffect(() => {
    onProofNeeded(() => new Promise((resolve) => setAnswer({ give: resolve })));
    return () => onProofNeeded(async () => false);
  }, []);
  if (!answer) return null;
  const close: Answer = (given) => {
    setAnswer(undefined);
    answer.give(given);
  };
  return (
    <Dialog title={t("proof.title")} onClose={() => close(false)}>
      {currentUser()?.has_password ? <ProofForm done={() => close(true)} cancel={() => close(false)} /> : <NewSession cancel={() => close(false)} />}
    </Dialog>
  );
}

/** People without a password show the identity provider again who they are, in a new session. */
function NewSession({ cancel }: { cancel: () => void }): VNode {
  return (
    <>
      <p class="hint">{t("oidc.proof")}</p>
      <footer>
        <Button onClick={cancel}>{t("app.cancel")}</Button>
        <ProviderButton anew before={logOut} />
      </footer>
    </>
  );
}

function ProofForm({ done, cancel }: { done: () => void; cancel: () => void }): VNode {
  const [password, setPassword] = useState("");
  const [factors, setFactors] = useState<string[]>(); // undefined until the API asks for one of them
  const [code, setCode] = useState("");
  const { error, errors, busy, saving } = useSaving();
  const attempt = (given: () => Promise<Given>) => saving(async () => {
    try {
      await prove(password, await given());
    } catch (reason) {
      const missing = missingFactors(reason);
      if (!missing) throw reason;
      setFactors(missing);
      return;
    }
    done();
  });
  const byPasskey = attempt(async () => ({ passkey: await signWithPasskey(currentUser()?.email ?? "", password) }));
  const give = (event: SubmitEvent) => {
    event.preventDefault();
    return factors && isPasskeyAlone(factors) ? byPasskey() : attempt(async () => ({ code }))();
  };
  return (
    <form onSubmit={give}>
      <p class="hint">{t("proof.why")}</p>
      <input type="email" autocomplete="username" value={currentUser()?.email} readOnly hidden />
      <Problem error={error} shown={Object.keys(errors)} />
      <Input label={t("login.password")} type="password" autocomplete="current-password" required autofocus value={password} onInput={setPassword} error={errors.password} />
      {factors && <FactorInput factors={factors} setFactors={setFactors} usePasskey={byPasskey} value={code} onInput={setCode} error={errors.code} />}
      <footer>
        <Button onClick={cancel}>{t("app.cancel")}</Button>
        <Button kind="primary" type="submit" disabled={busy}>{t("proof.action")}</Button>
      </footer>
    </form>
  );
}
