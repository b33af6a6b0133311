import type { Logger } from 'pino';
import type { Assistant } from '../dialogs/turn.ts';
import type { Clock } from '../domain/calendar/clock.ts';
import type { Care } from '../domain/handoff/care.ts';
import type { Channel } from '../domain/messages/address.ts';
import { isPoisoned } from '../domain/messages/attempts.ts';
import { incomingContent, plainText } from '../domain/messages/content.ts';
import type { InboxEvent } from '../domain/messages/event.ts';
import type { OpenTurn, TurnOutcome, TurnStore, WaitingEvent } from '../domain/messages/turn-store.ts';
import type { Translate } from '../locales/translate.ts';
import type { LaneResult } from './lanes.ts';
import type { Probe } from './probe.ts';
import { type Input, nextInput } from './turn-input.ts';
import { readMemory } from './turn-memory.ts';
import { TurnProgress } from './turn-progress.ts';
import { createTurnWork, hasEndWork } from './turn-work.ts';

/** Events of one conversation in one transaction at most. */
const MAX_EVENTS = 20;
const BUSY_MS = 25;
const TRANSIENT_MS = 200;
const ERROR_MS = 300;

export type TurnDependencies = {
  readonly store: TurnStore;
  readonly assistant: Assistant;
  readonly worker: string;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly t: Translate;
  readonly log: Logger;
  readonly probe: Probe;
  /** How long short texts are waited for on a channel, when a free text is expected. */
  readonly fragmentWindowMs: (channel: Channel) => number;
  /** Told after each commit: the dispatcher and the listeners of the conversation have news. */
  readonly onCommitted: (conversationId: string) => void;
};

/** What failed, and the event to blame for it: the others of the transaction are not. */
class EventError extends Error {
  override readonly name = 'EventError';
  readonly eventId: bigint;

  constructor(eventId: bigint, options: { readonly cause: unknown }) {
    super('an event could not be answered', options);
    this.eventId = eventId;
  }
}

/**
 * Does what waits in a conversation, as one transaction: events in order, replies, state.
 *
 * Never throws. A momentary trouble of the database is tried again without counting; an event that throws is
 * counted in a commit of its own and, when it has failed too often, kept for a person.
 */
export async function takeTurn(deps: TurnDependencies, conversationId: string): Promise<LaneResult> {
  try {
    return await attemptTurn(deps, conversationId);
  } catch (error) {
    return await afterFailure(deps, conversationId, error);
  }
}

async function afterFailure(
  deps: TurnDependencies,
  conversationId: string,
  error: unknown,
): Promise<LaneResult> {
  const { store, log } = deps;
  const cause = error instanceof EventError ? error.cause : error;
  if (store.isTransient(cause)) {
    log.warn({ conversationId, code: codeOf(cause) }, 'turn will be tried again');
    return { afterMs: TRANSIENT_MS };
  }
  log.error({ conversationId, err: cause }, 'turn failed');
  if (!(error instanceof EventError)) {
    return 'settled';
  }
  await store.countError(error.eventId).catch(() => log.warn({ conversationId }, 'error not counted'));
  return { afterMs: ERROR_MS };
}

async function attemptTurn(deps: TurnDependencies, conversationId: string): Promise<LaneResult> {
  const opened = await deps.store.open(conversationId, MAX_EVENTS);
  if (opened === null) {
    return { afterMs: BUSY_MS };
  }
  const open = await orRollback(opened, () => countAttempt(deps, opened));
  const verdict = await orRollback(open, async () => beforeTurn(deps, open));
  if (verdict === 'go') {
    return commitTurn(deps, open);
  }
  await open.rollback();
  return verdict;
}

/**
 * Counts the attempt of what another process stored or left, in a commit of its own.
 *
 * The conversation stays locked meanwhile: two busy processes that let go of it here would count in turns, and
 * neither would come to answer.
 */
async function countAttempt({ store, worker, probe }: TurnDependencies, open: OpenTurn): Promise<OpenTurn> {
  if (open.events.every(({ claimedBy }) => claimedBy === worker)) {
    return open;
  }
  await store.countAttempt(worker, open.conversation.id);
  probe('attempt-counted');
  const events = open.events.map((event) =>
    event.claimedBy === worker ? event : { ...event, claimedBy: worker, attempts: event.attempts + 1 },
  );
  return { ...open, events };
}

async function commitTurn(deps: TurnDependencies, open: OpenTurn): Promise<LaneResult> {
  const progress = await orRollback(open, () => answerEvents(deps, open));
  deps.probe('in-turn');
  const outcome = await orRollback(open, () => progress.toOutcome());
  try {
    await open.commit(outcome);
  } catch (error) {
    throw blame(open, error);
  }
  deps.probe('committed');
  deps.onCommitted(open.conversation.id);
  return isSomethingLeft(open, progress, outcome) ? 'again' : 'settled';
}

