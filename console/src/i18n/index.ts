// Texts, numbers and dates in the person's language. English comes with the page, the others when they are asked for.

import english from "./en.json";

export const LANGUAGES = { en: "English", de: "Deutsch", fr: "Français", zh: "简体中文" } as const;
export type Language = keyof typeof LANGUAGES;
export type Key = keyof typeof english;

const CHOSEN = "console-language"; // a preference, the only thing that is kept in the browser
// The build ships each as its texts alone, in the order of English.
const loaders: Record<Exclude<Language, "en">, () => Promise<{ default: unknown }>> = {
  de: () => import("./de.json"),
  fr: () => import("./fr.json"),
  zh: () => import("./zh.json"),
};

let texts: Record<string, string> = english;
let locale = "en";

export const isLanguage = (tag: string): tag is Language => tag in LANGUAGES;

export function preferredLanguage(): Language {
  const chosen = stored();
  const wanted = [...(chosen ? [chosen] : []), ...navigator.languages].map((tag) => tag.split("-")[0] ?? "");
  return wanted.find(isLanguage) ?? "en";
}

function stored(): string | null {
  try {
    return localStorage.getItem(CHOSEN);
  } catch {
    return null; // storage is switched off
  }
}

export async function setLanguage(language: Language, remember = false): Promise<void> {
  texts = language === "en" ? english : named((await loaders[language]()).default as string[]);
  locale = navigator.languages.find((tag) => tag.split("-")[0] === language) ?? (language === "zh" ? "zh-CN" : language);
  document.documentElement.lang = language === "zh" ? "zh-Hans" : language;
  document.title = t("app.title");
  if (!remember) return;
  try {
    localStorage.setItem(CHOSEN, language);
  } catch {
    // it holds for this visit
  }
}

const named = (translated: readonly string[]): Record<string, string> =>
  Object.fromEntries(Object.keys(english).map((key, at) => [key, translated[at] ?? key]));

export const language = (): Language => (locale.split("-")[0] as Language) ?? "en";

// A plural as ICU writes it: {count, plural, one {# file} other {# files}}.
const PLURAL = /\{(\w+), plural, ((?:\w+ \{[^{}]*\} ?)+)\}/g;

/** A text with its words filled in; numbers are written, and plurals chosen, as the language has them. */
export function t(key: Key, words: Record<string, string | number> = {}): string {
  const word = (name: string) => (typeof words[name] === "number" ? count(words[name]) : words[name] ?? "");
  return (texts[key] ?? key)
    .replace(PLURAL, (_, name: string, forms: string) => inPlural(Number(words[name]), forms).replace("#", word(name)))
    .replace(/\{(\w+)\}/g, (_, name: string) => word(name));
}

function inPlural(number: number, forms: string): string {
  const found = Object.fromEntries([...forms.matchAll(/(\w+) \{([^{}]*)\}/g)].map(([, form, text]) => [form, text]));
  return found[new Intl.PluralRules(locale).select(number)] ?? found["other"] ?? "";
}

/** A text whose key is made of a value of the API's; what has no text of its own is shown as it is. */
export const tOr = (key: string, otherwise: string): string => texts[key] ?? otherwise;

export function amount(value: string | null | undefined, currency?: string | null): string {
  if (value === null || value === undefined || value === "") return "–";
  const options = currency ? { style: "currency" as const, currency } : { minimumFractionDigits: 2 };
  try {
    return new Intl.NumberFormat(locale, options).format(value as unknown as number); // a string keeps all its digits
  } catch {
    return `${value} ${currency ?? ""}`;
  }
}

export const count = (value: number): string => new Intl.NumberFormat(locale).format(value);

export function date(value: string | null | undefined): string {
  if (!value) return "–";
  const parts = value.slice(0, 10).split("-").map(Number);
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).format(
    Date.UTC(parts[0] ?? 0, (parts[1] ?? 1) - 1, parts[2]),
  );
}

export const instant = (value: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }).format(new Date(value));

/** A number as it is written in an input: with the language's decimal separator and no grouping. */
export function written(value: string | null | undefined): string {
  return (value ?? "").replace(".", separator());
}

function separator(): string {
  return new Intl.NumberFormat(locale).formatToParts(1.5).find((part) => part.type === "decimal")?.value ?? ".";
}

/** A typed or printed number with a point, or null where it is none: "1.190,00", "1,190.00" and "1190" are all read. */
export function parsed(text: string): string | null {
  const bare = text.replace(/[^\d.,\-−]/g, "").replace("−", "-");
  if (!/\d/.test(bare)) return null;
  const last = Math.max(bare.lastIndexOf("."), bare.lastIndexOf(","));
  const mark = bare[last];
  const once = last >= 0 && bare.indexOf(mark ?? "") === last;
  const behind = bare.length - last - 1;
  const other = mark === "." ? "," : ".";
  const isDecimal = last >= 0 && once && (behind !== 3 || bare.includes(other) || mark === separator());
  const whole = (isDecimal ? bare.slice(0, last) : bare).replace(/[.,]/g, "");
  return isDecimal ? `${whole || "0"}.${bare.slice(last + 1)}` : whole;
}
