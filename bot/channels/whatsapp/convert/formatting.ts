/** Signs of the same look that WhatsApp does not take for formatting. */
const LOOKALIKES: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ' };

/** Where WhatsApp begins or ends formatting: beside a word, on the side that is not the word's. */
const MARK = /(?<=^|[\s\p{P}\p{S}])[*_~](?=\S)|(?<=\S)[*_~](?=$|[\s\p{P}\p{S}])|`/gmu;
const LINK = /(https?:\/\/\S+)/u;

/**
 * The same words as plain text on WhatsApp.
 *
 * No sentence of ours is formatted, so whatever would be formatting was written by a person and only quoted by us:
 * it is shown as it was written. Links stay as they are.
 */
export function toPlain(text: string): string {
  return text
    .split(LINK)
    .map((part, index) => (index % 2 === 1 ? part : disarm(part)))
    .join('');
}

export function toBold(text: string): string {
  return `*${text}*`;
}

function disarm(text: string): string {
  return text.replaceAll(MARK, (sign) => LOOKALIKES[sign] ?? sign);
}
