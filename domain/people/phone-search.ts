const COUNTRY = '57';
const MIN_DIGITS = 10;
const MAX_DIGITS = 15;

/** Nothing but digits and what people put between them. */
const WRITTEN_AS_PHONE = /^[\d\s().+\-/]{7,40}$/;

/**
 * The number that somebody means who writes it in any of the ways that are usual in Colombia, or null.
 *
 * '300 111 22 33', '+57 (300) 111-2233', '0057 3001112233' and '03 300 1112233' are not all equal to a telephone, but
 * they are to the person who reads them out. A fixed line has ten digits since 2021, and begins with 60.
 *
 * @example
 * findPhoneIn('+57 300 111-2233') // '573001112233'
 */
export function findPhoneIn(text: string): string | null {
  if (!WRITTEN_AS_PHONE.test(text.trim())) {
    return null;
  }
  const digits = text.replaceAll(/\D/g, '').replace(/^00/, '');
  const national = digits.replace(/^0(?:3(?=3\d{9}$))?/, '');
  const whole =
    /^(?:3|60)\d+$/.test(national) && national.length === MIN_DIGITS ? COUNTRY + national : national;
  return whole.length > MIN_DIGITS - 1 && whole.length <= MAX_DIGITS ? whole : null;
}
