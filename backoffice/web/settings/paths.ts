/** Where a value stands within the settings: `['offices', 0, 'name']`. */
export type Path = readonly (string | number)[];

/** The name under which the server tells a mistake of a value. */
export function nameOf(path: Path): string {
  return path.join('.');
}

/** The value at a place, or undefined. */
export function readAt(whole: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (part, key) =>
      typeof part === 'object' && part !== null ? (part as Record<string | number, unknown>)[key] : undefined,
    whole,
  );
}

/** The whole with another value at a place; what lies elsewhere stays the same object. Undefined takes a key away. */
export function writeAt(whole: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) {
    return value;
  }
  const next = writeAt(readAt(whole, [key]), rest, value);
  if (Array.isArray(whole)) {
    return whole.map((item, index) => (index === key ? next : item));
  }
  const { [key]: _former, ...others } = (whole ?? {}) as Record<string | number, unknown>;
  return next === undefined ? others : { ...(whole as object), [key]: next };
}
