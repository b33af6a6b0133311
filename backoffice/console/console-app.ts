import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import type { Translate } from '../../locales/translate.ts';

export type ConsoleAppOptions = {
  /** What the bundler made: `index.html` and `assets/`. */
  readonly folder: string;
  readonly t: Translate;
};

/** Where the build leaves the console, beside this folder in the sources and in `dist/` alike. */
export const CONSOLE_FOLDER = path.join(import.meta.dirname, '../web/static');

/** The names of the parts carry their hash: what has a name never changes. */
const ASSET_MAX_AGE = '365d';

const NONCE_BYTES = 16;
/** Stands in the page that the bundler made, and is another word in each answer. */
const NONCE_MARK = '__STYLE_NONCE__';

/**
 * The console as a program for the browser; to be registered under `/consola`.
 *
 * Every path answers the same page, since the program reads the path. The page itself says nothing about anybody,
 * so it is open to all: what it shows comes from the API, which asks who is there.
 */
export const consoleApp: FastifyPluginAsync<ConsoleAppOptions> = async (app, { folder, t }) => {
  const config = { access: 'public' } as const;
  app.addHook('onRoute', (route) => {
    route.config = { ...config, ...route.config };
  });
  app.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
    reply.header('referrer-policy', 'same-origin');
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).type('text/plain; charset=utf-8').send(t('console.errors.page-not-found')),
  );

  await app.register(fastifyStatic, {
    root: path.join(folder, 'assets'),
    prefix: '/assets/',
    index: false,
    preCompressed: true,
    immutable: true,
    maxAge: ASSET_MAX_AGE,
    decorateReply: false,
  });

  const answer = async (_request: unknown, reply: FastifyReply) => {
    const page = await findPage(folder);
    return page === null
      ? reply.code(503).type('text/plain; charset=utf-8').send(t('console.frame.notBuilt'))
      : sendPage(reply, page);
  };
  app.get('/', { config }, answer);
  app.get('/*', { config }, answer);
};

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(NONCE_BYTES).toString('base64url');
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', policyOf(nonce))
    .send(page.replaceAll(NONCE_MARK, nonce));
}

/** No script but our files, no style but our files and what the program writes with the nonce of this very answer. */
function policyOf(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "media-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Read anew each time, so that a build while the program runs is served whole; null before the first build. */
async function findPage(folder: string): Promise<string | null> {
  try {
    return await readFile(path.join(folder, 'index.html'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return null;
    }
    throw error;
  }
}
