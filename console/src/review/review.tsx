// The review: the pages beside what was read. What is doubtful comes first, and Tab leads from one doubt to the next.

import type { VNode } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { call, callTagged, fetchFile, newKey, type Page, pause, saveAs } from "../api/client";
import type { Correction, Detail, Invoice } from "../api/types";
import { amount, date, parsed, t, tOr } from "../i18n";
import { States, TO_REVIEW } from "../screens/inbox";
import { fileKinds, SendDialog } from "../screens/send";
import { Payment } from "../screens/payment";
import { Button, Chip, Failed, fieldErrors, Loading, Notice, report, say } from "../ui/parts";
import { go } from "../ui/route";
import { CreditDialog } from "./credit";
import { FieldRow } from "./field";
import { Findings } from "./findings";
import { History } from "./history";
import { Lines, correctedLines, type LineDraft, lineDrafts } from "./lines";
import { doubtOf, FIELDS, inOrder, type Name, NAMES, type Place, placeOf, valuesOf } from "./model";
import { type Mark, Pages } from "./pages";
import { RejectDialog } from "./reject";
import { checks } from "./sums";
import { Tags } from "./tags";

const FIRST_PAUSE_MS = 800;
const LONGEST_PAUSE_MS = 8_000;
const isUnfinished = ({ status }: Invoice) => status !== "ready" && status !== "failed";

export function Review({ id }: { id: string }): VNode {
  const [loaded, setLoaded] = useState<{ value: Detail; etag: string }>();
  const [error, setError] = useState<unknown>();
  const load = async (stopped?: AbortSignal) => {
    setError(undefined);
    for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 1.5, LONGEST_PAUSE_MS)) {
      const found = await callTagged<Detail>(`/invoices/${id}`, { signal: stopped });
      if (stopped?.aborted) return;
      setLoaded(found);
      if (!isUnfinished(found.value)) return;
      await pause(wait);
    }
  };
  useEffect(() => {
    const stopped = new AbortController();
    load(stopped.signal).catch((reason: unknown) => stopped.signal.aborted || setError(reason));
    return () => stopped.abort();
  }, [id]);
  if (error !== undefined) return <Failed error={error} again={() => load().catch(setError)} />;
  if (!loaded) return <Loading rows={8} />;
  const { value: invoice } = loaded;
  if (isUnfinished(invoice)) return <Reading invoice={invoice} />;
  return <Desk key={`${invoice.id}-${invoice.version}`} invoice={invoice} etag={loaded.etag} reload={() => load()} />;
}

function Reading({ invoice }: { invoice: Invoice }): VNode {
  return (
    <>
      <Top invoice={invoice} />
      <Notice tone="info"><span class="spinner" /> {t("review.reading")}</Notice>
    </>
  );
}

function Top({ invoice }: { invoice: Invoice }): VNode {
  const partner = invoice.direction === "receivable" ? invoice.customer : invoice.supplier;
  return (
    <header class="top">
      <div>
        <a class="back" href="#/inbox">{t("nav.inbox")}</a>
        <h1>{partner ?? invoice.filename}</h1>
        <p class="sub">
          {[invoice.invoice_number, date(invoice.issue_date), amount(invoice.total, invoice.currency)].filter((each) => each && each !== "–").join(" · ")}
        </p>
      </div>
      <div class="chips"><States item={invoice} /></div>
    </header>
  );
}

