// Sends one file, with its progress: small ones through the API, larger ones straight to storage.
//
// A file becomes an invoice. An archive or a mail becomes a batch (207), whose files are known once it was opened.

import { ApiError, address, authorization, call, newKey, type Page, pause, problemOf, renew, waitOf } from "./client";
import type { Announced, AnnouncedArchive, Batch, Entry, Failure, FileType, Invoice, Receipt } from "./types";

const DIRECT_BYTES = 4_400_000; // what API Gateway and Lambda take, less the form around it
const TRIES = 3;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;
const MAX_OPENING_MS = 15 * 60_000;
const ENTRIES_PAGE = 100;
const UNKNOWN_TYPE = "application/octet-stream"; // what it is, its content decides
const TYPES: Record<string, FileType> = {
  pdf: "application/pdf", xml: "application/xml", png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg",
  tif: "image/tiff", tiff: "image/tiff", webp: "image/webp", gif: "image/gif", bmp: "image/bmp", heic: "image/heic", heif: "image/heif",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  html: "text/html", htm: "text/html", xhtml: "application/xhtml+xml",
  json: UNKNOWN_TYPE, gz: "application/gzip", p7m: "application/pkcs7-mime", zip: "application/zip", eml: "message/rfc822",
  msg: "application/vnd.ms-outlook",
};
const ARCHIVES: readonly FileType[] = ["application/zip", "message/rfc822", "application/vnd.ms-outlook"];

export const ACCEPTED = Object.keys(TYPES).map((extension) => `.${extension}`).join(",");

type Progress = (share: number) => void;

/** What a file was taken as. */
export type Taken = { invoiceId: string } | { batchId: string };

/** What became of an archive's files, and why not of all. */
export interface Opened {
  entries: Entry[];
  failure: Failure | null;
}

export const typeOf = (file: File): FileType => TYPES[file.name.split(".").pop()?.toLowerCase() ?? ""] ?? UNKNOWN_TYPE;

export async function upload(file: File, onProgress: Progress): Promise<Taken> {
  const key = newKey();
  if (file.size <= DIRECT_BYTES) return throughApi(file, key, onProgress);
  return ARCHIVES.includes(typeOf(file)) ? archiveToStorage(file, key, onProgress) : toStorage(file, key, onProgress);
}

/** Waits until a batch's files are taken in, and returns what became of each, those of archives within it among them. */
export async function opened(batchId: string): Promise<Opened> {
  const end = Date.now() + MAX_OPENING_MS;
  let batch = await call<Batch>(`/batches/${batchId}`);
  for (let wait = FIRST_PAUSE_MS; isBeingOpened(batch); wait = Math.min(wait * 1.5, LONGEST_PAUSE_MS)) {
    if (Date.now() > end) throw new ApiError({ status: 504, code: "not_opened" });
    await pause(wait);
    batch = await call<Batch>(`/batches/${batchId}`, { patient: true });
  }
  const entries: Entry[] = [];
  for (const entry of await entriesOf(batchId)) {
    if (!entry.batch_id) entries.push(entry);
    else entries.push(...withFailure(await opened(entry.batch_id), entry));
  }
  return { entries, failure: batch.failure };
}

const isBeingOpened = ({ status }: Batch): boolean => status === "awaiting_upload" || status === "opening";

/** The files of an archive within another, and the archive itself where something is wrong with it. */
const withFailure = ({ entries, failure }: Opened, archive: Entry): Entry[] => (failure ? [...entries, { ...archive, failure }] : entries);

async function entriesOf(batchId: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const query = { limit: ENTRIES_PAGE, cursor };
    const page: Page<Entry> = await call(`/batches/${batchId}/entries`, { query, patient: true });
    entries.push(...page.items);
    cursor = page.next_cursor;
  }
  return entries;
}

async function throughApi(file: File, key: string, onProgress: Progress): Promise<Taken> {
  for (let tries = 1; ; tries++) {
    const sent = authorization();
    const form = new FormData();
    form.append("file", file);
    try {
      const answer = await post(address("/invoices"), form, { ...sent, "Idempotency-Key": key }, onProgress);
      if (answer.status === 207) return { batchId: ((await answer.json()) as Receipt).batch.id };
      if (answer.ok) return { invoiceId: ((await answer.json()) as Invoice).id };
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

async function toStorage(file: File, key: string, onProgress: Progress): Promise<Taken> {
  const body = { filename: file.name, content_type: typeOf(file), size: file.size };
  const { invoice, upload: target } = await call<Announced>("/invoices/uploads", { method: "POST", body, once: key, patient: true });
  await store(file, target, onProgress);
  return { invoiceId: invoice.id };
}

async function archiveToStorage(file: File, key: string, onProgress: Progress): Promise<Taken> {
  const body = { archive: { filename: file.name, size: file.size } };
  const { batch, upload: target } = await call<AnnouncedArchive>("/batches/archives", { method: "POST", body, once: key, patient: true });
  await store(file, target, onProgress);
  return { batchId: batch.id };
}

async function store(file: File, target: Announced["upload"], onProgress: Progress): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(target.fields)) form.append(name, value);
  form.append("file", file); // last: storage ignores what comes after it
  const stored = await post(target.url, form, {}, onProgress);
  if (!stored.ok) throw new ApiError({ status: stored.status, code: "not_stored" });
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
