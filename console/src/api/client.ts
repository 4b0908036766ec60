// The API as the console uses it: one session, one refresh for all tabs, repeats that do a thing once.
//
// Tokens are kept in memory only. Tabs of this page hand a session to each other over a BroadcastChannel, so a new tab
// needs no log-in while another is open; the last tab to close forgets it. A refresh token is good once: a lock sees to
// it that one tab renews, and the others take what it got.

import type { Bulk, LoginOut, Problem, Signed, UserOut } from "./types";

/** The API's own address, whatever stage or domain it is served under: the console's files are at {API}/app/assets/. */
export const API = new URL("../..", import.meta.url).href.replace(/\/$/, "");

const TRIES = 4;
const MINUTE = 60;
const FEW_SECONDS = 5;
const ANSWER_FROM_TABS_MS = 150;

export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: { field: string; message: string }[];
  readonly requestId?: string;
  readonly retryAfter?: number;
  readonly invoiceId?: string;
  readonly factors: string[];

  constructor(problem: Partial<Problem> & { status: number }) {
    super(problem.detail ?? "");
    this.status = problem.status;
    this.code = problem.code ?? (problem.status === 0 ? "offline" : "unknown");
    this.errors = problem.errors ?? [];
    this.requestId = problem.request_id;
    this.retryAfter = problem.retry_after;
    this.invoiceId = problem.invoice_id;
    this.factors = problem.factors ?? [];
  }
}

/** Which second factors the account has, where the password is right and one of them is missing. */
export const missingFactors = (error: unknown): string[] | undefined => (error instanceof ApiError && error.code === "code_needed" ? error.factors : undefined);

/** What is given of a second factor. */
export interface Given {
  code?: string;
  passkey?: Signed;
}

export const trimmed = ({ code = "", passkey }: Given) => ({ code: code.trim(), ...(passkey && { passkey }) });

interface Options {
  method?: string;
  body?: unknown;
  query?: Record<string, string | number | boolean | null | undefined>;
  /** The key under which a repeat of this request is done once; for routes that create or send. */
  once?: string;
  /** A POST without a key that may be made again all the same. */
  again?: boolean;
  /** Waits as long as the limit of requests a minute asks for: for many files at once. */
  patient?: boolean;
  ifMatch?: string;
  accept?: string;
  signal?: AbortSignal;
}

type Listener = (user: UserOut | null) => void;

let session: LoginOut | null = null;
let renewing: Promise<void> | null = null;
const listeners = new Set<Listener>();
const tabs = "BroadcastChannel" in globalThis ? new BroadcastChannel("console-session") : null;

tabs?.addEventListener("message", ({ data }: MessageEvent<{ ask?: true; session?: LoginOut | null }>) => {
  if (data.ask) {
    if (session) tabs.postMessage({ session });
  } else if (data.session !== undefined) {
    keep(data.session);
  }
});

function keep(login: LoginOut | null): void {
  const before = session?.user;
  session = login;
  if (JSON.stringify(before) !== JSON.stringify(login?.user)) for (const listener of listeners) listener(login?.user ?? null);
}

function keepAndTell(login: LoginOut | null): void {
  keep(login);
  tabs?.postMessage({ session: login });
}