function Desk({ invoice, etag, reload }: { invoice: Detail; etag: string; reload: () => Promise<void> }): VNode {
  const read = useMemo(() => valuesOf(invoice), [invoice]);
  const order = useMemo(() => inOrder(invoice), [invoice]);
  const [values, setValues] = useState(read);
  const [places, setPlaces] = useState<Partial<Record<Name, Place>>>({});
  const [lines, setLines] = useState<LineDraft[]>(() => lineDrafts(invoice.lines));
  const [active, setActive] = useState<string | null>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [rejecting, setRejecting] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const isFailed = invoice.status === "failed";
  const isFinal = invoice.creation_method === "gui" || isFailed;
  const sums = checks(values, lines);

  useEffect(() => {
    if (!isFinal) form.current?.querySelector<HTMLElement>(".doubtful input, .doubtful textarea")?.focus();
  }, []);

  const set = (name: Name, value: string, place?: Place) => {
    setValues((before) => ({ ...before, [name]: value }));
    if (place) setPlaces((before) => ({ ...before, [name]: place }));
  };
  const takeWords = (text: string, place: Place) => {
    if (!active || !(active in FIELDS)) return;
    const name = active as Name;
    set(name, FIELDS[name] === "amount" ? (parsed(text) ?? text) : text, place);
  };
  const changed = NAMES.filter((name) => values[name] !== read[name]);
  const newLines = correctedLines(lines, invoice.lines);
  const isDirty = changed.length > 0 || newLines !== null || Object.keys(places).length > 0;

  const save = async (recalculate = false): Promise<string> => {
    setErrors({});
    const body = correction(values, changed, places, newLines, recalculate);
    try {
      return (await callTagged<Invoice>(`/invoices/${invoice.id}`, { method: "PATCH", body, ifMatch: etag })).etag;
    } catch (error) {
      setErrors(fieldErrors(error));
      throw error;
    }
  };
  const saveAndShow = async () => {
    await save();
    say(t("review.saved"));
    await reload();
  };
  const decide = (decision: "approve" | "reject", comment = "") => async () => {
    const seen = isDirty ? await save() : etag;
    await call(`/invoices/${invoice.id}/approval`, { method: "POST", body: { decision, comment }, ifMatch: seen, again: true });
    say(t(decision === "approve" ? "review.approved" : "review.rejected"));
    await goToNext(invoice.id);
  };
  const shortcut = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (canDecide) decide("approve")().catch(report);
  };
  const canDecide = invoice.status === "ready" && invoice.direction === "payable" && invoice.approval === "open";
  const row = (name: Name) => (
    <FieldRow key={name} name={name} invoice={invoice} value={values[name]} place={places[name] ?? placeOf(invoice, name)} error={errors[name] ?? errors[`places.${name}`]}
      readOnly={isFinal} active={active === name} onFocus={() => setActive(name)} onInput={(value) => set(name, value)} />
  );
  return (
    <div class="review" onKeyDown={shortcut}>
      <Top invoice={invoice} />
      <Warnings invoice={invoice} reload={reload} />
      {canDecide && invoice.decisions.length > 0 && <Notice tone="info">{t("review.half")}</Notice>}
      {isFinal && <Actions invoice={invoice} reload={reload} />}
      <div class="desk">
        <Pages invoiceId={invoice.id} marks={marksOf(invoice, places, lines)} active={isFinal ? null : active} target={targetOf(active, invoice, places, lines)}
          onMark={(name) => focusOn(form.current, name)} onWords={takeWords} optional={isFailed} />
        {!isFailed && <form class="facts" ref={form} onSubmit={(event) => { event.preventDefault(); if (isDirty) saveAndShow().catch(report); }}>
          {order.doubtful.length > 0 && !isFinal && (
            <fieldset class="doubtful">
              <legend>{t("review.look", { count: order.doubtful.length })}</legend>
              {order.doubtful.map(row)}
            </fieldset>
          )}
          {sums.map((check) => <Sum key={check.name} check={check} currency={values.currency} recalculate={isFinal ? undefined : async () => { await save(true); await reload(); }} />)}
          {canDecide && (
            <div class="decide">
              <Button kind="primary" icon="check" onClick={decide("approve")} title={t("review.shortcut")}>{t("review.approveNext")}</Button>
              <Button onClick={() => setRejecting(true)}>{t("review.reject")}</Button>
              {isDirty && <Button kind="quiet" onClick={saveAndShow}>{t("app.save")}</Button>}
            </div>
          )}
          {!canDecide && isDirty && <div class="decide"><Button kind="primary" onClick={saveAndShow}>{t("app.save")}</Button></div>}
          <fieldset class="two">
            <legend>{order.doubtful.length ? t("review.certain") : t("review.all")}</legend>
            {(isFinal ? NAMES.filter((name) => values[name]) : order.others).map(row)}
          </fieldset>
          <Lines lines={lines} onChange={setLines} currency={values.currency} readOnly={isFinal} onFocus={(index) => setActive(`line-${index}`)} />
        </form>}
      </div>
      {rejecting && <RejectDialog reject={(comment) => decide("reject", comment)()} onClose={() => setRejecting(false)} />}
      {!isFinal && <Actions invoice={invoice} reload={reload} />}
      <div class="more-about">
        {invoice.status === "ready" && invoice.approval !== "rejected" && <Payment invoice={invoice} reload={reload} />}
        {!isFailed && <Findings invoice={invoice} onField={(name) => focusOn(form.current, name)} reload={reload} />}
        {invoice.status === "ready" && <Tags invoice={invoice} etag={etag} reload={reload} />}
        <History invoice={invoice} />
      </div>
    </div>
  );
}

