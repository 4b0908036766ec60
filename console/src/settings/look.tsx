// How the company's pages look: template, colour, logo, a line at the foot, with a page as it would be.

import type { VNode } from "preact";
import { useId, useState } from "preact/hooks";
import { call, isAdmin } from "../api/client";
import type { Company } from "../api/types";
import { t } from "../i18n";
import { formOf } from "../sales/document";
import { Preview } from "../sales/preview";
import { Button, Fetched, Input, Notice, say, Select, useFetched } from "../ui/parts";
import { Problem, useSaving } from "../ui/saving";

const TEMPLATES = ["standard", "letter", "banner"] as const;
const USUAL_COLOUR = "#1d4ed8";
/** A page to look at. */
const EXAMPLE = formOf({
  customer: { name: "Quay Street Café", address: { line_1: "Quay Street 4", post_code: "20457", city: "Hamburg", country: "DE" } },
  currency: "EUR",
  lines: [{ item: { name: "Bookkeeping" }, quantity: "2", price: { net: "85.50" }, tax_rate: "19", tax_category: "S" }],
});

export function Look(): VNode {
  const company = useFetched(() => call<Company>("/company"), []);
  return (
    <Fetched fetched={company} rows={6}>
      {(found) => (
        <div class="desk issue">
          <LookForm company={found} set={company.set} />
          <Preview key={JSON.stringify([found.template, found.color, found.logo, found.footer])} form={EXAMPLE} />
        </div>
      )}
    </Fetched>
  );
}

function LookForm({ company, set }: { company: Company; set: (company: Company) => void }): VNode {
  const [look, setLook] = useState({ template: company.template ?? "standard", color: company.color ?? "", logo: company.logo ?? "", footer: company.footer ?? "" });
  const { error, errors, saving } = useSaving();
  const change = (name: keyof typeof look) => (value: string) => setLook({ ...look, [name]: value });
  const save = saving(async () => {
    const body = Object.fromEntries(Object.entries(look).map(([name, value]) => [name, value || null]));
    set(await call<Company>("/company", { method: "PATCH", body }));
    say(t("settings.saved"));
  });
  return (
    <form class="panel" onSubmit={(event) => event.preventDefault()}>
      <Problem error={error} shown={Object.keys(look)} />
      {!isAdmin() && <Notice tone="info">{t("settings.adminsOnly")}</Notice>}
      <Select label={t("look.template")} value={look.template} onChange={change("template")} options={TEMPLATES.map((each) => [each, t(`look.${each}`)])} />
      <Colour value={look.color} onInput={change("color")} error={errors.color} />
      <Logo value={look.logo} onInput={change("logo")} error={errors.logo} />
      <Input label={t("look.footer")} value={look.footer} onInput={change("footer")} maxLength={130} error={errors.footer} readOnly={!isAdmin()} autocomplete="off" />
      {isAdmin() && <Button kind="primary" type="submit" onClick={save}>{t("app.save")}</Button>}
    </form>
  );
}

interface PickProps {
  value: string;
  onInput: (value: string) => void;
  error?: string;
}

function Colour({ value, onInput, error }: PickProps): VNode {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{t("look.colour")}</label>
      <div class="inline">
        <input id={id} class="swatch" type="color" value={value || USUAL_COLOUR} disabled={!isAdmin()} onInput={(event) => onInput(event.currentTarget.value)} />
        {value && isAdmin() && <Button kind="quiet" onClick={() => onInput("")}>{t("look.usual")}</Button>}
      </div>
      {error && <p class="error">{error}</p>}
    </div>
  );
}

function Logo({ value, onInput, error }: PickProps): VNode {
  const id = useId();
  const take = async (file: File | undefined) => {
    if (!file) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    onInput(btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")));
  };
  return (
    <div class="field">
      <label for={id}>{t("look.logo")}</label>
      {value && <img class="logo" src={`data:${value.startsWith("/9j/") ? "image/jpeg" : "image/png"};base64,${value}`} alt={t("look.logo")} />}
      {isAdmin() && <input id={id} type="file" accept="image/png,image/jpeg" aria-describedby={`${id}-hint`} onChange={(event) => void take(event.currentTarget.files?.[0])} />}
      <p class="hint" id={`${id}-hint`}>{t("look.logoHint")}</p>
      {value && isAdmin() && <Button kind="quiet" icon="trash" onClick={() => onInput("")}>{t("look.noLogo")}</Button>}
      {error && <p class="error">{error}</p>}
    </div>
  );
}
