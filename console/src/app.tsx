// The frame: who is logged in, where one can go, and the screen for the address.

import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { call, currentUser, logOut, onUser, refreshUser } from "./api/client";
import type { UserOut } from "./api/types";
import { LANGUAGES, type Key, type Language, language, setLanguage, t } from "./i18n";
import { Entrance } from "./screens/entrance";
import { Inbox } from "./screens/inbox";
import { Batches } from "./screens/batches";
import { Payments } from "./screens/payments";
import { Settings } from "./settings/settings";
import { Statistics } from "./screens/statistics";
import { Suppliers } from "./screens/suppliers";
import { Review } from "./review/review";
import { Drafts, IssueForm } from "./sales/drafts";
import { Customers, Items } from "./sales/entries";
import { Quotes } from "./sales/quotes";
import { RecurringInvoices } from "./sales/recurring";
import { SALES } from "./sales/top";
import { Icon, type IconName } from "./ui/icons";
import { Button, Messages, Notice, say } from "./ui/parts";
import { ProofDialog } from "./ui/proof";
import { type Route, useRoute } from "./ui/route";

const PLACES: readonly [path: string, text: Key, icon: IconName][] = [
  ["inbox", "nav.inbox", "inbox"],
  ["issue", "nav.issue", "form"],
  ["payments", "nav.payments", "money"],
  ["statistics", "nav.statistics", "chart"],
  ["suppliers", "nav.suppliers", "supplier"],
  ["settings", "nav.settings", "settings"],
];

const SCREENS = new Set(["invoices", "batches", ...SALES, ...PLACES.map(([path]) => path)]);

export function App(): VNode {
  const [user, setUser] = useState(currentUser);
  const [, setTongue] = useState(language);
  useEffect(() => onUser(setUser), []);
  const speak = async (tongue: Language) => {
    try {
      await setLanguage(tongue, true);
      setTongue(tongue);
    } catch {
      say(t("error.reload"), "bad"); // a new version is there, without the file that this one names
    }
  };
  return (
    <>
      {user ? <Inside user={user} speak={speak} key={user.id} /> : <Entrance tongue={<Tongue speak={speak} />} />}
      <Messages />
    </>
  );
}

function Tongue({ speak }: { speak: (tongue: Language) => void }): VNode {
  return (
    <select class="tongue" aria-label={t("app.language")} value={language()} onChange={(event) => speak(event.currentTarget.value as Language)}>
      {Object.entries(LANGUAGES).map(([tag, name]) => <option value={tag} key={tag} lang={tag}>{name}</option>)}
    </select>
  );
}

function Inside({ user, speak }: { user: UserOut; speak: (tongue: Language) => void }): VNode {
  const route = useRoute();
  const place = route.path[0] ?? "inbox";
  useEffect(() => {
    if (!SCREENS.has(place)) location.replace("#/inbox"); // the address of the entrance
  }, [place]);
  return (
    <div class="frame">
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); document.getElementById("main")?.focus(); }}>{t("app.skip")}</a>
      <nav aria-label={t("app.title")}>
        <p class="brand">{t("app.title")}</p>
        <ul>
          {PLACES.map(([path, text, icon]) => (
            <li key={path}>
              <a href={`#/${path}`} aria-current={isAt(path, place) ? "page" : undefined}><Icon name={icon} /><span>{t(text)}</span></a>
            </li>
          ))}
        </ul>
        <div class="person">
          <p title={user.email}>{user.name || user.email}</p>
          <Tongue speak={speak} />
          <Button kind="quiet" onClick={() => logOut()}>{t("app.logOut")}</Button>
        </div>
      </nav>
      <main id="main" tabIndex={-1}>
        {!user.address_proven && <Unproven email={user.email} />}
        <Screen route={route} />
      </main>
      <ProofDialog />
    </div>
  );
}

const isAt = (path: string, place: string): boolean =>
  place === path || (path === "inbox" && (place === "invoices" || place === "batches")) || (path === "issue" && SALES.has(place));

function Screen({ route: { path, query } }: { route: Route }): VNode {
  const [place, id] = path;
  switch (place) {
    case "invoices":
      return id ? <Review id={id} key={id} /> : <Inbox query={query} />;
    case "issue":
      return id ? <IssueForm id={id} key={id} /> : <Drafts />;
    case "quotes":
      return <Quotes id={id} key={id} />;
    case "recurring":
      return <RecurringInvoices id={id} key={id} />;
    case "customers":
      return <Customers id={id} key={id} />;
    case "items":
      return <Items id={id} key={id} />;
    case "batches":
      return <Batches id={id} key={id} />;
    case "payments":
      return <Payments />;
    case "statistics":
      return <Statistics />;
    case "suppliers":
      return <Suppliers id={id} key={id} />;
    case "settings":
      return <Settings part={id} />;
    default:
      return <Inbox query={query} />;
  }
}

function Unproven({ email }: { email: string }): VNode {
  useEffect(() => {
    const lookAgain = () => void refreshUser().catch(() => {}); // the link was perhaps opened in another tab
    addEventListener("focus", lookAgain);
    return () => removeEventListener("focus", lookAgain);
  }, []);
  const mail = async () => {
    await call("/me/address_proof", { method: "POST" });
    say(t("unproven.mailed", { email }));
  };
  return <Notice tone="info" action={<Button onClick={mail}>{t("unproven.again")}</Button>}>{t("unproven.text", { email })}</Notice>;
}

