// Before one is in: log in, register, or ask for a new password.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { call, type Given, logIn, missingFactors, register } from "../api/client";
import { signWithPasskey } from "../api/passkeys";
import { t } from "../i18n";
import { FactorInput, isPasskeyAlone } from "../ui/code";
import { Button, Input, Notice } from "../ui/parts";
import { useRoute } from "../ui/route";
import { ComingBack, ProviderButton } from "./provider";
import { Problem, useSaving } from "../ui/saving";

export function Entrance({ tongue }: { tongue: VNode }): VNode {
  const { path, query } = useRoute();
  const way = path[0] === "oidc" ? <ComingBack query={query} /> : path[0] === "register" ? <Register /> : path[0] === "forgotten" ? <Forgotten /> : <LogIn />;
  return (
    <main class="entrance">
      <div class="card">
        <p class="brand">{t("app.title")}</p>
        {way}
      </div>
      <footer>{tongue}</footer>
    </main>
  );
}

interface FormProps {
  title: string;
  action: string;
  submit: () => Promise<unknown>;
  children: (errors: Record<string, string>) => (VNode | null)[];
  below: VNode;
}

function Form({ title, action, submit, children, below }: FormProps): VNode {
  const { error, errors, busy, saving } = useSaving();
  const act = (event: SubmitEvent) => {
    event.preventDefault();
    return saving(async () => void (await submit()))();
  };
  return (
    <form onSubmit={act}>
      <h1>{title}</h1>
      <Problem error={error} shown={Object.keys(errors)} />
      {children(errors)}
      <Button kind="primary" type="submit" disabled={busy}>{action}</Button>
      <div class="below">{below}</div>
    </form>
  );
}

function LogIn(): VNode {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [factors, setFactors] = useState<string[]>(); // undefined until the API asks for one of them
  const [code, setCode] = useState("");
  const enter = async (given: Given = {}) => {
    try {
      await logIn(email, password, given);
    } catch (error) {
      const missing = missingFactors(error);
      if (!missing) throw error;
      setFactors(missing);
    }
  };
  const byPasskey = async () => enter({ passkey: await signWithPasskey(email, password) });
  if (factors) {
    const alone = isPasskeyAlone(factors);
    const back = () => {
      setFactors(undefined);
      setCode("");
    };
    return (
      <Form key="code" title={t("code.title")} action={t(alone ? "passkey.use" : "login.action")} submit={alone ? byPasskey : () => enter({ code })} below={<Button kind="quiet" onClick={back}>{t("register.login")}</Button>}>
        {(errors) => [<FactorInput factors={factors} setFactors={setFactors} usePasskey={byPasskey} value={code} onInput={setCode} error={errors.code} />]}
      </Form>
    );
  }
  return (
    <Form
      key="password"
      title={t("login.title")}
      action={t("login.action")}
      submit={() => enter()}
      below={<><ProviderButton /><a href="#/forgotten">{t("login.forgotten")}</a><a href="#/register">{t("login.register")}</a></>}
    >
      {(errors) => [
        <Input label={t("login.email")} type="email" autocomplete="username" required value={email} onInput={setEmail} error={errors.email} />,
        <Input label={t("login.password")} type="password" autocomplete="current-password" required value={password} onInput={setPassword} error={errors.password} />,
      ]}
    </Form>
  );
}

function Register(): VNode {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [name, setName] = useState("");
  const [company, setCompany] = useState("");
  return (
    <Form
      title={t("register.title")}
      action={t("register.action")}
      submit={() => register({ email, password, name, company_name: company })}
      below={<a href="#/login">{t("register.login")}</a>}
    >
      {(errors) => [
        <Input label={t("login.email")} type="email" autocomplete="username" required value={email} onInput={setEmail} error={errors.email} />,
        <Input label={t("login.password")} type="password" autocomplete="new-password" required value={password} onInput={setPassword} error={errors.password} hint={t("register.passwordHint")} />,
        <Input label={t("register.name")} autocomplete="name" value={name} onInput={setName} error={errors.name} />,
        <Input label={t("register.company")} autocomplete="organization" value={company} onInput={setCompany} error={errors.company_name} />,
      ]}
    </Form>
  );
}

function Forgotten(): VNode {
  const [email, setEmail] = useState("");
  const [asked, setAsked] = useState(false);
  const ask = async () => {
    await call("/auth/password_reset", { method: "POST", body: { email }, again: true });
    setAsked(true);
  };
  return (
    <Form title={t("forgotten.title")} action={t("forgotten.action")} submit={ask} below={<a href="#/login">{t("register.login")}</a>}>
      {(errors) => [
        asked ? <Notice tone="good">{t("forgotten.asked", { email })}</Notice> : null,
        <Input label={t("login.email")} type="email" autocomplete="username" required value={email} onInput={setEmail} error={errors.email} />,
      ]}
    </Form>
  );
}
