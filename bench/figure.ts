/** Something measured, with what it is held against. */
export type Figure = {
  readonly name: string;
  /** NaN where this machine could not measure it. */
  readonly measured: number;
  readonly unit: string;
  /** `limit`: what the same machine can do at best, in the same run. The aims are the project's own. */
  readonly against?: { readonly kind: 'limit' | 'at most' | 'at least'; readonly value: number };
};

const NAME_WIDTH = 58;
const VALUE_WIDTH = 16;
const AGAINST_WIDTH = 24;

/** One line a figure: name, measured, limit or aim, measured ÷ that. */
export function toLine({ name, measured, unit, against }: Figure): string {
  const value = `${short(measured)} ${unit}`.trimEnd().padStart(VALUE_WIDTH);
  if (against === undefined) {
    return `${name.padEnd(NAME_WIDTH)}${value}`;
  }
  const held = `${against.kind} ${short(against.value)} ${unit}`.trimEnd().padStart(AGAINST_WIDTH);
  return `${name.padEnd(NAME_WIDTH)}${value}${held}  ×${(measured / against.value).toFixed(2)}`;
}

function short(value: number): string {
  if (Number.isNaN(value)) {
    return 'not measured:';
  }
  const digits = Math.abs(value) >= 100 ? 0 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: 0 });
}
