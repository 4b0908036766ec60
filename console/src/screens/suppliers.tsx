// The suppliers that corrections taught the reader about, and what it remembers of each.

import type { VNode } from "preact";
import { call, isAdmin, type Page } from "../api/client";
import type { KnownSupplier, SupplierMemory } from "../api/types";
import { instant, t, tOr } from "../i18n";
import { Button, Chip, Empty, Fetched, say, useFetched } from "../ui/parts";
import { go } from "../ui/route";

export function Suppliers({ id }: { id?: string }): VNode {
  return id ? <Supplier id={id} /> : <All />;
}

function All(): VNode {
  const suppliers = useFetched(() => call<Page<KnownSupplier>>("/suppliers", { query: { limit: 100 } }), []);
  return (
    <>
      <header class="top"><h1>{t("nav.suppliers")}</h1></header>
      <p class="hint">{t("suppliers.intro")}</p>
      <Fetched fetched={suppliers}>
        {({ items }) => items.length === 0 ? <Empty icon="supplier" title={t("suppliers.none")}>{t("suppliers.noneHint")}</Empty> : (
          <ul class="rows panel">
            {items.map((each) => (
              <li key={each.id}>
                <a href={`#/suppliers/${each.id}`}>{each.name}</a>
                <span>{t("suppliers.fields", { count: each.remembered_fields })}</span>
                <span class="hint">{instant(each.last_corrected_at)}</span>
              </li>
            ))}
          </ul>
        )}
      </Fetched>
    </>
  );
}

function Supplier({ id }: { id: string }): VNode {
  const memory = useFetched(() => call<SupplierMemory>(`/suppliers/${id}/memory`), [id]);
  const forget = async () => {
    if (!confirm(t("suppliers.confirmForget"))) return;
    await call(`/suppliers/${id}/memory`, { method: "DELETE" });
    say(t("suppliers.forgotten"));
    go("/suppliers");
  };
  return (
    <Fetched fetched={memory}>
      {({ supplier, fields }) => (
        <>
          <header class="top"><div><a class="back" href="#/suppliers">{t("nav.suppliers")}</a><h1>{supplier.name}</h1></div></header>
          <ul class="rows panel">
            {fields.map((field) => <Remembered key={String(field.field)} field={field} />)}
          </ul>
          {isAdmin() && <div class="actions"><Button kind="danger" icon="trash" onClick={forget}>{t("suppliers.forget")}</Button></div>}
        </>
      )}
    </Fetched>
  );
}

function Remembered({ field }: { field: SupplierMemory["fields"][number] }): VNode {
  const { spots, value, invoice_id, corrected_at, corrected_by_name } = field;
  return (
    <li>
      <strong>{tOr(`field.${String(field.field).replace("_name", "")}`, String(field.field))}</strong>
      <span class="chips">
        {value && <Chip>{value}</Chip>}
        {spots.map((spot) => spot.label && <Chip key={spot.label}>{spot.label}</Chip>)}
      </span>
      <span class="hint"><a href={`#/invoices/${invoice_id}`}>{instant(corrected_at)}</a> {corrected_by_name ? t("history.by", { name: corrected_by_name }) : t("history.bySomebody")}</span>
    </li>
  );
}
