// The company's invoices in numbers, with small charts that we draw ourselves.

import type { VNode } from "preact";
import { call } from "../api/client";
import type { Statistics as Numbers } from "../api/types";
import { amount, count, date, t, tOr } from "../i18n";
import { Empty, Fetched, useFetched } from "../ui/parts";

export function Statistics(): VNode {
  const numbers = useFetched(() => call<Numbers>("/stats"), []);
  return (
    <>
      <header class="top"><h1>{t("nav.statistics")}</h1></header>
      <Fetched fetched={numbers}>{(found) => (found.invoices ? <Shown numbers={found} /> : <Empty icon="chart" title={t("stats.none")} />)}</Fetched>
    </>
  );
}

function Shown({ numbers }: { numbers: Numbers }): VNode {
  const money = (amounts: Numbers["overdue"]["amounts"]) => amounts.map((each) => amount(each.total, each.currency)).join(" · ") || "–";
  return (
    <div class="grid">
      <Figure title={t("stats.invoices")} value={count(numbers.invoices)} below={t("stats.duplicates", { count: numbers.duplicates })} />
      <Figure title={t("stats.overdue")} value={count(numbers.overdue.invoices)} below={money(numbers.overdue.amounts)} />
      <Figure title={t("stats.dueSoon")} value={count(numbers.due_soon.invoices)} below={money(numbers.due_soon.amounts)} />
      <section class="panel wide">
        <h2>{t("stats.days")}</h2>
        <Days days={numbers.days} />
      </section>
      <div class="wide more-about">
      <section class="panel">
        <h2>{t("stats.states")}</h2>
        <Bars rows={Object.entries(numbers.by_state as Record<string, number>).map(([state, invoices]) => ({ name: tOr(`state.${state}`, state), value: invoices, text: count(invoices) }))} />
      </section>
      <section class="panel">
        <h2>{t("stats.suppliers")}</h2>
        <Bars rows={numbers.suppliers.slice(0, 8).map((each) => ({ name: each.supplier, value: Number(each.total), text: amount(each.total, each.currency) }))} />
      </section>
      </div>
      <div class="wide more-about">
        <Amounts title={t("stats.amounts")} amounts={numbers.amounts} />
        <Amounts title={t("stats.sales")} amounts={numbers.sales.amounts}>
          <p class="hint">{t("stats.overdue")}: {count(numbers.sales.overdue.invoices)} ({money(numbers.sales.overdue.amounts)}) · {t("stats.dueSoon")}: {count(numbers.sales.due_soon.invoices)} ({money(numbers.sales.due_soon.amounts)})</p>
        </Amounts>
      </div>
    </div>
  );
}

function Amounts({ title, amounts, children }: { title: string; amounts: Numbers["amounts"]; children?: VNode }): VNode {
  return (
    <section class="panel">
      <h2>{title}</h2>
      {amounts.length > 0 && (
        <table class="plain">
          <thead><tr><th>{t("field.currency")}</th><th class="number">{t("field.net_total")}</th><th class="number">{t("field.tax_total")}</th><th class="number">{t("field.total")}</th></tr></thead>
          <tbody>
            {amounts.map((each) => (
              <tr key={each.currency}><td>{each.currency}</td><td class="number">{amount(each.net_total)}</td><td class="number">{amount(each.tax_total)}</td><td class="number">{amount(each.total)}</td></tr>
            ))}
          </tbody>
        </table>
      )}
      {children}
    </section>
  );
}

const Figure = ({ title, value, below }: { title: string; value: string; below: string }): VNode => (
  <section class="panel figure"><h2>{title}</h2><p class="big">{value}</p><p class="hint">{below}</p></section>
);

function Bars({ rows }: { rows: { name: string; value: number; text: string }[] }): VNode {
  const most = Math.max(1, ...rows.map((row) => row.value));
  return (
    <ul class="bars">
      {rows.map((row) => (
        <li key={row.name}>
          <span>{row.name}</span>
          <span class="bar" aria-hidden="true"><span style={{ width: `${(100 * Math.max(0, row.value)) / most}%` }} /></span>
          <span class="number">{row.text}</span>
        </li>
      ))}
    </ul>
  );
}

const [WIDTH, HEIGHT, HEAD, FOOT, SCALE] = [1000, 170, 10, 22, 40];

function Days({ days }: { days: Numbers["days"] }): VNode {
  const most = Math.max(1, ...days.map((day) => day.created));
  const step = (WIDTH - SCALE) / Math.max(1, days.length);
  const tall = (value: number) => ((HEIGHT - FOOT - HEAD) * value) / most;
  const sum = days.reduce((before, day) => before + day.created, 0);
  const label = t("stats.daysLabel", { count: sum, from: date(days[0]?.day), to: date(days.at(-1)?.day) });
  return (
    <svg class="days" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <line x1={SCALE} x2={WIDTH} y1={HEIGHT - FOOT} y2={HEIGHT - FOOT} />
      <line class="top-line" x1={SCALE} x2={WIDTH} y1={HEAD} y2={HEAD} />
      <text x={0} y={HEAD + 4}>{count(most)}</text>
      {days.map((day, index) => (
        <g key={day.day}>
          <title>{`${date(day.day)}: ${day.created}`}</title>
          <rect x={SCALE + index * step + step * 0.15} width={step * 0.7} y={HEIGHT - FOOT - tall(day.created)} height={tall(day.created)} rx={Math.min(3, step / 4)} />
        </g>
      ))}
      {days.length > 0 && <text x={SCALE} y={HEIGHT - 4}>{date(days[0]?.day)}</text>}
      {days.length > 1 && <text x={WIDTH} y={HEIGHT - 4} text-anchor="end">{date(days.at(-1)?.day)}</text>}
    </svg>
  );
}
