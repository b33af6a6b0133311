const BYTES = 16;
const VERSION_AT = 6;
const VARIANT_AT = 8;

/** A new random id (UUID version 4), also over plain http, where browsers have no `randomUUID`. */
export function newActId(): string {
  if ('randomUUID' in crypto) {
    return crypto.randomUUID();
  }
  const bytes = (crypto as Crypto).getRandomValues(new Uint8Array(BYTES));
  const hex = [...bytes]
    .map((byte, at) => {
      const versioned = at === VERSION_AT ? (byte & 0x0f) | 0x40 : byte;
      return (at === VARIANT_AT ? (byte & 0x3f) | 0x80 : versioned).toString(16).padStart(2, '0');
    })
    .join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
