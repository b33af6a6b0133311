import { plainText } from '../domain/messages/content.ts';
import type { CareTopic } from '../domain/teams/care-topic.ts';
import { askFailure, tellFailure } from './failures/tell-failure.ts';
import { askForPerson } from './handoff/ask-for-person.ts';
import { leaveHealth, tellHealthRoute } from './health/tell-route.ts';
import { tellInterventions, tellInvoiceCopy, tellOffices, tellPaymentPoints } from './information/places.ts';
import { tellOtherService, tellOutOfScope } from './information/scope-of-service.ts';
import { showMenu } from './main-menu.ts';
import { toSaid } from './pqrs/said.ts';
import { hasDraft, RESUME_DIALOG, resumeFiling, startFiling } from './pqrs/start-filing.ts';
import { STATUS_DIALOG, tellMine } from './pqrs/status.ts';
import { sayHello } from './privacy/aviso.ts';
import { optOut } from './privacy/opt-out.ts';
import { RIGHTS_DIALOG } from './privacy/rights.ts';
import { say, scopeOf } from './scope.ts';
import type { DialogContext } from './sdk.ts';
import { filesFrom, sourcesOf } from './sources.ts';
import { kindOf, type Topic, topicOf } from './topic.ts';
import type { Intent } from './understanding/intents.ts';

const CONFIRMATION_MEMORY_MS = 24 * 60 * 60 * 1000;

/** Does what an intent asks for. */
export function actOnIntent(dc: DialogContext, intent: Intent): Promise<unknown> {
  const topic = topicOf(intent);
  return topic === 'filing' ? fileAs(dc, intent) : actOn(dc, topic);
}

/** Does what a topic of the menu, or of an intent, asks for. */
export function actOn(dc: DialogContext, topic: Topic): Promise<unknown> {
  const scope = scopeOf(dc.context);
  if (topic !== 'outOfScope') {
    scope.state.misses = 0;
  }
  if (topic !== 'health') {
    leaveHealth(dc);
  }
  const about = ABOUT[topic];
  if (about !== undefined) {
    scope.turn.isAbout(about);
  }
  return ACTIONS[topic](dc);
}

/** What says who should care for the conversation; the others leave it about what it was. */
const ABOUT: Readonly<Partial<Record<Topic, CareTopic>>> = {
  greeting: 'general',
  goodbye: 'general',
  status: 'status',
  mine: 'status',
  failure: 'failure',
  failureAsk: 'failure',
  interventions: 'interventions',
  payment: 'payment',
  hours: 'hours',
  invoice: 'invoice',
  health: 'health',
  rights: 'rights',
  optOut: 'rights',
};

const ACTIONS: Readonly<Record<Topic, (dc: DialogContext) => Promise<unknown>>> = {
  greeting: welcome,
  goodbye: (dc) => say(dc.context, scopeOf(dc.context).t('conversation.goodbye')),
  cancel: (dc) => showMenu(dc, scopeOf(dc.context).t('conversation.nothingToCancel')),
  person: askForPerson,
  filing: (dc) => startFiling(dc, {}),
  resume: resumeFiling,
  status: (dc) => dc.beginDialog(STATUS_DIALOG),
  mine: tellMine,
  failure: tellFailure,
  failureAsk: askFailure,
  interventions: tellInterventions,
  payment: tellPaymentPoints,
  hours: tellOffices,
  invoice: tellInvoiceCopy,
  health: tellHealthRoute,
  rights: (dc) => dc.beginDialog(RIGHTS_DIALOG),
  optOut,
  yes: answerYes,
  no: (dc) => say(dc.context, scopeOf(dc.context).t('pqrs.offerDeclined')),
  otherService: tellOtherService,
  outOfScope: tellOutOfScope,
};

/** A greeting gets the menu, or the offer to go on with what was left unfinished. */
async function welcome(dc: DialogContext): Promise<void> {
  await sayHello(dc);
  if (hasDraft(scopeOf(dc.context))) {
    await dc.beginDialog(RESUME_DIALOG, { start: null });
    return;
  }
  await showMenu(dc);
}

async function fileAs(dc: DialogContext, intent: Intent): Promise<void> {
  const scope = scopeOf(dc.context);
  const { state, input } = scope;
  state.misses = 0;
  leaveHealth(dc);
  const kind = kindOf(intent);
  const said = sourcesOf(scope);
  await startFiling(dc, {
    values: { kind, said: toSaid(input.text), annexes: [...input.attachments] },
    answered: kind ? ['kind'] : [],
    sources: { said },
    files: filesFrom(said, input.attachments),
  });
}

/** A second "sí" to a summary that is already filed names its radicado, and files nothing. */
async function answerYes(dc: DialogContext): Promise<void> {
  const { state, t, turn } = scopeOf(dc.context);
  const filedAt = state.filedAt === null ? null : Date.parse(state.filedAt);
  if (filedAt !== null && turn.event.receivedAt.getTime() - filedAt < CONFIRMATION_MEMORY_MS) {
    const [last] = await turn.repositories.pqrs.findFiledBy(turn.conversation.contactId, 1);
    if (last) {
      await say(dc.context, plainText(t('pqrs.alreadyFiled', { radicado: last.radicado })));
      return;
    }
  }
  await showMenu(dc);
}
