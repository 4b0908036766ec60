// Who is in the company, in which role; who was invited.

import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { call, isAdmin, newKey, type Page, pause } from "../api/client";
import type { Invitation, Member } from "../api/types";
import { instant, t } from "../i18n";
import { Button, Chip, Fetched, Input, messageOf, report, say, Select, useFetched } from "../ui/parts";

export function Team(): VNode {
  const members = useFetched(() => call<Page<Member>>("/company/members"), []);
  const [email, setEmail] = useState("");
  const [role, setRole] = useState("member");
  const [invited, setInvited] = useState<string>();
  const change = (member: Member) => async (to: string) => {
    await call(`/company/members/${member.id}`, { method: "PATCH", body: { role: to } });
    members.again();
  };
  const remove = (member: Member) => async () => {
    if (!confirm(t("team.confirmRemove", { name: member.name || member.email }))) return;
    await call(`/company/members/${member.id}`, { method: "DELETE" });
    members.again();
  };
  const invite = async () => {
    await call("/company/invitations", { method: "POST", body: { email, role }, once: newKey() });
    say(t("team.invited", { email }));
    setEmail("");
    setInvited(email);
  };
  const roles = [["viewer", t("role.viewer")], ["member", t("role.member")], ["accountant", t("role.accountant")], ["admin", t("role.admin")]] as const;
  return (
    <>
      <Fetched fetched={members}>
        {({ items }) => (
          <ul class="rows panel">
            {items.map((member) => (
              <li key={member.id}>
                <span><strong>{member.name || member.email}</strong><br /><span class="hint">{member.email}</span></span>
                {isAdmin() ? <Select hidden label={t("team.role", { name: member.email })} value={member.role} onChange={(to) => void change(member)(to).catch((error: unknown) => say(messageOf(error), "bad"))} options={roles} /> : <Chip>{t(`role.${member.role}`)}</Chip>}
                {isAdmin() && <Button kind="quiet" icon="trash" label={t("team.remove", { name: member.email })} onClick={remove(member)} />}
              </li>
            ))}
          </ul>
        )}
      </Fetched>
      {isAdmin() && <Invitations newest={invited} />}
      {isAdmin() && (
        <section class="panel narrow">
          <h2>{t("team.invite")}</h2>
          <Input label={t("login.email")} type="email" value={email} onInput={setEmail} autocomplete="off" />
          <Select label={t("team.as")} value={role} onChange={setRole} options={roles} />
          <Button kind="primary" icon="mail" disabled={!email} onClick={invite}>{t("team.inviteAction")}</Button>
        </section>
      )}
    </>
  );
}

const LISTED_AFTER_MS = [700, 1_500, 3_000, 6_000, 12_000];

/** Who was invited and has not come yet. An invitation is listed once its mail is written, so the newest is waited for. */
function Invitations({ newest }: { newest?: string }): VNode | null {
  const open = useFetched(() => call<Page<Invitation>>("/company/invitations"), []);
  useEffect(() => {
    if (!newest) return;
    let left = false;
    const look = async () => {
      for (const wait of LISTED_AFTER_MS) {
        await pause(wait);
        if (left) return;
        const page = await call<Page<Invitation>>("/company/invitations");
        open.set(page);
        if (page.items.some(({ email }) => email === newest.trim().toLowerCase())) return;
      }
    };
    look().catch(report);
    return () => {
      left = true;
    };
  }, [newest]);
  const revoke = (id: string) => async () => {
    await call(`/company/invitations/${id}`, { method: "DELETE" });
    open.again();
  };
  if (!open.value?.items.length) return null;
  return (
    <section class="panel">
      <h2>{t("team.open")}</h2>
      <ul class="rows">
        {open.value.items.map(({ id, email, role, expires_at }) => (
          <li key={id}>
            <span>{email}<br /><span class="hint">{t(`role.${role}`)} · {t("team.until", { at: instant(expires_at) })}</span></span>
            <Button kind="quiet" label={t("team.revokeOf", { email })} onClick={revoke(id)}>{t("team.revoke")}</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
