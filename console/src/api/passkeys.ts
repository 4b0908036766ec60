// Passkeys: the browser's half of making one and of having it sign. Bytes go over the API as base64url.

import { ApiError, call } from "./client";
import type { CreationOptions, NewCredential, RequestOptions, Signed } from "./types";

export const canUsePasskeys = (): boolean => "PublicKeyCredential" in globalThis;

interface Described {
  id: string;
  type: "public-key";
}

/** Has this device, or one beside it, make a passkey, and puts it in use. */
export async function addPasskey(name: string): Promise<void> {
  const { options } = await call<{ options: CreationOptions }>("/me/factors/passkeys", { method: "POST" });
  const made = await asked(() => navigator.credentials.create({ publicKey: created(options) }));
  const response = made.response as AuthenticatorAttestationResponse;
  const credential: NewCredential = {
    ...named(made),
    response: { clientDataJSON: text(response.clientDataJSON), attestationObject: text(response.attestationObject) },
  };
  await call("/me/factors/passkeys/confirm", { method: "POST", body: { name, credential } });
}

/** Has a passkey of an account sign that its person is here; the API gives the challenge for the password. */
export async function signWithPasskey(email: string, password: string): Promise<Signed> {
  const { options } = await call<{ options: RequestOptions }>("/auth/passkey_challenge", { method: "POST", body: { email, password } });
  return signed(options);
}

/** Has a passkey sign what the API asks for. */
export async function signed(options: RequestOptions): Promise<Signed> {
  const made = await asked(() => navigator.credentials.get({ publicKey: requested(options) }));
  const response = made.response as AuthenticatorAssertionResponse;
  return {
    ...named(made),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
    },
  };
}

/** What the browser answers; a person who says no, and a device that has none, are one error. */
async function asked(ask: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const answer = await ask();
    if (answer) return answer as PublicKeyCredential;
  } catch (error) {
    if (error instanceof DOMException && error.name === "InvalidStateError") throw new ApiError({ status: 400, code: "passkey_there" });
    if (!(error instanceof DOMException)) throw error;
  }
  throw new ApiError({ status: 400, code: "passkey_not_used" });
}

const created = ({ challenge, user, excludeCredentials = [], ...rest }: CreationOptions): PublicKeyCredentialCreationOptions => ({
  ...rest,
  challenge: bytes(challenge),
  user: { ...user, id: bytes(user.id) },
  excludeCredentials: excludeCredentials.map(described),
});

const requested = ({ challenge, allowCredentials = [], ...rest }: RequestOptions): PublicKeyCredentialRequestOptions => ({
  ...rest,
  challenge: bytes(challenge),
  allowCredentials: allowCredentials.map(described),
});

const described = ({ id, type }: Described): PublicKeyCredentialDescriptor => ({ id: bytes(id), type });

const named = ({ id, rawId }: PublicKeyCredential) => ({ id, rawId: text(rawId), type: "public-key" as const });

const text = (buffer: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const bytes = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