export function onUser(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const currentUser = (): UserOut | null => session?.user ?? null;

export const isAdmin = (): boolean => currentUser()?.role === "admin";

/** Takes over the session of another open tab, if there is one. */
export async function joinOtherTabs(): Promise<void> {
  tabs?.postMessage({ ask: true });
  await pause(tabs ? ANSWER_FROM_TABS_MS : 0);
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export const newKey = (): string => crypto.randomUUID();

export function address(path: string, query: Options["query"] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== "");
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return `${API}${path}${search && `?${search}`}`;
}

export const authorization = (): Record<string, string> => (session ? { Authorization: `Bearer ${session.access}` } : {});

async function once(path: string, options: Options): Promise<Response> {
  const { body, once: key, ifMatch, accept, method = "GET", signal } = options;
  const headers = {
    ...authorization(),
    ...(body !== undefined && { "Content-Type": "application/json" }),
    ...(key && { "Idempotency-Key": key }),
    ...(ifMatch && { "If-Match": ifMatch }),
    ...(accept && { Accept: accept }),
  };
  try {
    return await fetch(address(path, options.query), {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
      credentials: "omit",
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError({ status: 0 });
  }
}

/** Whether the same request may be made again without being done twice. */
const repeatable = ({ method = "GET", once: key, again = false }: Options): boolean => method !== "POST" || again || !!key;

/** How many seconds a refusal for too many requests asks to wait. */
export const waitOf = (refused: ApiError): number => refused.retryAfter ?? MINUTE;

async function attempt(path: string, options: Options): Promise<Response> {
  for (let tries = 1, wait = 400; ; tries++, wait *= 2) {
    let reason: ApiError;
    try {
      const answer = await once(path, options);
      if (answer.ok || (answer.status < 500 && answer.status !== 429)) return answer;
      reason = await problemOf(answer);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      reason = error;
    }
    const worthIt = reason.status === 429 ? waitOf(reason) <= (options.patient ? MINUTE : FEW_SECONDS) : repeatable(options);
    if (!worthIt || tries === TRIES || options.signal?.aborted) throw reason;
    await pause(Math.max(wait * (0.8 + 0.4 * Math.random()), 1000 * (reason.retryAfter ?? 0)));
  }
}

/**
 * Makes a request. An expired access token is renewed and the request made once more; so it is after the person has
 * proven again who it is, where the API asks for that.
 */
export async function send(path: string, options: Options = {}): Promise<Response> {
  const answer = await sendRenewed(path, options);
  if (answer.ok) return answer;
  const refused = await problemOf(answer);
  if (refused.code !== "proof_needed" || !(await proven())) throw refused;
  const again = await sendRenewed(path, options);
  if (again.ok) return again;
  throw await problemOf(again);
}

async function sendRenewed(path: string, options: Options): Promise<Response> {
  const used = session?.access;
  const answer = await attempt(path, options);
  if (answer.status !== 401 || !used || !session || (await isAboutCode(answer))) return answer;
  await renew(used);
  return attempt(path, options);
}

/** Whether a 401 is about a second factor that was given or is missing, and not about the token. */
async function isAboutCode(answer: Response): Promise<boolean> {
  return ["code_needed", "wrong_code", "wrong_passkey"].includes((await problemOf(answer.clone())).code);
}

let askForProof: () => Promise<boolean> = async () => false;
let proving: Promise<boolean> | null = null;

/** Sets what asks the person for the password; it answers whether the proof was given. */
export function onProofNeeded(ask: () => Promise<boolean>): void {
  askForProof = ask;
}

/** Asks once for all requests that wait for it. */
function proven(): Promise<boolean> {
  proving ??= askForProof().finally(() => {
    proving = null;
  });
  return proving;
}

/** Proves again who the person is; without a second factor that the account has, it is refused: `missingFactors`. */
export async function prove(password: string, given: Given = {}): Promise<void> {
  await call("/auth/proof", { method: "POST", body: { password, ...trimmed(given) } });
}

export async function call<Result>(path: string, options: Options = {}): Promise<Result> {
  return (await callTagged<Result>(path, options)).value;
}

/** The answer's body with its ETag, which a later change names in `ifMatch`. */
export async function callTagged<Result>(path: string, options: Options = {}): Promise<{ value: Result; etag: string }> {
  const answer = await send(path, options);
  const text = await answer.text();
  return { value: (text ? JSON.parse(text) : null) as Result, etag: answer.headers.get("ETag") ?? "" };
}

export async function problemOf(answer: Response): Promise<ApiError> {
  const isProblem = answer.headers.get("Content-Type")?.startsWith("application/problem+json");
  const problem = isProblem ? ((await answer.json()) as Problem) : { detail: "" };
  return new ApiError({ ...problem, status: answer.status });
}

/** Renews the session, unless somebody has since `used` was sent. */
export function renew(used: string): Promise<void> {
  renewing ??= locked(async () => {
    if (!session || session.access !== used) return;
    const answer = await attempt("/auth/token/refresh", { method: "POST", body: { refresh: session.refresh }, again: true });
    if (answer.ok) keepAndTell((await answer.json()) as LoginOut);
    else {
      keepAndTell(null);
      throw await problemOf(answer);
    }
  }).finally(() => {
    renewing = null;
  });
  return renewing;
}

async function locked(act: () => Promise<void>): Promise<void> {
  await ("locks" in navigator ? navigator.locks.request("console-refresh", act) : act());
}

/** Starts a session by a request that answers one. */
export async function enter(path: string, body: unknown): Promise<void> {
  keepAndTell(await call<LoginOut>(path, { method: "POST", body }));
}

/** Starts a session; without a second factor that the account has, it is refused: `missingFactors`. */
export const logIn = (email: string, password: string, given: Given = {}): Promise<void> => enter("/auth/login", { email, password, ...trimmed(given) });

export const register = (registration: Record<string, string>): Promise<void> => enter("/auth/register", registration);

export async function logOut(everywhere = false): Promise<void> {
  try {
    await call(everywhere ? "/auth/logout_all" : "/auth/logout", { method: "POST" });
  } finally {
    keepAndTell(null);
  }
}

/** Fetches the user anew, after its address was proven or its name changed. */
export async function refreshUser(): Promise<void> {
  const user = await call<UserOut>("/me");
  if (session) keepAndTell({ ...session, user });
}

/** Fetches one of an invoice's files; the redirect leads to storage, which is sent no token. */
export async function fetchFile(path: string): Promise<Blob> {
  return (await send(path)).blob();
}

export function saveAs(blob: Blob, filename: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = filename;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const MAX_BULK = 50; // what the API takes at once

/** Does something with many invoices, as many requests as that takes; returns what became of each. */
export async function bulk(action: string, ids: readonly string[], more: Record<string, unknown> = {}): Promise<Bulk["items"]> {
  const results: Bulk["items"] = [];
  for (let from = 0; from < ids.length; from += MAX_BULK) {
    const body = { action, ids: ids.slice(from, from + MAX_BULK), ...more };
    results.push(...(await call<Bulk>("/invoices/bulk", { method: "POST", body, once: newKey() })).items);
  }
  return results;
}

/** A page of a list. */
export interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
  has_more: boolean;
}
