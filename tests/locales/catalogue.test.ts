import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { en } from '../../locales/en/catalogue.ts';
import { esCo } from '../../locales/es-co/catalogue.ts';

const ROOT = new URL('../../', import.meta.url);
const SOURCE_FOLDERS = ['dialogs', 'bot', 'backoffice', 'prisma'];
const source = SOURCE_FOLDERS.flatMap(typescriptIn).join('\n');

/** Keys that are put together while running: `pqrs.name.${kind}`, or taken by their beginning: 'web.chat.'. */
const prefixes = [...source.matchAll(/['`]((?:\w[\w-]*\.)+)(?:\$\{|')/g)].map(([, prefix]) => prefix ?? '');

/** Codes travel from the domain to the words: the type of `errors` keeps them complete. */
const COMPLETE_BY_TYPE = 'errors.';

test.each(Object.keys(esCo))('%s is said somewhere', (key) => {
  const isUsed =
    key.startsWith(COMPLETE_BY_TYPE) ||
    source.includes(`'${key}'`) ||
    prefixes.some((prefix) => key.startsWith(prefix));

  expect(isUsed).toBe(true);
});

describe('both languages', () => {
  test('have the same keys', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(esCo).sort());
  });

  test.each(Object.entries(esCo))('need the same values in %s', (key, sentence) => {
    expect(valuesIn(en[key as keyof typeof en])).toEqual(valuesIn(sentence));
  });
});

test('no feature overwrites a sentence of another', () => {
  const declared = readdirSync(new URL('locales/es-co/', ROOT))
    .filter((name) => name !== 'catalogue.ts')
    .flatMap((name) => [
      ...readFileSync(new URL(`locales/es-co/${name}`, ROOT), 'utf8').matchAll(/^ {2}'([a-z]+\.[^']+)':/gm),
    ])
    .map(([, key]) => key);

  expect(declared.filter((key, index) => declared.indexOf(key) !== index)).toEqual([]);
});

function valuesIn(sentence: string): string[] {
  return [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();
}

function typescriptIn(folder: string): string[] {
  return readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes('generated'))
    .map((name) => readFileSync(new URL(`${folder}/${name}`, ROOT), 'utf8'));
}
