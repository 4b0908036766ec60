// Quotes: the list, one made of the form, and what becomes of it: accepted or declined, mailed, turned into an invoice.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { call, callTagged, fetchFile, newKey, saveAs } from "../api/client";
import type { Invoice, Quote, QuoteSummary } from "../api/types";
import { amount, date, instant, t, written } from "../i18n";
import { SendForm } from "../screens/send";
import { Button, Chip, Empty, Fetched, Input, say, useFetched } from "../ui/parts";
import { PagedList } from "../ui/pages";
import { go } from "../ui/route";
import { Problem, useSaving } from "../ui/saving";
import { type Form, formOf, group, undated, words } from "./document";
import { DocumentForm, formErrors } from "./form";
import { Preview } from "./preview";
import { SalesTop } from "./top";

const TONES = { open: "info", accepted: "good", declined: "bad", expired: "neutral", invoiced: "good" } as const;

export function Quotes({ id }: { id?: string }): VNode {
  if (!id) return <All />;
  return id === "new" ? <NewQuote /> : <One id={id} />;
}

function All(): VNode {
  return (
    <>
      <SalesTop place="quotes"><a class="button primary" href="#/quotes/new">{t("quotes.new")}</a></SalesTop>
      <PagedList<QuoteSummary> path="/quotes" label={t("nav.quotes")} none={<Empty icon="form" title={t("quotes.none")}>{t("quotes.noneHint")}</Empty>}>
        {(each) => (
          <>
            <span><a href={`#/quotes/${each.id}`}>{each.customer}</a><br /><span class="hint">{each.number} · {t("quotes.until", { day: date(each.valid_until) })}</span></span>
            <State quote={each} />
            <span class="number sum-of">{amount(each.total, each.currency)}</span>
          </>
        )}
      </PagedList>
    </>
  );
}

const State = ({ quote }: { quote: QuoteSummary }): VNode => <Chip tone={TONES[quote.state]}>{t(`quote.${quote.state}`)}</Chip>;

function NewQuote(): VNode {
  const [form, setForm] = useState(() => formOf({}));
  const [until, setUntil] = useState("");
  const { error, key, saving } = useSaving();
  const errors = formErrors(error);
  const offer = (of: Form) => ({ form: undated(of), ...(until && { valid_until: until }) });
  const make = saving(async () => {
    const made = await call<Quote>("/quotes", { method: "POST", body: offer(form), once: key });
    say(t("quotes.made", { number: made.number }));
    go(`/quotes/${made.id}`);
  });
  return (
    <>
      <header class="top">
        <div><a class="back" href="#/quotes">{t("nav.quotes")}</a><h1>{form.customer.name || t("quotes.new")}</h1></div>
        <Button kind="primary" icon="check" onClick={make}>{t("quotes.make")}</Button>
      </header>
      <Problem error={error} />
      <div class="desk issue">
        <div class="facts">
          <Input label={t("quotes.validUntil")} type="date" value={until} onInput={setUntil} hint={t("quotes.validHint")} error={errors.valid_until} />
          <DocumentForm form={form} onChange={setForm} errors={errors} undated />
        </div>
        <Preview form={form} path="/quotes/preview" bodyOf={offer} />
      </div>
    </>
  );
}

function One({ id }: { id: string }): VNode {
  const quote = useFetched(() => callTagged<Quote>(`/quotes/${id}`), [id]);
  return <Fetched fetched={quote}>{({ value, etag }) => <Shown quote={value} etag={etag} again={quote.again} />}</Fetched>;
}

function Shown({ quote, etag, again }: { quote: Quote; etag: string; again: () => void }): VNode {
  const [sending, setSending] = useState(false);
  const [key] = useState(newKey);
  const { id, state, number, invoice_id } = quote;
  const decide = (decision: string) => async () => {
    await call(`/quotes/${id}/decision`, { method: "POST", body: { decision }, ifMatch: etag, again: true });
    again();
  };
  const toInvoice = async () => {
    const made = await call<Invoice>(`/quotes/${id}/invoice`, { method: "POST", ifMatch: etag, once: key });
    say(t("issue.issued", { number: made.invoice_number ?? "" }));
    go(`/invoices/${made.id}`);
  };
  const remove = async () => {
    if (!confirm(t("quotes.confirmDelete", { number }))) return;
    await call(`/quotes/${id}`, { method: "DELETE", ifMatch: etag });
    go("/quotes");
  };
  const page = async () => saveAs(await fetchFile(`/quotes/${id}/pdf`), `${number}.pdf`);
  const isLive = state === "open" || state === "accepted";
  const email = words(group(group(group(quote.document).customer).contact).email);
  return (
    <>
      <header class="top">
        <div><a class="back" href="#/quotes">{t("nav.quotes")}</a><h1>{quote.customer}</h1><p class="sub">{number}</p></div>
        <State quote={quote} />
      </header>
      <section class="panel form">
        <p class="big">{amount(quote.total, quote.currency)}</p>
        <p class="hint">{t("field.issue_date")} {date(quote.issue_date)} · {t("quotes.until", { day: date(quote.valid_until) })}</p>
        {quote.comment && <p class="quoted">{quote.comment}</p>}
        <div class="actions">
          {isLive && <Button kind="primary" icon="form" onClick={toInvoice}>{t("quotes.invoice")}</Button>}
          {invoice_id && <a class="button primary" href={`#/invoices/${invoice_id}`}>{t("quotes.showInvoice")}</a>}
          {isLive && <Button icon="mail" onClick={() => setSending(true)}>{t("send.action")}</Button>}
          <Button icon="download" onClick={page}>{t("file.pdf")}</Button>
        </div>
        {state !== "invoiced" && (
          <div class="actions">
            {state === "open" && <Button icon="check" onClick={decide("accept")}>{t("quotes.accept")}</Button>}
            {state !== "declined" && <Button onClick={decide("decline")}>{t("quotes.decline")}</Button>}
            {(state === "accepted" || state === "declined") && <Button onClick={decide("reopen")}>{t("review.reopen")}</Button>}
            <Button kind="danger" icon="trash" onClick={remove}>{t("app.delete")}</Button>
          </div>
        )}
      </section>
      <QuoteLines lines={quote.document.lines} />
      {quote.mails.length > 0 && (
        <section class="panel form">
          <h2>{t("quotes.mails")}</h2>
          <ul class="rows">
            {quote.mails.map((mail) => <li key={mail.id}><span>{mail.to.join(", ")}</span><Chip tone={mail.state === "failed" ? "bad" : mail.state === "sent" ? "good" : "info"}>{t(`sending.${mail.state}`)}</Chip><span class="hint">{instant(mail.created_at)}</span></li>)}
          </ul>
        </section>
      )}
      {sending && <SendForm path={`/quotes/${id}/send`} to={email} onClose={() => setSending(false)} onSent={again} />}
    </>
  );
}

/** What is offered. */
function QuoteLines({ lines }: { lines: unknown }): VNode {
  return (
    <section class="panel form">
      <h2>{t("lines.title")}</h2>
      <table class="plain">
        <thead><tr><th>{t("lines.item")}</th><th class="number">{t("lines.quantity")}</th><th class="number">{t("lines.net_amount")}</th></tr></thead>
        <tbody>
          {(Array.isArray(lines) ? lines : []).map((line, index) => {
            const { item, quantity, net_amount } = group(line);
            return <tr key={index}><td>{words(group(item).name)}</td><td class="number">{written(words(quantity))}</td><td class="number">{amount(words(net_amount))}</td></tr>;
          })}
        </tbody>
      </table>
    </section>
  );
}
