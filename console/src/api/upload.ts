// Sends one file, with its progress: small ones through the API, larger ones straight to storage.

import { ApiError, address, authorization, call, newKey, pause, problemOf, renew, waitOf } from "./client";
import type { Announced, Invoice } from "./types";

const DIRECT_BYTES = 4_400_000; // what API Gateway and Lambda take, less the form around it
const TRIES = 3;
const TYPES: Record<string, string> = {
  pdf: "application/pdf", xml: "application/xml", png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg",
  tif: "image/tiff", tiff: "image/tiff", webp: "image/webp", gif: "image/gif", bmp: "image/bmp", heic: "image/heic",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", html: "text/html", htm: "text/html",
  json: "application/json", gz: "application/gzip", p7m: "application/pkcs7-mime",
};

export const ACCEPTED = Object.keys(TYPES).map((extension) => `.${extension}`).join(",");

type Progress = (share: number) => void;

export const typeOf = (file: File): string =>
  TYPES[file.name.split(".").pop()?.toLowerCase() ?? ""] ?? (file.type || "application/octet-stream");

export async function upload(file: File, onProgress: Progress): Promise<Invoice> {
  const key = newKey();
  return file.size <= DIRECT_BYTES ? throughApi(file, key, onProgress) : toStorage(file, key, onProgress);
}

async function throughApi(file: File, key: string, onProgress: Progress): Promise<Invoice> {
  for (let tries = 1; ; tries++) {
    const sent = authorization();
    const form = new FormData();
    form.append("file", file);
    try {
      const answer = await post(address("/invoices"), form, { ...sent, "Idempotency-Key": key }, onProgress);
      if (answer.ok) return (await answer.json()) as Invoice;
      const problem = await problemOf(answer);
      if (problem.status === 429) {
        await pause(1000 * waitOf(problem)); // many files at once: each has its turn
        tries--;
        continue;
      }
      if ((problem.status !== 401 && problem.status < 500) || tries === TRIES) throw problem;
      if (problem.status === 401) await renew(sent.Authorization?.slice("Bearer ".length) ?? "");
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 0 || tries === TRIES) throw error;
    }
    await pause(500 * 2 ** tries);
  }
}

async function toStorage(file: File, key: string, onProgress: Progress): Promise<Invoice> {
  const body = { filename: file.name, content_type: typeOf(file), size: file.size };
  const { invoice, upload: target } = await call<Announced>("/invoices/uploads", { method: "POST", body, once: key, patient: true });
  const form = new FormData();
  for (const [name, value] of Object.entries(target.fields)) form.append(name, value);
  form.append("file", file); // last: storage ignores what comes after it
  const stored = await post(target.url, form, {}, onProgress);
  if (!stored.ok) throw new ApiError({ status: stored.status, code: "not_stored" });
  return invoice;
}

function post(url: string, form: FormData, headers: Record<string, string>, onProgress: Progress): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded / total);
    request.onload = () =>
      resolve(
        new Response(request.status === 204 ? null : request.responseText, {
          status: request.status,
          headers: { "Content-Type": request.getResponseHeader("Content-Type") ?? "" },
        }),
      );
    request.onerror = () => reject(new ApiError({ status: 0 }));
    request.send(form);
  });
}
