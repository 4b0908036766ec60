// API keys, for admins: made and rotated, when each is shown once, and removed.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { call, type Page } from "../api/client";
import type { ApiKey, KeyScope } from "../api/types";
import { date, t } from "../i18n";
import { Button, Empty, Fetched, Input, Notice, say, Select, useFetched } from "../ui/parts";
import { Problem, useSaving } from "../ui/saving";

const SCOPES: readonly KeyScope[] = ["read", "upload", "write", "send"];
const DAYS = ["30", "90", "365", "730"] as const;

export function Keys(): VNode {
  const keys = useFetched(() => call<Page<ApiKey>>("/company/keys"), []);
  const [shown, setShown] = useState<ApiKey>();
  const made = (key: ApiKey) => {
    setShown(key);
    keys.again();
  };
  return (
    <>
      {shown && <NewKey made={shown} done={() => setShown(undefined)} />}
      <Fetched fetched={keys}>
        {({ items }) => items.length === 0 ? <Empty icon="settings" title={t("keys.none")}>{t("keys.noneHint")}</Empty> : (
          <ul class="rows panel" aria-label={t("settings.keys")}>{items.map((each) => <Row key={each.id} apiKey={each} rotated={made} again={keys.again} />)}</ul>
        )}
      </Fetched>
      <MakeKey made={made} />
    </>
  );
}

function NewKey({ made, done }: { made: ApiKey; done: () => void }): VNode {
  const copy = async () => {
    await navigator.clipboard.writeText(made.key ?? "");
    say(t("secret.copied"));
  };
  return (
    <section class="panel narrow" role="status">
      <Notice tone="warn">{t("keys.keep", { name: made.name })}</Notice>
      <p class="notice good"><code>{made.key}</code></p>
      <div class="actions">
        <Button onClick={copy}>{t("secret.copy")}</Button>
        <Button kind="primary" onClick={done}>{t("secret.kept")}</Button>
      </div>
    </section>
  );
}

function Row({ apiKey, rotated, again }: { apiKey: ApiKey; rotated: (key: ApiKey) => void; again: () => void }): VNode {
  const { id, name, prefix, scopes, ends_at, last_used_at } = apiKey;
  const isOver = new Date(ends_at) < new Date();
  const rotate = async () => {
    if (confirm(t("keys.confirmRotate", { name }))) rotated(await call<ApiKey>(`/company/keys/${id}/rotate`, { method: "POST", body: {} }));
  };
  const remove = async () => {
    if (!confirm(t("keys.confirmRemove", { name }))) return;
    await call(`/company/keys/${id}`, { method: "DELETE" });
    again();
  };
  const facts = [prefix, scopes.map((each) => t(`scope.${each}`)).join(", "), t(isOver ? "keys.ended" : "keys.ends", { at: date(ends_at) }), last_used_at ? t("keys.used", { at: date(last_used_at) }) : t("keys.unused")];
  return (
    <li>
      <span><strong>{name}</strong><br /><span class="hint">{facts.join(" · ")}</span></span>
      <Button kind="quiet" icon="again" label={t("keys.rotateOf", { name })} onClick={rotate}>{t("keys.rotate")}</Button>
      <Button kind="quiet" icon="trash" label={t("keys.removeOf", { name })} onClick={remove} />
    </li>
  );
}

function MakeKey({ made }: { made: (key: ApiKey) => void }): VNode {
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly KeyScope[]>(["read"]);
  const [days, setDays] = useState("365");
  const { error, errors, saving } = useSaving();
  const choose = (scope: KeyScope, chosen: boolean) => setScopes(SCOPES.filter((each) => (each === scope ? chosen : scopes.includes(each))));
  const make = saving(async () => {
    made(await call<ApiKey>("/company/keys", { method: "POST", body: { name, scopes, days: Number(days) } }));
    setName("");
  });
  return (
    <form class="panel narrow" onSubmit={(event) => event.preventDefault()}>
      <h2>{t("keys.make")}</h2>
      <Problem error={error} shown={["name"]} />
      <Input label={t("keys.name")} value={name} onInput={setName} autocomplete="off" maxLength={100} error={errors.name} />
      <fieldset class="choices">
        <legend>{t("keys.scopes")}</legend>
        {SCOPES.map((each) => (
          <label key={each}><input type="checkbox" checked={scopes.includes(each)} onChange={(event) => choose(each, event.currentTarget.checked)} /> {t(`scope.${each}`)}</label>
        ))}
      </fieldset>
      <Select label={t("keys.days")} value={days} onChange={setDays} options={DAYS.map((each) => [each, each] as const)} />
      <Button kind="primary" type="submit" disabled={!name.trim() || scopes.length === 0} onClick={make}>{t("keys.make")}</Button>
    </form>
  );
}
