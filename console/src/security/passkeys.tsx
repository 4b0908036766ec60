// One's passkeys: listed, added, removed.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { call } from "../api/client";
import { addPasskey, canUsePasskeys } from "../api/passkeys";
import type { PasskeyOut } from "../api/types";
import { instant, t } from "../i18n";
import { Button, Input, say } from "../ui/parts";

const MAX_NAME = 100;

export function Passkeys({ passkeys, changed }: { passkeys: PasskeyOut[]; changed: () => void }): VNode {
  const [name, setName] = useState("");
  const add = async () => {
    await addPasskey(name.trim() || t("passkey.unnamed"));
    setName("");
    say(t("passkey.added"));
    changed();
  };
  const remove = ({ id, name: called }: PasskeyOut) => async () => {
    if (!confirm(t("passkey.confirmRemove", { name: called }))) return;
    await call(`/me/factors/passkeys/${id}`, { method: "DELETE" });
    say(t("passkey.removed"));
    changed();
  };
  return (
    <>
      <h3>{t("passkey.title")}</h3>
      <p class="hint">{t("passkey.why")}</p>
      {passkeys.length > 0 && (
        <ul class="rows" aria-label={t("passkey.title")}>
          {passkeys.map((each) => (
            <li key={each.id}>
              <span>
                <strong>{each.name}</strong><br />
                <span class="hint">{[t("passkey.made", { at: instant(each.created_at) }), each.used_at && t("sessions.used", { at: instant(each.used_at) })].filter(Boolean).join(" · ")}</span>
              </span>
              <Button kind="quiet" icon="trash" onClick={remove(each)} label={t("passkey.removeOf", { name: each.name })} />
            </li>
          ))}
        </ul>
      )}
      {canUsePasskeys() ? (
        <>
          <Input label={t("passkey.name")} hint={t("passkey.nameHint")} maxLength={MAX_NAME} value={name} onInput={setName} />
          <Button onClick={add}>{t("passkey.add")}</Button>
        </>
      ) : <p class="hint">{t("passkey.notHere")}</p>}
    </>
  );
}
