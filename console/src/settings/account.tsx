// One's own account: name, address, password.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { call, currentUser, refreshUser } from "../api/client";
import { t } from "../i18n";
import { Button, Input, say } from "../ui/parts";
import { Problem, useSaving } from "../ui/saving";

export function Account(): VNode {
  return (
    <>
      <Profile />
      <Address />
      <Password />
    </>
  );
}

function Profile(): VNode {
  const [name, setName] = useState(currentUser()?.name ?? "");
  const { error, errors, saving } = useSaving();
  const rename = saving(async () => {
    await call("/me", { method: "PATCH", body: { name } });
    await refreshUser();
    say(t("settings.saved"));
  });
  return (
    <section class="panel narrow">
      <h2>{t("account.profile")}</h2>
      <Problem error={error} shown={["name"]} />
      <Input label={t("register.name")} value={name} onInput={setName} error={errors.name} autocomplete="name" />
      <Button kind="primary" onClick={rename}>{t("app.save")}</Button>
    </section>
  );
}

function Address(): VNode {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { error, errors, saving } = useSaving();
  const ask = saving(async () => {
    await call("/me/email", { method: "POST", body: { new_email: email, password } });
    say(t("account.addressAsked", { email }));
    setEmail("");
    setPassword("");
  });
  return (
    <section class="panel narrow">
      <h2>{t("login.email")}</h2>
      <p class="hint">{currentUser()?.email}</p>
      <Problem error={error} shown={["new_email", "password"]} />
      <Input label={t("account.newAddress")} hint={t("account.addressHint")} type="email" value={email} onInput={setEmail} error={errors.new_email} autocomplete="off" />
      <Input label={t("account.current")} type="password" value={password} onInput={setPassword} error={errors.password} autocomplete="current-password" />
      <Button disabled={!email.trim() || !password} onClick={ask}>{t("account.changeAddress")}</Button>
    </section>
  );
}

function Password(): VNode {
  const [before, setBefore] = useState("");
  const [after, setAfter] = useState("");
  const { error, errors, saving } = useSaving();
  const change = saving(async () => {
    await call("/auth/password", { method: "POST", body: { current_password: before, new_password: after } });
    say(t("account.passwordChanged"));
    setBefore("");
    setAfter("");
  });
  return (
    <section class="panel narrow">
      <h2>{t("account.password")}</h2>
      <Problem error={error} shown={["current_password", "new_password"]} />
      <Input label={t("account.current")} type="password" autocomplete="current-password" value={before} onInput={setBefore} error={errors.current_password} />
      <Input label={t("account.new")} type="password" autocomplete="new-password" value={after} onInput={setAfter} error={errors.new_password} />
      <Button kind="primary" disabled={!before || !after} onClick={change}>{t("account.changePassword")}</Button>
    </section>
  );
}
