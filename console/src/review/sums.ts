// Whether an invoice's amounts add up, computed exactly: amounts are decimal strings, never floating-point numbers.

const PLACES = 6;

export function units(text: string | null | undefined): bigint | null {
  const found = /^(-?)(\d+)(?:\.(\d{0,6}))?\d*$/.exec(text ?? "");
  if (!found) return null;
  const [, sign, whole, behind = ""] = found;
  const value = BigInt(`${whole}${behind.padEnd(PLACES, "0")}`);
  return sign ? -value : value;
}

export function decimal(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(PLACES + 1, "0");
  const behind = digits.slice(-PLACES).replace(/0{1,4}$/, "");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -PLACES)}.${behind}`;
}

export interface Check {
  name: "totals" | "lines";
  parts: string[];
  result: string;
  difference: string | null;
  fields: string[];
}

const CENT = 10_000n;

/** The checks that the given amounts allow; one without a difference is right. */
export function checks(values: Record<string, string>, lines: readonly { net_amount: string | null }[]): Check[] {
  const [net, tax, total] = [units(values.net_total), units(values.tax_total), units(values.total)];
  const found: Check[] = [];
  if (net !== null && tax !== null && total !== null)
    found.push({ name: "totals", parts: [decimal(net), decimal(tax)], result: decimal(total), difference: off(net + tax, total), fields: ["net_total", "tax_total", "total"] });
  const amounts = lines.map((line) => units(line.net_amount));
  const sum = amounts.reduce<bigint>((before, each) => before + (each ?? 0n), 0n);
  if (net !== null && amounts.length > 0 && amounts.every((each) => each !== null))
    found.push({ name: "lines", parts: [decimal(sum)], result: decimal(net), difference: off(sum, net), fields: ["net_total"] });
  return found;
}

function off(computed: bigint, stated: bigint): string | null {
  const difference = stated - computed;
  return difference > -CENT && difference < CENT ? null : decimal(difference);
}