/** Later arrivals wake the lane by themselves; only what this turn saw and did not take is left. */
function isSomethingLeft(open: OpenTurn, progress: TurnProgress, outcome: TurnOutcome): boolean {
  const left = open.events.length === MAX_EVENTS || outcome.events.length < open.events.length;
  return left || (open.events.length > 0 && open.waitingQuestionId !== null && progress.memory.idle);
}

async function orRollback<T>(open: OpenTurn, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await open.rollback().catch(() => undefined);
    throw blame(open, error);
  }
}

/** Without a culprit of its own, a failure falls on the first event: after one failure events go one by one. */
function blame(open: OpenTurn, error: unknown): unknown {
  const first = open.events[0];
  return error instanceof EventError || first === undefined
    ? error
    : new EventError(first.id, { cause: error });
}

/** Decides before anything is done: nothing to do, a fragment to wait for, or go. */
function beforeTurn(deps: TurnDependencies, open: OpenTurn): 'go' | LaneResult {
  const memory = readMemory(open.state);
  if (open.events.length === 0) {
    return open.waitingQuestionId !== null && memory.idle ? 'go' : 'settled';
  }
  const input = nextInput(open.events, {
    memory,
    now: deps.clock.now(),
    windowMs: windowMsOf(deps, open.conversation.channel, open.conversation),
  });
  return input.kind === 'wait' ? { afterMs: input.afterMs } : 'go';
}

/** A colleague reads each message as it comes: nothing is waited for. */
function windowMsOf({ fragmentWindowMs }: TurnDependencies, channel: Channel, { owner }: Care): number {
  return owner === 'human' ? 0 : fragmentWindowMs(channel);
}

async function answerEvents(deps: TurnDependencies, open: OpenTurn): Promise<TurnProgress> {
  const progress = new TurnProgress(open, deps.clock.now(), deps.newId);
  let waiting: readonly WaitingEvent[] = limitAfterErrors(open.events);
  while (waiting.length > 0) {
    const input = nextInput(waiting, {
      memory: progress.memory,
      now: deps.clock.now(),
      windowMs: windowMsOf(deps, open.conversation.channel, progress.care),
    });
    if (input.kind === 'wait') {
      break;
    }
    await answerInput(deps, { open, progress, input });
    waiting = progress.mustCommit ? [] : input.rest;
  }
  if (open.events.length === 0) {
    await askWaitingQuestion(deps, open, progress);
  }
  return progress;
}

/** After a failure events go one by one, so that only the one to blame is blamed. */
function limitAfterErrors(events: readonly WaitingEvent[]): readonly WaitingEvent[] {
  return events.some(({ errors, attempts }) => errors > 0 || attempts > 2) ? events.slice(0, 1) : events;
}

type Step = {
  readonly open: OpenTurn;
  readonly progress: TurnProgress;
  readonly input: Input & { kind: 'read' };
};

async function answerInput(deps: TurnDependencies, { open, progress, input }: Step): Promise<void> {
  if (isPoisoned(input.event)) {
    if (input.event.kind === 'colleague') {
      // The colleague sees that it was refused; the person never knew of it.
      progress.close(input.event, 'refused');
      return;
    }
    for (const piece of input.merged) {
      progress.close(piece, 'merged');
    }
    progress.close(input.event, 'handed-to-human');
    progress.say(plainText(deps.t('turn.keptForPerson')), input.event);
    progress.handOff();
    return;
  }
  await answerEvent(deps, { open, progress, input });
}

async function answerEvent(deps: TurnDependencies, { open, progress, input }: Step): Promise<void> {
  const { event } = input;
  const { care } = progress;
  const work = createTurnWork({
    open,
    care,
    event,
    question: null,
    now: deps.clock.now(),
    newId: deps.newId,
  });
  try {
    const result = await deps.assistant.run(work.turn, progress.memory.state);
    progress.absorb(input, work, result);
    progress.mustCommit = hasEndWork(work);
  } catch (error) {
    throw new EventError(event.id, { cause: error });
  }
}

/** When no form is open, the oldest waiting question of the system is asked. */
async function askWaitingQuestion(
  deps: TurnDependencies,
  open: OpenTurn,
  progress: TurnProgress,
): Promise<void> {
  const now = deps.clock.now();
  const question = await open.repositories.questions.findNextWaiting(open.conversation.id, now);
  if (question === null) {
    return;
  }
  const { care } = progress;
  const work = createTurnWork({ open, care, event: systemEvent(now), question, now, newId: deps.newId });
  const result = await deps.assistant.run(work.turn, progress.memory.state);
  progress.absorb(null, work, result);
}

/** A question comes from nobody's message: the dialogs see an empty event of kind `question`. */
function systemEvent(now: Date): InboxEvent {
  return {
    id: 0n,
    kind: 'question',
    content: incomingContent({ text: '' }),
    sensitivity: 'normal',
    receivedAt: now,
    attempts: 1,
    errors: 0,
  };
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null;
}
