import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROJECT, SOURCE_FOLDERS } from './project.ts';

const { forbidden, options }: IConfiguration = createRequire(import.meta.url)(
  '../../.dependency-cruiser.cjs',
);
const RULES = (forbidden ?? []).map(({ name }) => name ?? '');

/** A file, and what it must not import. The first word is the only rule that may be broken. */
const VIOLATIONS: readonly (readonly [rule: string, file: string, imported: string])[] = [
  ['domain-is-pure', 'domain/pqrs/planted.ts', 'locales/words.ts'],
  ['domain-is-pure', 'domain/pqrs/planted.ts', 'pino'],
  ['domain-is-pure', 'domain/pqrs/planted.ts', 'node:fs'],
  ['locales-are-words', 'locales/planted.ts', 'dialogs/form.ts'],
  ['locales-are-words', 'locales/planted.ts', 'zod'],
  ['dialogs-speak-domain', 'dialogs/planted.ts', 'bot/turn.ts'],
  ['dialogs-speak-domain', 'dialogs/planted.ts', 'pino'],
  ['prisma-stores-domain', 'prisma/planted.ts', 'bot/turn.ts'],
  ['prisma-stores-domain', 'prisma/planted.ts', 'dialogs/form.ts'],
  ['prisma-stores-domain', 'prisma/planted.ts', 'locales/words.ts'],
  ['prisma-stores-domain', 'prisma/planted.ts', 'fastify'],
  ['backoffice-stands-alone', 'backoffice/planted.ts', 'bot/turn.ts'],
  ['backoffice-stands-alone', 'backoffice/planted.ts', 'dialogs/form.ts'],
  ['backoffice-stands-alone', 'backoffice/planted.ts', '@prisma/client'],
  ['contracts-are-schemas', 'backoffice/contracts/planted.ts', 'backoffice/api/routes.ts'],
  ['contracts-are-schemas', 'backoffice/contracts/planted.ts', 'fastify'],
  ['web-knows-contracts-only', 'backoffice/web/planted.ts', 'backoffice/api/routes.ts'],
  ['web-knows-contracts-only', 'backoffice/web/planted.ts', 'domain/pqrs/pqrs.ts'],
  ['console-is-a-bundle', 'bot/planted.ts', 'backoffice/web/main.ts'],
  ['widget-stands-alone', 'bot/channels/web/widget/planted.ts', 'bot/turn.ts'],
  ['widget-stands-alone', 'bot/channels/web/widget/planted.ts', 'zod'],
  ['widget-is-a-bundle', 'bot/planted.ts', 'bot/channels/web/widget/main.ts'],
  ['database-only-from-composition', 'bot/planted.ts', 'prisma/database.ts'],
  ['database-only-from-composition', 'bot/channels/terminal/chat.ts', 'prisma/database.ts'],
  ['console-only-from-composition', 'bot/planted.ts', 'backoffice/api/routes.ts'],
  ['console-only-from-composition', 'prisma/planted.ts', 'backoffice/api/routes.ts'],
  ['composition-is-the-top', 'bot/planted.ts', 'bot/compose/vecino.ts'],
  ['botbuilder-behind-one-file', 'dialogs/planted.ts', 'botbuilder'],
  ['botbuilder-behind-one-file', 'bot/planted.ts', 'botframework-schema'],
  ['natural-only-understands', 'dialogs/planted.ts', 'natural/lib/natural/part.js'],
  ['natural-in-parts', 'dialogs/understanding/planted.ts', 'natural/lib/natural/index.js'],
  ['baileys-stays-home', 'bot/planted.ts', '@whiskeysockets/baileys'],
  ['cron-in-one-file', 'bot/jobs/planted.ts', 'node-cron'],
  ['jobs-in-one-place', 'bot/compose/planted.ts', 'graphile-worker'],
  ['sign-in-library-stays-home', 'backoffice/api/planted.ts', 'better-auth'],
  ['no-tests-in-code', 'bot/planted.ts', 'tests/support/builder.ts'],
  ['no-bench-in-code', 'bot/planted.ts', 'bench/bench.ts'],
  ['nothing-imports-the-build', 'bot/planted.ts', 'dist/bot/turn.js'],
  ['program-needs-no-development-package', 'bot/planted.ts', 'development-only'],
  ['everything-resolves', 'bot/planted.ts', 'bot/no-such-file.ts'],
  ['no-cycles', 'bot/a-planted.ts', 'bot/circle.ts'],
];

