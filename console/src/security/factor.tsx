// One's second factors: an authenticator app is set up or given up, its recovery codes made anew; passkeys below.

import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { call } from "../api/client";
import type { Enrolment, Factors, RecoveryCodes } from "../api/types";
import { t } from "../i18n";
import { CodeInput } from "../ui/code";
import { Passkeys } from "./passkeys";
import { Button, Chip, Fetched, Input, Notice, say, useFetched } from "../ui/parts";
import { Problem, useSaving } from "../ui/saving";

export function SecondFactor(): VNode {
  const factors = useFetched(() => call<Factors>("/me/factors"), []);
  const [codes, setCodes] = useState<string[]>();
  const changed = (made?: RecoveryCodes) => {
    setCodes(made?.codes);
    factors.again();
  };
  return (
    <section class="panel narrow" aria-label={t("factor.title")}>
      <h2>{t("factor.title")}</h2>
      {codes && <RecoveryCodeList codes={codes} done={() => setCodes(undefined)} />}
      <Fetched fetched={factors} rows={1}>
        {(found) => (
          <>
            {found.demanded && !found.totp && found.passkeys.length === 0 && <Notice tone="warn">{t("error.factor_needed")}</Notice>}
            <p class="hint">{t("factor.why")}</p>
            <h3>{t("factor.app")}</h3>
            {found.totp ? <InUse factors={found} changed={changed} /> : <SetUp changed={changed} />}
            <Passkeys passkeys={found.passkeys} changed={changed} />
            {!found.totp && found.passkeys.length > 0 && <CodesForPasskeys left={found.recovery_codes} changed={changed} />}
          </>
        )}
      </Fetched>
    </section>
  );
}

type Changed = (made?: RecoveryCodes) => void;

function SetUp({ changed }: { changed: Changed }): VNode {
  const [enrolment, setEnrolment] = useState<Enrolment>();
  const begin = async () => setEnrolment(await call<Enrolment>("/me/factors/totp", { method: "POST" }));
  const confirm = async (code: string) => changed(await call<RecoveryCodes>("/me/factors/totp/confirm", { method: "POST", body: { code } }));
  return (
    <>
      {!enrolment ? <Button kind="primary" onClick={begin}>{t("factor.begin")}</Button> : (
        <>
          <p>{t("factor.scan")}</p>
          <QrCode text={enrolment.uri} />
          <Input label={t("factor.secret")} value={enrolment.secret} readOnly onInput={() => {}} />
          <p><a href={enrolment.uri}>{t("factor.open")}</a></p>
          <CodeForm action={t("factor.confirm")} submit={confirm} only="app" />
        </>
      )}
    </>
  );
}

function InUse({ factors, changed }: { factors: Factors; changed: Changed }): VNode {
  const [doing, setDoing] = useState<"renew" | "remove">();
  const renew = async (code: string) => {
    const made = await call<RecoveryCodes>("/me/factors/recovery_codes", { method: "POST", body: { code } });
    setDoing(undefined);
    changed(made);
  };
  const remove = async (code: string) => {
    await call("/me/factors/totp/remove", { method: "POST", body: { code } });
    say(t("factor.removed"));
    changed();
  };
  return (
    <>
      <p><Chip tone="good">{t("factor.on")}</Chip> <span class="hint">{t("factor.left", { count: factors.recovery_codes })}</span></p>
      <div class="actions">
        <Button pressed={doing === "renew"} onClick={() => setDoing("renew")}>{t("factor.renew")}</Button>
        <Button kind="danger" pressed={doing === "remove"} onClick={() => setDoing("remove")}>{t("factor.remove")}</Button>
      </div>
      {doing === "renew" && <CodeForm key="renew" action={t("factor.renew")} submit={renew} only="app" />}
      {doing === "remove" && <CodeForm key="remove" action={t("factor.remove")} submit={remove} />}
    </>
  );
}

/** Recovery codes where there is no app to bring them. */
function CodesForPasskeys({ left, changed }: { left: number; changed: Changed }): VNode {
  const make = async () => changed(await call<RecoveryCodes>("/me/factors/recovery_codes", { method: "POST", body: {} }));
  return (
    <>
      <p class="hint">{t("factor.left", { count: left })} {t("factor.lost")}</p>
      <Button onClick={make}>{t("factor.renew")}</Button>
    </>
  );
}

function CodeForm({ action, submit, only }: { action: string; submit: (code: string) => Promise<void>; only?: "app" }): VNode {
  const [code, setCode] = useState("");
  const { error, busy, saving } = useSaving();
  const give = (event: SubmitEvent) => {
    event.preventDefault();
    return saving(() => submit(code.trim()))();
  };
  return (
    <form onSubmit={give}>
      <Problem error={error} />
      <CodeInput value={code} onInput={setCode} only={only} />
      <Button kind="primary" type="submit" disabled={busy}>{action}</Button>
    </form>
  );
}

function RecoveryCodeList({ codes, done }: { codes: string[]; done: () => void }): VNode {
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join("\n"));
    say(t("secret.copied"));
  };
  return (
    <div role="status">
      <Notice tone="warn">{t("factor.keep")}</Notice>
      <ul class="codes" aria-label={t("factor.codes")}>{codes.map((each) => <li key={each}><code>{each}</code></li>)}</ul>
      <div class="actions">
        <Button onClick={copy}>{t("secret.copy")}</Button>
        <Button kind="primary" onClick={done}>{t("secret.kept")}</Button>
      </div>
    </div>
  );
}

/** A QR code, whose drawing is loaded when the first one is shown. */
function QrCode({ text }: { text: string }): VNode | null {
  const [dark, setDark] = useState<boolean[][]>();
  useEffect(() => {
    let current = true;
    void import("qr").then(({ encodeQR }) => current && setDark(encodeQR(text, "raw", { border: 4 })), () => {}); // the secret can be typed in
    return () => {
      current = false;
    };
  }, [text]);
  if (!dark) return null;
  const path = dark.flatMap((row, y) => row.map((on, x) => (on ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return <svg class="qr" role="img" aria-label={t("factor.qr")} viewBox={`0 0 ${dark.length} ${dark.length}`} shape-rendering="crispEdges"><path d={path} /></svg>;
}
