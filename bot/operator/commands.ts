import { localDateOf } from '../../domain/calendar/local-date.ts';
import type { SenderState } from '../../domain/messages/sender-state.ts';
import { MAIN_ACCOUNT, type Pairing, type WhatsAppAccount } from '../../domain/messages/whatsapp-account.ts';
import { groupPairingCode } from '../../domain/messages/whatsapp-control.ts';
import { maskPhone } from '../../domain/people/phone.ts';
import { formatDay, formatTime } from '../../locales/dates.ts';
import type { Locale, Translate } from '../../locales/translate.ts';
import { askNumber, type Failure, type NumberParts } from './number.ts';
import { drawQr } from './qr.ts';

export type CommandParts = NumberParts & {
  readonly sending: Pick<SenderState, 'read'>;
  readonly t: Translate;
  readonly locale: Locale;
  /** Writes one line to the person. */
  readonly say: (line: string) => void;
  readonly isTerminal: boolean;
};

/** `failed`: it was understood and did not happen; the words are already said. */
export type CommandOutcome = 'done' | 'failed';

/** Links a phone: shows what it must be shown, as often as that changes, until it is linked or the code expires. */
export async function pair(phone: string | null, parts: CommandParts): Promise<CommandOutcome> {
  const { t, say } = parts;
  const asked = {
    request: phone === null ? ('pair-qr' as const) : ('pair-code' as const),
    pairingPhone: phone,
  };
  let shown = '';
  say(t('whatsapp.cli.waiting'));
  const outcome = await askNumber(
    asked,
    async ({ state, request, pairing }) => {
      if (state === 'open') {
        return 'linked';
      }
      if (pairing !== null && pairing.value !== shown) {
        shown = pairing.value;
        say(await wordsOfPairing(pairing, parts));
      }
      const hasEnded = request !== asked.request && (state === 'unpaired' || state === 'stopped');
      return hasEnded ? 'ended' : null;
    },
    parts,
  );
  return tell(outcome, parts);
}

/** Connects a stopped number again and says how that went. */
export async function connect(parts: CommandParts): Promise<CommandOutcome> {
  parts.say(parts.t('whatsapp.cli.waiting'));
  const outcome = await askNumber(
    { request: 'connect', pairingPhone: null },
    async ({ state, request }) => {
      const isTaken = request !== 'connect' && state !== 'connecting';
      if (!isTaken) {
        return null;
      }
      return state === 'open' ? 'done' : 'ended';
    },
    parts,
  );
  return tell(outcome, parts);
}

/** Unlinks the phone and says how the number stands then. */
export async function logOut(parts: CommandParts): Promise<CommandOutcome> {
  parts.say(parts.t('whatsapp.cli.waiting'));
  const outcome = await askNumber(
    { request: 'logout', pairingPhone: null },
    async ({ state }) => (state === 'unpaired' ? 'done' : null),
    parts,
  );
  return tell(outcome, parts);
}

/** Says how the number stands: its state, why, our number masked in the middle, since when, and what is stopped. */
export async function status({ control, sending, t, say, locale }: CommandParts): Promise<CommandOutcome> {
  const { account, isAttended } = await control.find(MAIN_ACCOUNT);
  for (const line of linesOf(account, { t, locale })) {
    say(line);
  }
  const { scope, reason } = await sending.read(MAIN_ACCOUNT);
  if (scope !== 'none') {
    say(t('whatsapp.cli.stopped', { what: t(`whatsapp.stopped.${scope}`) }));
  }
  if (reason !== null) {
    say(t(`sending.stop.${reason}`));
  }
  if (!isAttended) {
    say(t('whatsapp.cli.unattended'));
  }
  return 'done';
}

function linesOf(
  account: WhatsAppAccount | null,
  { t, locale }: Pick<CommandParts, 't' | 'locale'>,
): readonly string[] {
  const instant = (at: Date) => `${formatDay(localDateOf(at), locale)}, ${formatTime(at, locale)}`;
  const { state = 'unpaired', reason, phone, connectedAt, updatedAt } = account ?? {};
  return [
    t('whatsapp.cli.state', { state: t(`whatsapp.state.${state}`) }),
    t(`whatsapp.about.${state}`),
    ...(reason ? [t(`whatsapp.reason.${reason}`)] : []),
    ...(phone ? [t('whatsapp.cli.phone', { phone: `+${maskPhone(phone)}` })] : []),
    ...(connectedAt && state === 'open' ? [t('whatsapp.cli.connectedAt', { at: instant(connectedAt) })] : []),
    ...(updatedAt && state !== 'open' ? [t('whatsapp.cli.updatedAt', { at: instant(updatedAt) })] : []),
  ];
}

async function wordsOfPairing(
  { kind, value }: Pairing,
  { t, isTerminal }: Pick<CommandParts, 't' | 'isTerminal'>,
): Promise<string> {
  return kind === 'qr'
    ? `${t('whatsapp.cli.scan')}\n${await drawQr(value, isTerminal)}`
    : `${t('whatsapp.cli.type')}\n\n    ${groupPairingCode(value)}\n`;
}

/** Ends a command: what went well is said with the state, what did not with what became of the request. */
async function tell(
  outcome: 'linked' | 'done' | 'ended' | Failure,
  parts: CommandParts,
): Promise<CommandOutcome> {
  const { t, say, control } = parts;
  const { account } = await control.find(MAIN_ACCOUNT);
  switch (outcome) {
    case 'linked':
      say(t('whatsapp.cli.linked', { phone: `+${maskPhone(account?.phone ?? '')}` }));
      return 'done';
    case 'interrupted':
      say(t('whatsapp.cli.withdrawn'));
      return 'failed';
    case 'unattended':
      say(`${t('whatsapp.cli.unattended')}\n${t('whatsapp.cli.withdrawn')}`);
      return 'failed';
    case 'not-possible':
      say(`${t('whatsapp.cli.notPossible')} ${t('whatsapp.cli.untouched')}`);
      break;
    default:
  }
  await status(parts);
  return outcome === 'done' ? 'done' : 'failed';
}
