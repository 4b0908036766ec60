// What the rules say of an invoice, in plain words: what is missing, what is wrong, and the field that it concerns.

import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { call, fetchFile } from "../api/client";
import type { Detail, Finding, Report } from "../api/types";
import { instant, t, tOr } from "../i18n";
import { Button, Chip, Fetched, useFetched } from "../ui/parts";
import { type Name, TERMS } from "./model";

const SHOWN = 20;

interface FindingsProps {
  invoice: Detail;
  onField: (name: Name) => void;
  reload: () => Promise<void>;
}

export function Findings({ invoice, onField, reload }: FindingsProps): VNode {
  const hasReport = "report" in invoice.links && !!invoice.validation;
  const validate = async () => {
    await call<Report>(`/invoices/${invoice.id}/validate`, { method: "POST", again: true });
    await reload();
  };
  return (
    <section class="panel" aria-labelledby="findings">
      <header>
        <h2 id="findings">{t("findings.title")}</h2>
        {invoice.status === "ready" && <Button kind="quiet" onClick={validate}>{t("findings.check")}</Button>}
      </header>
      <Verdict invoice={invoice} />
      {hasReport && <ReportOf invoice={invoice} onField={onField} />}
    </section>
  );
}

function Verdict({ invoice }: { invoice: Detail }): VNode {
  const { validation, state, state_reason: reason } = invoice;
  if (state === "passed") return <p><Chip tone="good">{t("findings.passed")}</Chip> {validation && instant(validation.validated_at)}</p>;
  const { missing = 0, wrong = 0 } = validation ?? {};
  const counts = [missing && t("findings.countMissing", { missing }), wrong && t("findings.countWrong", { wrong })].filter(Boolean);
  if (state === "failed") return <p><Chip tone="bad">{t("findings.failed")}</Chip> {counts.join(" · ")}</p>;
  return <p class="hint">{reason ? t("findings.noRules") : t("findings.unchecked")}</p>;
}

function ReportOf({ invoice, onField }: Omit<FindingsProps, "reload">): VNode {
  const report = useFetched(async () => JSON.parse(await (await fetchFile(`/invoices/${invoice.id}/files/report`)).text()) as Report, [invoice.id, invoice.version]);
  const [all, setAll] = useState(false);
  return (
    <Fetched fetched={report} rows={2}>
      {({ findings }) => (
        <>
          <ul class="findings">
            {(all ? findings : findings.slice(0, SHOWN)).map((finding, index) => <One key={index} finding={finding} onField={onField} />)}
          </ul>
          {!all && findings.length > SHOWN && <Button kind="quiet" onClick={() => setAll(true)}>{t("findings.all", { count: findings.length })}</Button>}
        </>
      )}
    </Fetched>
  );
}

function One({ finding, onField }: { finding: Finding; onField: (name: Name) => void }): VNode {
  const name = TERMS[finding.term ?? ""];
  return (
    <li class={finding.severity}>
      <Chip tone={finding.severity === "fatal" ? "bad" : "warn"}>{tOr(`finding.${finding.kind}`, finding.kind)}</Chip>
      <div>
        <p>{finding.hint || finding.message}</p>
        <small>{finding.rule}</small>
      </div>
      {name && <Button kind="quiet" icon="place" onClick={() => onField(name)}>{t(`field.${name}`)}</Button>}
    </li>
  );
}
