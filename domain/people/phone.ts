import { z } from 'zod';

const COUNTRY_OF_COLOMBIA = '57';
const COLOMBIAN_MOBILE = /^3\d{9}$/;
const SEEN_AT_START = 5;
const SEEN_AT_END = 2;

/**
 * A telephone number with its country, digits only, however it was written: '+57 300 111 2233' is '573001112233'.
 *
 * Ten digits that begin with 3 are a Colombian mobile. Anything that could not be a number is refused.
 */
export const Phone = z
  .string()
  .max(40)
  .transform((written) => written.replaceAll(/[\s().+-]/g, ''))
  .transform((digits) => (COLOMBIAN_MOBILE.test(digits) ? `${COUNTRY_OF_COLOMBIA}${digits}` : digits))
  .pipe(z.string().regex(/^[1-9]\d{9,14}$/));

/** Enough of a number to recognise one's own, and too little to call it: '573001112233' is '57300•••••33'. */
export function maskPhone(phone: string): string {
  const hidden = Math.max(0, phone.length - SEEN_AT_START - SEEN_AT_END);
  return `${phone.slice(0, SEEN_AT_START)}${'•'.repeat(hidden)}${phone.slice(SEEN_AT_START + hidden)}`;
}
