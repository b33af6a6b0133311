import { z } from 'zod';
import { bogotaYearOf, localDateOf } from '../../domain/calendar/local-date.ts';
import { plainText } from '../../domain/messages/content.ts';
import type { Pqrs } from '../../domain/pqrs/pqrs.ts';
import { findRadicadoIn, formatRadicado, Radicado } from '../../domain/pqrs/radicado.ts';
import { canReadStatus } from '../../domain/pqrs/status.ts';
import { findByCode } from '../../domain/pqrs/status-by-code.ts';
import { normaliseVerificationCode } from '../../domain/pqrs/verification.ts';
import { formatDay } from '../../locales/dates.ts';
import { type Scope, say, scopeOf } from '../scope.ts';
import type { DialogContext, DialogTurnResult } from '../sdk.ts';
import { TextPrompt } from '../text-prompt.ts';
import { hasDraft } from './start-filing.ts';

/** The prompt that asks which PQRS. */
export const STATUS_DIALOG = 'status';
const CODE_DIALOG = 'status.code';

const LISTED = 5;
const EXAMPLE_NUMBER = 123;

/** Asks for the radicado; only here may it come as a bare number. */
export const statusPrompt = new TextPrompt({
  id: STATUS_DIALOG,
  memory: z.strictObject({}),
  question: (scope) => scope.t('status.radicadoQuestion', { example: exampleOf(scope) }),
  find: (scope) => findRadicado(scope, true),
  refusal: (scope) => scope.t('status.radicadoRefused', { example: exampleOf(scope) }),
  accept: async (dc, radicado) => {
    const found = await findOwn(scopeOf(dc.context), radicado);
    if (!found) {
      return dc.replaceDialog(CODE_DIALOG, { radicado });
    }
    await say(dc.context, describe(scopeOf(dc.context), found));
    return dc.endDialog();
  },
});

/** Asks for the acuse's code: for any radicado of somebody else, and for those that do not exist. */
export const statusCodePrompt = new TextPrompt({
  id: CODE_DIALOG,
  memory: z.strictObject({ radicado: Radicado }),
  question: ({ t }) => t('status.codeQuestion'),
  find: ({ input }) => normaliseVerificationCode(input.text),
  refusal: ({ t }) => t('status.codeRefused'),
  previous: STATUS_DIALOG,
  accept: async (dc, code, { radicado }) => {
    const scope = scopeOf(dc.context);
    const { turn, world } = scope;
    const found = await findByCode(turn.repositories.pqrs, world.hmac, { radicado, code, now: turn.now });
    await say(dc.context, found ? describe(scope, found) : scope.t('status.denied'));
    if (found) {
      recognise(scope, found);
    }
    return dc.endDialog();
  },
});

/** The radicado in what was written, or null. */
export function findRadicado({ input, turn, world }: Scope, bareNumber: boolean): Radicado | null {
  const { radicadoPrefix: prefix } = world.entity();
  return findRadicadoIn(input.text, { prefix, year: bogotaYearOf(turn.event.receivedAt), bareNumber });
}

/** Says where a PQRS stands to whoever filed it, and asks everybody else for its code. */
export async function tellStatus(dc: DialogContext, radicado: Radicado): Promise<DialogTurnResult> {
  const found = await findOwn(scopeOf(dc.context), radicado);
  if (!found) {
    return dc.beginDialog(CODE_DIALOG, { radicado });
  }
  await say(dc.context, describe(scopeOf(dc.context), found));
  return dc.endDialog();
}

/** Lists the newest PQRS of whoever writes. */
export async function tellMine(dc: DialogContext): Promise<void> {
  const { t, turn } = scopeOf(dc.context);
  const filed = await turn.repositories.pqrs.findFiledBy(turn.conversation.contactId, LISTED);
  const lines = filed.map(({ radicado, kind, status }) =>
    t('status.listItem', { radicado, kind: t(`pqrs.name.${kind}`), status: t(`status.is.${status}`) }),
  );
  await say(
    dc.context,
    lines.length > 0 ? [t('status.listTitle'), ...lines].join('\n') : t('status.listNone'),
  );
}

async function findOwn({ turn }: Scope, radicado: Radicado): Promise<Pqrs | null> {
  const pqrs = await turn.repositories.pqrs.findByRadicado(radicado);
  const reader = { contactId: turn.conversation.contactId };
  return pqrs && canReadStatus({ pqrs, reader, codeMatches: false }) ? pqrs : null;
}

/**
 * Whoever proved the code from the number of then is the same person with another phone: the history comes back, as
 * the last work of the turn.
 *
 * An unfinished filing comes first: it stays in this conversation, and the next message goes to the earlier one.
 */
function recognise(scope: Scope, { petitioner }: Pqrs): void {
  const { turn, t } = scope;
  const { contactId } = petitioner;
  if (turn.conversation.channel !== 'whatsapp' || contactId === null || hasDraft(scope)) {
    return;
  }
  turn.atEnd(async () => {
    const proved = { conversationId: turn.conversation.id, contactId, at: turn.now };
    const isSame = await turn.repositories.reconfirmations.reconfirm(proved);
    return isSame ? [plainText(t('status.recognised'))] : [];
  });
}

function describe({ t, locale }: Scope, { radicado, receivedAt, status, dueOn }: Pqrs): string {
  const lines = [
    t('status.found', { radicado, day: formatDay(localDateOf(receivedAt), locale) }),
    t(`status.is.${status}`),
  ];
  return (dueOn === null ? lines : [...lines, t('status.due', { day: formatDay(dueOn, locale) })]).join('\n');
}

function exampleOf({ turn, world }: Scope): Radicado {
  const year = bogotaYearOf(turn.event.receivedAt);
  return formatRadicado({ prefix: world.entity().radicadoPrefix, year, number: EXAMPLE_NUMBER });
}
