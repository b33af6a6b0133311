import { type Logger, pino } from 'pino';

const STANDARD_ERROR = 2;
const MAX_FRAMES = 12;

/** What must not be written down even if somebody passes it by mistake. */
const PRIVATE = [
  'text',
  'content',
  'address',
  'phone',
  'recipient',
  'description',
  'token',
  'password',
  'email',
];

/**
 * One JSON line an event, on standard error: standard output belongs to the one line with the address, and to
 * the conversation of `npm run chat`.
 */
export function createLog(level: string): Logger {
  const paths = PRIVATE.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino(
    { level, base: null, serializers: { err: withoutWords }, redact: { paths, censor: '[reservado]' } },
    pino.destination({ dest: STANDARD_ERROR, sync: false }),
  );
}

/** The frames say where; the message of an error may repeat what a person wrote, so it is left out. */
function withoutWords(error: unknown): object {
  if (!(error instanceof Error)) {
    return { type: typeof error };
  }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const code = 'code' in error ? String(error.code) : null;
  return { type: error.name, code, stack: frames.slice(0, MAX_FRAMES).join('\n') };
}
