// Log-in by an identity provider. The browser keeps a secret from beginning to end, in this tab alone: an answer of the
// provider is worth nothing without it. The tokens come as an answer to a request, as those of any log-in do.

import { ApiError, call, enter, type Given, trimmed } from "./client";
import type { RequestOptions } from "./types";

const KEPT = "oidc-secret";
const SECRET_BYTES = 48;

/** What the provider has sent back. */
export interface Returned {
  state: string;
  code: string;
  iss: string;
}

/** What people call the provider; null where the operator has named none. */
export const offeredProvider = async (): Promise<string | null> => (await call<{ provider: string | null }>("/auth/oidc")).provider;

/** Goes to the provider, after `before` once that answers; `anew` has the person show again who it is. */
export async function goToProvider(anew = false, before = async () => {}): Promise<void> {
  const secret = text(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));
  const challenge = text(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secret))));
  const { url } = await call<{ url: string }>("/auth/oidc/begin", { method: "POST", body: { challenge, anew } });
  await before();
  sessionStorage.setItem(KEPT, secret);
  location.assign(url);
}

/** Whether the account has unlinked its identity at the provider: its password links one again. */
export const isUnlinked = (error: unknown): boolean => error instanceof ApiError && error.code === "oidc_unlinked";

/** Starts a session; without a second factor that the account has, it is refused: `missingFactors`. */
export async function comeBack({ state, code, iss }: Returned, given: Given = {}, password = ""): Promise<void> {
  if (!code) throw new ApiError({ status: 401, code: "oidc_refused" }); // the person said no, say
  const { code: second_factor, ...passkey } = trimmed(given);
  await enter("/auth/oidc/login", { state, code, iss, secret: kept(), password, second_factor, ...passkey });
  sessionStorage.removeItem(KEPT);
}

/** What a passkey is to sign in such a log-in. */
export async function passkeyOptions({ state }: Returned, password = ""): Promise<RequestOptions> {
  const body = { state, secret: kept(), password };
  return (await call<{ options: RequestOptions }>("/auth/oidc/passkey_challenge", { method: "POST", body })).options;
}

function kept(): string {
  const secret = sessionStorage.getItem(KEPT);
  if (!secret) throw new ApiError({ status: 401, code: "oidc_refused" });
  return secret;
}

const text = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
