/** What makes a program that opens a table take a text for a formula, also after spaces and in full width. */
const FORMULA = /^[\s\u200B\uFEFF]*[=+\-@\t\r\n＝＋－＠]/u;

/** Signs that no table can hold and that some readers choke on: controls but tab and line ends, and no characters. */
const UNPRINTABLE = /[^\P{Cc}\t\r\n]|\p{Cn}/gu;

/**
 * A text that every program shows as it is written: what could begin a formula gets an apostrophe before it.
 *
 * @example
 * toSafeCell('=1+1') // "'=1+1"
 */
export function toSafeCell(text: string): string {
  const plain = text.replaceAll(UNPRINTABLE, '');
  return FORMULA.test(plain) ? `'${plain}` : plain;
}
