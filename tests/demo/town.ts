import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStorage } from '../../bot/compose/storage.ts';
import { readConfig } from '../../bot/config.ts';
import { createLog } from '../../bot/log.ts';
import { pair } from '../../bot/operator/commands.ts';
import { systemClock } from '../../domain/calendar/clock.ts';
import type { WhatsAppControl } from '../../domain/messages/whatsapp-control.ts';
import { createTranslate } from '../../locales/translate.ts';
import { createWhatsAppControl } from '../../prisma/repositories/whatsapp-control.ts';
import { createSenderState } from '../../prisma/sender-state.ts';
import type { Account } from '../support/whatsapp-loopback/accounts.ts';
import type { LoopbackCitizen } from '../support/whatsapp-loopback/citizen.ts';
import { type LoopbackWhatsApp, startLoopbackWhatsApp } from '../support/whatsapp-loopback/loopback.ts';
import { startOwnProgram } from './own-program.ts';

const COMPANY_PHONE = '576054209676';
const CITIZEN_PHONE = '573001112233';

type Options = {
  /** Writes a line for whoever watches. */
  readonly say: (line: string) => void;
  readonly isTerminal: boolean;
  readonly signal: AbortSignal;
};

/** A WhatsApp on this machine, the program as an operator runs it, and one citizen; nothing of it stays. */
export class DemoTown {
  readonly #options: Options;
  readonly #ends: (() => Promise<unknown>)[] = [];

  constructor(options: Options) {
    this.#options = options;
  }

  /** Starts everything on an empty folder and links the number by the QR code that the program shows. */
  async open(citizenName: string): Promise<LoopbackCitizen> {
    const dataDir = await mkdtemp(join(tmpdir(), 'vecino-demo-'));
    this.#ends.push(() => rm(dataDir, { recursive: true, force: true }));
    const network = await startLoopbackWhatsApp();
    this.#ends.push(() => network.close());
    this.#options.signal.throwIfAborted();
    const company = network.addAccount(COMPANY_PHONE, { name: 'Vecino' });
    const settings = {
      ...network.environment,
      DATA_DIR: dataDir,
      PORT: '0',
      LOG_LEVEL: 'error',
      FRAGMENT_WINDOW_MS: '0',
      WHATSAPP: 'baileys',
    };
    const program = startOwnProgram(settings);
    this.#ends.push(program.stop);
    await program.ready;
    this.#options.signal.throwIfAborted();
    await this.#link(settings, { network, company });
    this.#options.signal.throwIfAborted();
    return network.citizen({ phone: CITIZEN_PHONE, name: citizenName, company }).connect();
  }

  /** Ends what was started, the last first. */
  async close(): Promise<void> {
    for (const end of this.#ends.splice(0).reverse()) {
      await end();
    }
  }

  /** The command of the operator, beside a phone that reads each code as soon as it is shown. */
  async #link(
    settings: Readonly<Record<string, string>>,
    phone: { readonly network: LoopbackWhatsApp; readonly company: Account },
  ): Promise<void> {
    const storage = await openStorage(readConfig(settings), createLog('silent'));
    const control = createWhatsAppControl(storage.database, storage.keys.sealer);
    const outcome = await pair(null, {
      ...this.#options,
      control: watchedBy(phone, control),
      sending: createSenderState(storage.database),
      clock: systemClock,
      t: createTranslate('es-CO'),
      locale: 'es-CO',
    }).finally(storage.stop);
    this.#options.signal.throwIfAborted();
    if (outcome === 'failed') {
      throw new Error('the number was not linked');
    }
  }
}

function watchedBy(
  { network, company }: { readonly network: LoopbackWhatsApp; readonly company: Account },
  control: WhatsAppControl,
): WhatsAppControl {
  let scanned = '';
  return {
    ...control,
    find: async (account) => {
      const standing = await control.find(account);
      const shown = standing.account?.pairing?.value ?? '';
      if (shown !== '' && scanned === '') {
        scanned = shown;
        network.scanQr(shown, company);
      }
      return standing;
    },
  };
}
