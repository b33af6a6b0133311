// Builds `dist/`: the database client, the program, the files that it reads, and the widget.
// `node build.mjs` always builds; `node build.mjs --if-stale` only when a source is newer than the last build;
// `node build.mjs --is-current` builds nothing and ends with 0 when there is nothing to build.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

const ROOT = import.meta.dirname;
const DIST = path.join(ROOT, 'dist');
const STAMP = path.join(DIST, 'built');
const SOURCES = [
  'bot',
  'dialogs',
  'domain',
  'backoffice',
  'prisma',
  'locales',
  'package.json',
  'tsconfig.json',
];
const GENERATED = [
  'prisma/generated',
  'bot/channels/web/static',
  'backoffice/web/static',
  'dialogs/understanding/learned.bin',
].map((name) => path.join(ROOT, name));

/** What the compiler does not copy: read at run time by a path beside the code that reads it. */
const ASSETS = [
  'prisma/migrations',
  'prisma/seed/entities',
  'prisma/seed/barrios',
  'dialogs/understanding/examples',
  'bot/channels/web/static',
  'backoffice/web/static',
];

function newestChange(file) {
  if (!existsSync(file) || GENERATED.includes(file)) {
    return 0;
  }
  const stat = statSync(file);
  return stat.isDirectory()
    ? Math.max(0, ...readdirSync(file).map((name) => newestChange(path.join(file, name))))
    : stat.mtimeMs;
}

function isStale() {
  if (!existsSync(STAMP)) {
    return true;
  }
  const builtAt = Number(readFileSync(STAMP, 'utf8'));
  return SOURCES.some((source) => newestChange(path.join(ROOT, source)) > builtAt);
}

function run(file, args) {
  const { status } = spawnSync(process.execPath, [path.join(ROOT, file), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) {
    process.stderr.write(`build: ${file} ${args.join(' ')} failed\n`);
    process.exit(status ?? 1);
  }
}

function build() {
  const startedAt = Date.now();
  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(DIST, { recursive: true });
  run('node_modules/prisma/build/index.js', ['generate']);
  run('node_modules/typescript/bin/tsc', ['-p', 'tsconfig.build.json']);
  run('bot/channels/web/build-widget.mjs', []);
  run('node_modules/vite/bin/vite.js', ['build', 'backoffice/web', '--logLevel', 'warn']);
  for (const asset of ASSETS.filter((name) => existsSync(path.join(ROOT, name)))) {
    cpSync(path.join(ROOT, asset), path.join(DIST, asset), { recursive: true });
  }
  run('dist/dialogs/understanding/keep-learned.js', []);
  writeFileSync(STAMP, String(startedAt));
}

if (process.argv.includes('--is-current')) {
  process.exitCode = isStale() ? 1 : 0;
} else if (!process.argv.includes('--if-stale') || isStale()) {
  build();
}