function correction(values: Record<Name, string>, changed: Name[], places: Partial<Record<Name, Place>>, lines: Correction["lines"], recalculate: boolean): Correction {
  const given = Object.fromEntries(changed.map((name) => [name, asGiven(name, values[name])]).filter(([, value]) => value !== undefined));
  const drawn = Object.fromEntries(Object.entries(places).map(([name, { page, box }]) => [name, { page, ...box }]));
  return {
    ...given,
    ...(Object.keys(drawn).length > 0 && { places: drawn }),
    ...(lines && { lines }),
    ...(recalculate && { recalculate: true }),
  } as Correction;
}

/** A field's value as the API takes it. A printed date is left to the API, which reads what stands in the place. */
function asGiven(name: Name, value: string): string | null | undefined {
  if (!value.trim()) return null;
  if (FIELDS[name] === "amount") return parsed(value) ?? value;
  if (FIELDS[name] === "date" && !/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined;
  return value.trim();
}

const markOf = (invoice: Detail, name: Name, place: Place | null | undefined): Mark[] =>
  place ? [{ name, ...place, tone: doubtOf(invoice, name) ? "doubtful" : "sure" }] : [];

function marksOf(invoice: Detail, places: Partial<Record<Name, Place>>, lines: LineDraft[]): Mark[] {
  const fields = NAMES.flatMap((name) => markOf(invoice, name, places[name] ?? placeOf(invoice, name)));
  const rows = lines.flatMap((line, index): Mark[] => (line.page && line.box ? [{ name: `line-${index}`, page: line.page, box: line.box, tone: "line" }] : []));
  return [...rows, ...fields];
}

function targetOf(active: string | null, invoice: Detail, places: Partial<Record<Name, Place>>, lines: LineDraft[]): Place | null {
  if (!active) return null;
  return marksOf(invoice, places, lines).find((mark) => mark.name === active) ?? null;
}

function focusOn(form: HTMLElement | null, name: string): void {
  const field = form?.querySelector<HTMLElement>(`[name="${name}"]`);
  field?.focus();
  field?.scrollIntoView({ block: "center" });
}

async function goToNext(id: string): Promise<void> {
  const page = await call<Page<Invoice>>("/invoices", { query: { ...TO_REVIEW, limit: 2 } });
  const next = page.items.find((item) => item.id !== id);
  go(next ? `/invoices/${next.id}` : "/inbox?view=review");
  if (!next) say(t("review.allDone"));
}

function Sum({ check, currency, recalculate }: { check: ReturnType<typeof checks>[number]; currency: string; recalculate?: () => Promise<void> }): VNode {
  const money = (text: string) => amount(text, currency || null);
  const isRight = check.difference === null;
  return (
    <div class={`sum ${isRight ? "right" : "wrong"}`} role={isRight ? undefined : "alert"}>
      <span>{t(check.name === "totals" ? "sums.totals" : "sums.lines")}: {check.parts.map(money).join(" + ")} {isRight ? "=" : "≠"} {money(check.result)}</span>
      {isRight ? <Chip tone="good">{t("sums.right")}</Chip> : <Chip tone="bad">{t("sums.off", { difference: money(check.difference ?? "") })}</Chip>}
      {!isRight && recalculate && check.name === "lines" && <Button kind="quiet" onClick={recalculate}>{t("sums.recalculate")}</Button>}
    </div>
  );
}

function Warnings({ invoice, reload }: { invoice: Detail; reload: () => Promise<void> }): VNode | null {
  const general = invoice.warnings.filter((code) => !/^(missing|doubtful):/.test(code));
  const accept = async () => {
    await call(`/invoices/${invoice.id}/accept_bank_account`, { method: "POST", again: true });
    await reload();
  };
  return (
    <>
      {invoice.failure && <Notice tone="bad">{tOr(`failure.${invoice.failure.code}`, invoice.failure.detail)}</Notice>}
      {invoice.duplicate_reason && (
        <Notice tone="warn">
          {t(invoice.duplicate_reason === "same_number" ? "warning.duplicateNumber" : "warning.duplicateTotal")}{" "}
          {invoice.duplicate_of && <a href={`#/invoices/${invoice.duplicate_of}`}>{t("upload.showFirst")}</a>}
        </Notice>
      )}
      {general.map((code) => (
        <Notice tone="warn" key={code} action={code === "bank_account_changed" ? <Button onClick={accept}>{t("warning.acceptAccount")}</Button> : undefined}>
          {warningText(code)}
        </Notice>
      ))}
    </>
  );
}

function warningText(code: string): string {
  const [kind = "", about] = code.split(/:(.*)/s);
  const named = about ? tOr(`field.${about.replace("_name", "")}`, about) : "";
  const said = tOr(`warning.${kind}`, kind);
  return named ? `${said} (${named})` : said;
}

function Actions({ invoice, reload }: { invoice: Detail; reload: () => Promise<void> }): VNode {
  const [sending, setSending] = useState(false);
  const [crediting, setCrediting] = useState(false);
  const [cancelKey] = useState(newKey);
  const post = (path: string, body?: unknown) => async () => {
    await call(`/invoices/${invoice.id}/${path}`, { method: "POST", body, again: true });
    await reload();
  };
  const remove = async () => {
    if (!confirm(t("review.confirmDelete"))) return;
    await call(`/invoices/${invoice.id}`, { method: "DELETE" });
    go("/inbox");
  };
  const download = (kind: string) => async () => {
    const blob = await fetchFile(`/invoices/${invoice.id}/files/${kind}`);
    saveAs(blob, kind === "source" ? invoice.filename : `${invoice.invoice_number ?? invoice.id}-${kind}.${EXTENSIONS[kind] ?? "xml"}`);
  };
  const cancel = async () => {
    if (!confirm(t("review.confirmCancel"))) return;
    const note = await call<Invoice>(`/invoices/${invoice.id}/cancel`, { method: "POST", body: {}, once: cancelKey });
    go(`/invoices/${note.id}`);
  };
  const isReady = invoice.status === "ready";
  const isIssued = isReady && invoice.creation_method === "gui" && !invoice.credit_of;
  const isCreditable = isIssued && (!invoice.credit_state || invoice.credit_state === "partly_credited");
  return (
    <div class="actions" role="group" aria-label={t("review.actions")}>
      {isReady && <Button icon="mail" onClick={() => setSending(true)}>{t("review.send")}</Button>}
      {fileKinds(invoice).filter((kind) => kind !== "report").map((kind) => (
        <Button key={kind} kind="quiet" icon="download" onClick={download(kind)}>{tOr(`file.${kind}`, kind)}</Button>
      ))}
      {isCreditable && <Button kind="quiet" onClick={() => setCrediting(true)}>{t("credit.title")}</Button>}
      {isCreditable && <Button kind="quiet" onClick={cancel}>{t("review.cancel")}</Button>}
      {invoice.approval !== "open" && <Button kind="quiet" onClick={post("approval", { decision: "reopen" })}>{t("review.reopen")}</Button>}
      {invoice.creation_method === "upload" && <Button kind="quiet" icon="again" onClick={post("reprocess")}>{t("review.readAgain")}</Button>}
      {!(isReady && invoice.creation_method === "gui") && <Button kind="danger" icon="trash" onClick={remove}>{t("app.delete")}</Button>}
      {crediting && <CreditDialog invoice={invoice} onClose={() => setCrediting(false)} />}
      {sending && <SendDialog invoice={invoice} onClose={() => setSending(false)} onSent={reload} />}
    </div>
  );
}

const EXTENSIONS: Record<string, string> = { pdf: "pdf", ubl: "xml", cii: "xml", received: "xml" };

