import type { Config } from '../config.ts';

/** Where a process listens, as an address. */
export function addressOf({ host, port }: Pick<Config, 'host' | 'port'>): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Where people reach our pages: what the operator says, else where this process listens or would. */
export function publicUrlOf(
  config: Pick<Config, 'publicUrl' | 'host' | 'port'>,
  listensAt: string | null = null,
): string {
  return config.publicUrl ?? listensAt ?? addressOf(config);
}
