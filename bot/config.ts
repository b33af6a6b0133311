import { resolve } from 'node:path';
import { z } from 'zod';
import { BackupKeep, type BackupRetention } from '../domain/backup/backup-file.ts';
import { FRAGMENT_WINDOW_MS } from '../domain/messages/fragments.ts';

const ROLES = ['web', 'whatsapp', 'worker'] as const;
const MIN_SECRET_CHARACTERS = 32;

const list = (text: string): string[] =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item.length > 0);

const optional = z
  .string()
  .trim()
  .transform((text) => (text === '' ? undefined : text))
  .optional();

/** Everything that may be set from outside; `.env.example` explains each for whoever runs it. */
const Environment = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: optional,
  FILES_DIR: optional,
  APP_SECRET: optional.pipe(z.string().min(MIN_SECRET_CHARACTERS).optional()),
  PUBLIC_URL: optional.pipe(z.url().optional()),
  TRUSTED_PROXIES: z.string().default('').transform(list),
  ROLES: z
    .string()
    .default(ROLES.join(','))
    .transform(list)
    .pipe(z.array(z.enum(ROLES)).min(1)),
  ENTITY: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .default('essmar'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  WHATSAPP: z.enum(['off', 'baileys']).default('off'),
  WA_WS_URL: optional.pipe(z.url({ protocol: /^wss?$/ }).optional()),
  WA_VERSION: optional.pipe(
    z
      .string()
      .regex(/^\d+,\d+,\d+$/)
      .optional(),
  ),
  WA_PER_MINUTE: z.coerce.number().int().min(7).max(600).default(60),
  WA_MEDIA_HOST: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/)
    .default('mmg.whatsapp.net'),
  BACKUP_DIR: optional,
  BACKUP_PASSPHRASE: optional,
  BACKUP_PASSPHRASE_FILE: optional,
  BACKUP_KEEP: z.string().default('7,4').pipe(BackupKeep),
  FRAGMENT_WINDOW_MS: z.coerce.number().int().min(0).max(10_000).default(FRAGMENT_WINDOW_MS),
});

export type WhatsAppConfig = {
  /** Another server than WhatsApp's own: a simulator, to which nothing needs to be sent slowly. */
  readonly url: string | null;
  readonly version: readonly [number, number, number] | null;
  readonly perMinute: number;
};

/** Where backups go by themselves, what seals them and how many stay. */
export type BackupConfig = {
  /** Null: no backup is made by itself. */
  readonly dir: string | null;
  readonly passphrase: string | null;
  readonly passphraseFile: string | null;
  readonly keep: BackupRetention;
};

/** How this process runs. Paths are absolute. */
export type Config = {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly filesDir: string;
  readonly appSecret: string | null;
  readonly publicUrl: string | null;
  readonly trustedProxies: readonly string[];
  readonly roles: readonly (typeof ROLES)[number][];
  readonly entity: string;
  readonly logLevel: string;
  readonly whatsapp: WhatsAppConfig | null;
  /** `host` or `host:port`: the only place from which files of WhatsApp are fetched. */
  readonly whatsappMediaHost: string;
  readonly fragmentWindowMs: number;
  readonly backup: BackupConfig;
};

/** Reads the settings; throws with the name of each one that is wrong, never with its value. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const names = parsed.error.issues.map(({ path }) => path.join('.'));
    throw new Error(`these settings are wrong: ${[...new Set(names)].join(', ')}`);
  }
  const env = parsed.data;
  const dataDir = resolve(env.DATA_DIR);
  return {
    host: env.HOST,
    port: env.PORT,
    dataDir,
    databaseUrl: env.DATABASE_URL ?? null,
    filesDir: env.FILES_DIR === undefined ? resolve(dataDir, 'files') : resolve(env.FILES_DIR),
    appSecret: env.APP_SECRET ?? null,
    publicUrl: env.PUBLIC_URL ?? null,
    trustedProxies: env.TRUSTED_PROXIES,
    roles: env.ROLES,
    entity: env.ENTITY,
    logLevel: env.LOG_LEVEL,
    whatsapp: toWhatsAppConfig(env),
    whatsappMediaHost: env.WA_MEDIA_HOST,
    fragmentWindowMs: env.FRAGMENT_WINDOW_MS,
    backup: toBackupConfig(env),
  };
}

function toBackupConfig(env: z.infer<typeof Environment>): BackupConfig {
  const file = env.BACKUP_PASSPHRASE_FILE;
  return {
    dir: env.BACKUP_DIR === undefined ? null : resolve(env.BACKUP_DIR),
    passphrase: env.BACKUP_PASSPHRASE ?? null,
    passphraseFile: file === undefined ? null : resolve(file),
    keep: env.BACKUP_KEEP,
  };
}

function toWhatsAppConfig(env: z.infer<typeof Environment>): WhatsAppConfig | null {
  const [first = 0, second = 0, third = 0] = (env.WA_VERSION ?? '').split(',').map(Number);
  return env.WHATSAPP === 'off'
    ? null
    : {
        url: env.WA_WS_URL ?? null,
        version: env.WA_VERSION === undefined ? null : [first, second, third],
        perMinute: env.WA_PER_MINUTE,
      };
}

/** The settings of this process. */
export function readProcessConfig(): Config {
  return readConfig(process.env);
}
