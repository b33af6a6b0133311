import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { en } from '../../locales/en/catalogue.ts';
import { esCo } from '../../locales/es-co/catalogue.ts';
import {
  CODE_FOLDERS,
  listCode,
  listFiles,
  PROJECT,
  readText,
  SOURCE_FOLDERS,
  withoutComments,
} from './project.ts';

const WIDGET = 'bot/channels/web/widget/';
const GUARDS_THEMSELVES = 'tests/architecture/guards.test.ts';

const code = () => listCode(CODE_FOLDERS);
const tests = () => listCode(['tests']).filter((file) => file !== GUARDS_THEMSELVES);
const everything = () => listFiles().filter((file) => file !== GUARDS_THEMSELVES && !isBinary(file));
const isBinary = (file: string) => /\.(png|jpe?g|webp|pdf|ico|woff2?|tgz)$/.test(file);

type Guard = {
  readonly name: string;
  /** Something that the guard must find. */
  readonly planted: string;
  readonly pattern: RegExp;
  readonly files: () => readonly string[];
  /** Files that may do it. */
  readonly exempt?: (file: string) => boolean;
  /** Comments speak of things without doing them. */
  readonly readsComments?: boolean;
};

const GUARDS: readonly Guard[] = [
  {
    name: 'only domain/calendar/clock.ts reads the real clock',
    planted: 'const now = new Date();',
    pattern: /new Date\(\s*\)|Date\.now\b|performance\.timeOrigin/,
    files: code,
    exempt: (file) => file === 'domain/calendar/clock.ts' || file.startsWith(WIDGET),
  },
  {
    name: 'only bot/config.ts reads the environment',
    planted: "const url = process.env['DATABASE_URL'];",
    pattern: /process\s*\.\s*env\b|process\[['"]env/,
    files: () => [...code(), ...listFiles().filter((file) => /^[^/]+\.(ts|mjs)$/.test(file))],
    exempt: (file) => file === 'bot/config.ts' || file === 'prisma.config.ts',
  },
  {
    name: 'nothing is exported by default',
    planted: 'export default function planted() {}',
    pattern: /^\s*export default\b|\bas default\b/m,
    files: () => listCode(SOURCE_FOLDERS),
    // A tool reads its settings from there and nowhere else.
    exempt: (file) => file.endsWith('.config.ts'),
  },
  {
    name: 'no test is left out, chosen or promised',
    planted: "test.skip('planted', () => {});",
    pattern:
      /\b(test|it|describe|suite)(\.\w+)*\.(only|skip|todo|skipIf|runIf)\b|\bx(it|test|describe)\(|\b(skip|only|todo): true/,
    files: tests,
    exempt: (file) => !file.endsWith('.test.ts'),
  },
  {
    name: 'no test replaces a module',
    planted: "vi.mock('../../bot/turn.ts');",
    pattern: /\bvi\.(do)?[mM]ock\(/,
    files: tests,
  },
  {
    name: 'no file knows a folder of the machine where it was written',
    planted: ["cd '", 'root', "vecino'"].join('/'),
    pattern: /(?<![\w.~$}-])\/(work|tmp|root|home\/\w+)\//,
    files: everything,
    readsComments: true,
  },
  {
    name: 'no file speaks of papers that readers do not have',
    planted: 'see design.md, section 4',
    pattern: /\b(design|domain|conventions|expectations|BRIEF)\.md\b|\bas an AI\b|\bAI[- ]generated\b/,
    files: everything,
    readsComments: true,
  },
  {
    name: 'a word of the law is never translated',
    planted: 'type Complaint = {};',
    pattern: /complaint|filingNumber|filing_number|neighbou?rhood/i,
    files: code,
    exempt: (file) => file.startsWith('locales/en/'),
  },
];

/** A conversation that goes through each folder of `dialogs/`. */
const TRANSCRIPT_OF: Readonly<Record<string, string>> = {
  continuation: 'continuation-there-and-back',
  failures: 'failure-offers-reclamo',
  handoff: 'three-misses-person',
  health: 'health-is-sensitive',
  information: 'information',
  pqrs: 'edit-before-confirm',
  privacy: 'first-contact-accepted',
  surveys: 'survey-waits-for-the-form',
};

function offendersOf({ files, pattern, exempt, readsComments }: Guard): readonly string[] {
  return files()
    .filter((file) => !exempt?.(file))
    .filter((file) => {
      const text = readText(file);
      return pattern.test(readsComments ? text : withoutComments(text));
    });
}

describe.each(GUARDS)('$name', (guard) => {
  test('is noticed when somebody does it', () => {
    expect(guard.planted).toMatch(guard.pattern);
  });

  test('nobody does', () => {
    expect(offendersOf(guard)).toEqual([]);
  });
});

describe('names and sizes', () => {
  test('no file gathers what others export, and no folder is named after nothing', () => {
    const offenders = listFiles()
      .filter((file) => !file.startsWith('docs/'))
      .filter(
        (file) =>
          /(^|\/)(utils?|shared|common|services|helpers|misc|lib)\//.test(file) ||
          /(^|\/)index\.(ts|tsx|mjs|js)$/.test(file),
      );

    expect(offenders).toEqual([]);
  });

  test('no file of code is longer than 300 lines', () => {
    const offenders = [...code(), ...listFiles().filter((file) => /^[^/]+\.(ts|mjs|cjs)$/.test(file))]
      .map((file) => `${readText(file).split('\n').length - 1} ${file}`)
      .filter((line) => Number.parseInt(line, 10) > 300);

    expect(offenders).toEqual([]);
  });

  test('every Spanish word in a name of the code is in the glossary', () => {
    const glossary = new Set(wordsIn(readText('docs/glossary.md')));
    const spanish = spanishVocabulary();

    const missing = new Set(
      namesInCode()
        .flatMap(partsOf)
        .filter((word) => spanish.has(word) && !glossary.has(word)),
    );

    expect([...missing]).toEqual([]);
    expect(spanish).toContain('solicitud');
    expect(spanish).not.toContain('message');
  });
});

describe('words', () => {
  test('every rule that can say no has words in each language', () => {
    const codes = [...readText('domain/errors.ts').matchAll(/^ {2}\| '([a-z-]+)'/gm)].map(
      ([, name]) => `errors.${name}`,
    );

    expect(codes.length).toBeGreaterThan(3);
    expect(codes.filter((key) => !(key in esCo) || !(key in en))).toEqual([]);
  });

  test('the languages have the same sentences, and each sentence the same values', () => {
    const spanish: Readonly<Record<string, string>> = esCo;
    const english: Readonly<Record<string, string>> = en;

    expect(Object.keys(english).toSorted()).toEqual(Object.keys(spanish).toSorted());
    expect(
      Object.keys(spanish).filter((key) => `${valuesOf(spanish[key])}` !== `${valuesOf(english[key])}`),
    ).toEqual([]);
  });

  test('every feature of the assistant has a transcript', () => {
    const features = readdirSync(join(PROJECT, 'dialogs'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'understanding')
      .map(({ name }) => name);
    const transcripts = listFiles('tests/dialogs/transcripts').map((file) => basename(file, '.txt'));

    expect(features.toSorted()).toEqual(Object.keys(TRANSCRIPT_OF));
    expect(Object.values(TRANSCRIPT_OF).filter((name) => !transcripts.includes(name))).toEqual([]);
  });
});

describe('manual', () => {
  test('every label that the manual names stands in the console', () => {
    const sentences = Object.values<string>(esCo).map((text) => text.replaceAll(/\{\{\w+\}\}/g, '…'));
    const isSaid = (label: string) =>
      sentences.some((text) => text.startsWith(label) && !/^[\p{L}\p{N} ]/u.test(text.slice(label.length)));
    // What begins with a small letter is only said louder.
    const labels = listFiles('docs/manual').flatMap((file) =>
      [
        ...readText(file)
          .replaceAll(/\s+/g, ' ')
          .matchAll(/\*\*(\p{Lu}[^*]+?):?\*\*/gu),
      ].map(([, label = '']) => ({ file, label })),
    );

    expect(labels.length).toBeGreaterThan(100);
    expect(labels.filter(({ label }) => !isSaid(label))).toEqual([]);
  });

  test('every picture of the manual is there, and each is shown', () => {
    const shown = listFiles('docs/manual').flatMap((file) =>
      [...readText(file).matchAll(/\(\.\.\/(img\/manual\/[^)]+)\)/g)].map(([, name]) => `docs/${name}`),
    );

    expect(new Set(shown)).toEqual(new Set(listFiles('docs/img/manual')));
  });
});

describe('packages and settings', () => {
  test('every package has one exact version', () => {
    const { dependencies, devDependencies, overrides } = JSON.parse(readText('package.json'));
    const versions = Object.entries<string>({ ...dependencies, ...devDependencies, ...overrides });

    expect(versions.length).toBeGreaterThan(20);
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  test('the lock names no host, so that any registry may serve it, and a checksum for every package', () => {
    const { packages } = JSON.parse(readText('package-lock.json')) as {
      packages: Record<string, { resolved?: string; integrity?: string; optional?: boolean }>;
    };
    const installed = Object.entries(packages).filter(([path]) => path !== '');

    expect(installed.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(
      installed.filter(([, entry]) => !(entry.integrity || entry.optional)).map(([path]) => path),
    ).toEqual([]);
  });

  test('.env.example has every setting, and no other', () => {
    const known = [...readText('bot/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name);
    const explained = [...readText('.env.example').matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map(
      ([, name]) => name,
    );

    expect(known).toContain('DATABASE_URL');
    expect(explained.toSorted()).toEqual(known.toSorted());
  });

  test('the program that runs is the one that was tested', () => {
    const { engines } = JSON.parse(readText('package.json'));

    expect(engines.node).toBe('>=20.19');
    expect(readText('.nvmrc').trim()).toMatch(/^20\.\d+\.\d+$/);
  });
});

/** The names of a sentence's values, in order of the alphabet. */
function valuesOf(sentence = ''): readonly string[] {
  return [...new Set(sentence.match(/\{\{\w+\}\}/g))].toSorted();
}

function wordsIn(text: string): readonly string[] {
  return (
    text
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[a-z]{4,}/g) ?? []
  );
}

/** `openPqrs` is `open` and `pqrs`. */
function partsOf(name: string): readonly string[] {
  return wordsIn(name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2'));
}

/** English words that are also Spanish ones. */
const BOTH = [
  'base',
  'color',
  'error',
  'escape',
  'final',
  'general',
  'link',
  'stop',
  'total',
  'general',
  'normal',
  'texto',
];

/** The words of the Spanish sentences that no English sentence has. */
function spanishVocabulary(): ReadonlySet<string> {
  const english = new Set([...Object.values(en).flatMap(wordsIn), ...BOTH]);
  return new Set(
    Object.values(esCo)
      .flatMap(wordsIn)
      .filter((word) => !english.has(word)),
  );
}

/** What files are called and what they export. What people type (`dialogs/understanding`) is data, not a name. */
function namesInCode(): readonly string[] {
  const files = code().filter(
    (file) => !file.startsWith('dialogs/understanding/') && !file.startsWith('locales/'),
  );
  const exported = files.flatMap((file) =>
    [
      ...readText(file).matchAll(
        /^export (?:declare )?(?:abstract )?(?:async )?(?:function\*?|const|type|class|let) (\w+)/gm,
      ),
    ].map(([, name]) => name ?? ''),
  );
  return [...files.map((file) => basename(file)), ...exported];
}