/** What the planted files import: a small tree with the real shape. */
const TREE: Readonly<Record<string, string>> = {
  'domain/pqrs/pqrs.ts': '',
  'locales/words.ts': '',
  'dialogs/form.ts': '',
  'bot/turn.ts': '',
  'bot/compose/vecino.ts': '',
  'backoffice/web/main.ts': '',
  'bot/channels/web/widget/main.ts': '',
  'backoffice/api/routes.ts': '',
  'backoffice/contracts/pqrs.ts': '',
  'prisma/database.ts': '',
  'tests/support/builder.ts': '',
  'bench/bench.ts': '',
  'dist/bot/turn.js': '',
};

const PACKAGES = [
  'zod',
  'pino',
  'fastify',
  'natural',
  'botbuilder',
  'botframework-schema',
  '@prisma/client',
  '@whiskeysockets/baileys',
  'node-cron',
  'graphile-worker',
  'better-auth',
];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vecino-boundaries-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(root: string, file: string, text: string): Promise<void> {
  const path = join(root, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** A project of its own for each planted file, with packages that are only names. */
async function plant(name: string, file: string, imported: string): Promise<string> {
  const root = join(folder, name);
  const isFile = /^[a-z]+\/.*\.[jt]s$/.test(imported) && !imported.startsWith('natural/');
  const specifier = isFile ? '../'.repeat(file.split('/').length - 1) + imported : imported;
  const dependencies = Object.fromEntries(PACKAGES.map((name) => [name, '1.0.0']));
  const manifest = { name: 'planted', dependencies, devDependencies: { 'development-only': '1.0.0' } };
  const files: Record<string, string> = {
    ...TREE,
    'package.json': JSON.stringify(manifest),
    'node_modules/natural/lib/natural/index.js': '',
    'node_modules/natural/lib/natural/part.js': '',
    ...(imported === 'bot/circle.ts' && { [imported]: "import './a-planted.ts';" }),
    [file]: `import '${specifier}';\n`,
  };
  for (const name of [...PACKAGES, 'development-only']) {
    files[`node_modules/${name}/package.json`] = JSON.stringify({ name, main: 'index.js' });
    files[`node_modules/${name}/index.js`] = '';
  }
  await Promise.all(Object.entries(files).map(([path, text]) => write(root, path, text)));
  return root;
}

async function brokenRules(root: string, folders: readonly string[]): Promise<readonly string[]> {
  const { tsConfig: _, ...cruiseOptions } = options ?? {};
  const { output } = await cruise([...folders], {
    ...cruiseOptions,
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: forbidden ?? [] },
  });
  const { summary } = output as ICruiseResult;
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
}

test.each(VIOLATIONS.map((violation, index) => [index, ...violation] as const))(
  'planted %i: %s refuses that %s imports %s',
  async (index, rule, file, imported) => {
    const root = await plant(String(index), file, imported);

    const broken = await brokenRules(root, ['bot', 'dialogs', 'domain', 'backoffice', 'prisma', 'locales']);

    expect(broken).toContainEqual(expect.stringMatching(new RegExp(`^${rule}: ${file} -> `)));
    expect(broken.filter((line) => !line.includes(`: ${file} -> `))).toEqual([]);
  },
);

test('every rule is proven by a planted violation', () => {
  expect([...new Set(VIOLATIONS.map(([rule]) => rule))].toSorted()).toEqual(RULES.toSorted());
});

test('the real tree breaks no rule', async () => {
  expect(await brokenRules(PROJECT, SOURCE_FOLDERS)).toEqual([]);
});
