/** Where a utility says something in words of its own; what follows is the key of the sentence, dots and all. */
const OWN_TEXT = 'texts.';

/** The words of one part of a path, and of a sentence that a utility says in words of its own; null where there are none. */
type Words = {
  readonly field: (name: string) => string | null;
  readonly ownText: (key: string) => string | null;
};

/**
 * Names a value of the audit by the path that it has: `offices.0.week.1.from` is 'Oficina 1, franja 2, desde'.
 *
 * A part without words is told by its own name, taken apart: `lastSeenAt` is 'last seen at'.
 */
export function sayAuditField(path: string, words: Words): string {
  const parts = path.startsWith(OWN_TEXT)
    ? [...partsOf('texts', words), sayOwnText(path.slice(OWN_TEXT.length), words)]
    : partsOf(path, words);
  const said = parts.join(', ');
  return said.charAt(0).toLocaleUpperCase('es-CO') + said.slice(1);
}

/** A number belongs to what stands before it, and is counted from 1. */
function partsOf(path: string, { field }: Words): readonly string[] {
  const said: string[] = [];
  for (const part of path.split('.')) {
    const last = said.at(-1);
    if (/^\d+$/.test(part) && last !== undefined) {
      said[said.length - 1] = `${last} ${Number(part) + 1}`;
    } else {
      said.push(field(part) ?? takeApart(part));
    }
  }
  return said;
}

function sayOwnText(key: string, { ownText }: Words): string {
  return ownText(key)?.toLocaleLowerCase('es-CO') ?? takeApart(key);
}

function takeApart(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[-_.]+/g, ' ')
    .toLowerCase();
}
