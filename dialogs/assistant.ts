import { createBusinessCalendar } from '../domain/calendar/business-days.ts';
import type { Attachment } from '../domain/messages/content.ts';
import type { InboxEvent } from '../domain/messages/event.ts';
import { withOwnTexts } from '../locales/own-texts.ts';
import { createTranslate, type Locale, localeOf, type Translate } from '../locales/translate.ts';
import { TurnAdapter } from './adapter.ts';
import { answerDeletion, answerEdit, answerReaction } from './amend.ts';
import { joinPrompt } from './continuation/join-chats.ts';
import { FormDialog } from './form.ts';
import { answerColleague } from './handoff/colleague.ts';
import { stuckPrompt } from './handoff/stuck.ts';
import { callPrompt, unansweredPrompt } from './handoff/unanswered.ts';
import { answerNotice } from './lost-files.ts';
import { answerJoined, answerMessage } from './main-dialog.ts';
import { findOpen, OpenDialog } from './open-dialog.ts';
import { filingForm } from './pqrs/filing-form.ts';
import { offerPrompt } from './pqrs/offer-filing.ts';
import { resumePrompt } from './pqrs/start-filing.ts';
import { statusCodePrompt, statusPrompt } from './pqrs/status.ts';
import { adoptEarlierChoice, avisoPrompt } from './privacy/aviso.ts';
import { preferencePrompt } from './privacy/opt-out.ts';
import { rightsPrompt } from './privacy/rights.ts';
import { askQuestion, QuestionPrompt } from './questions.ts';
import { enterScope, type Scope, scopeOf, type World } from './scope.ts';
import {
  type DialogContext,
  DialogContextError,
  DialogSet,
  type DialogState,
  type StatePropertyAccessor,
  TurnContext,
} from './sdk.ts';
import { openState } from './state.ts';
import type { Assistant, AssistantDependencies, AssistantState, Turn, TurnResult } from './turn.ts';
import { createGazetteer, type Gazetteer } from './understanding/gazetteer.ts';
import { trainUnderstanding } from './understanding/trained.ts';
import { whichTopicPrompt } from './which-topic.ts';

/** The dialogs read and write their stack in the turn's own state: nothing is copied or hashed. */
const dialogStack: StatePropertyAccessor<DialogState> = {
  get: async (context: TurnContext) => scopeOf(context).state.dialogs,
  set: async () => undefined,
  delete: async () => undefined,
};

/**
 * The assistant. It has no memory, clock or database of its own: the same state and event give the same answer.
 *
 * Whatever is thrown reaches the caller as it was thrown, so that the turn rolls back.
 */
export function createAssistant(dependencies: AssistantDependencies): Assistant {
  const world = createWorld(dependencies);
  const adapter = new TurnAdapter();
  const dialogs = createDialogs();

  return {
    async run(arrived, stored) {
      const { state, restarted } = openState(stored, ({ id, state: instance }) => {
        const dialog = dialogs.find(id);
        return dialog instanceof OpenDialog && dialog.isReadable(instance);
      });
      const { turn, refused } = withoutRefused(arrived, state.lostFiles);
      const locale = localeOf(turn.event.content.locale);
      const scope: Scope = {
        turn,
        world,
        locale,
        t: wordsOf(world, locale),
        state,
        input: turn.event.content,
        refused,
      };
      const context = new TurnContext(adapter, toActivity(turn));
      enterScope(context, scope);
      const dc = await dialogs.createContext(context);
      await answer(dc, restarted).catch(rethrowCause);
      if (turn.event.kind !== 'colleague') {
        state.lastAt = turn.event.receivedAt.toISOString();
      }
      return toResult(dc, state);
    },
  };
}

/** A file that the channel refused at once, or whose loss was told before, is no part of its message. */
function withoutRefused(
  turn: Turn,
  lostFiles: readonly string[],
): { readonly turn: Turn; readonly refused: readonly Attachment[] } {
  const { event } = turn;
  const { attachments } = event.content;
  const isRefused = ({ fileId, rejection }: Attachment) =>
    rejection !== undefined || lostFiles.includes(fileId);
  const refused = event.kind === 'message' ? attachments.filter(isRefused) : [];
  if (refused.length === 0) {
    return { turn, refused };
  }
  const content = { ...event.content, attachments: attachments.filter((file) => !refused.includes(file)) };
  return { turn: { ...turn, event: { ...event, content } }, refused };
}

async function answer(dc: DialogContext, restarted: boolean): Promise<void> {
  const { turn } = scopeOf(dc.context);
  const handlers: Readonly<Record<InboxEvent['kind'], () => Promise<unknown>>> = {
    message: () => answerMessage(dc, { restarted }),
    joined: () => answerJoined(dc),
    question: () => askWhatWaits(dc),
    edit: () => answerEdit(dc, { restarted }),
    delete: () => answerDeletion(dc),
    reaction: () => answerReaction(dc),
    notice: () => answerNotice(dc),
    colleague: () => answerColleague(dc),
  };
  await handlers[turn.event.kind]();
}

/** Whoever has not answered the aviso is asked nothing else. */
async function askWhatWaits(dc: DialogContext): Promise<void> {
  const scope = scopeOf(dc.context);
  const { question, conversation } = scope.turn;
  if (scope.state.privacy === 'unasked') {
    await adoptEarlierChoice(scope);
  }
  if (question && scope.state.privacy !== 'unasked' && conversation.owner !== 'human') {
    await askQuestion(dc, question);
  }
}

function createDialogs(): DialogSet {
  const dialogs = new DialogSet(dialogStack);
  const all = [
    avisoPrompt,
    joinPrompt,
    stuckPrompt,
    unansweredPrompt,
    callPrompt,
    new FormDialog(filingForm),
    resumePrompt,
    offerPrompt,
    statusPrompt,
    statusCodePrompt,
    rightsPrompt,
    preferencePrompt,
    whichTopicPrompt,
    new QuestionPrompt(),
  ];
  for (const dialog of all) {
    dialogs.add(dialog);
  }
  return dialogs;
}

function createWorld(dependencies: AssistantDependencies): World {
  const understand = trainUnderstanding();
  const gazetteers = new WeakMap<object, Gazetteer>();
  return {
    ...dependencies,
    understand,
    gazetteer: () => {
      const barrios = dependencies.barrios();
      const gazetteer = gazetteers.get(barrios) ?? createGazetteer(barrios);
      gazetteers.set(barrios, gazetteer);
      return gazetteer;
    },
    calendar: () => createBusinessCalendar(dependencies.entity()),
  };
}

/** The utility's own words are Spanish. */
function wordsOf(world: World, locale: Locale): Translate {
  const t = createTranslate(locale);
  return locale === 'es-CO' ? withOwnTexts(t, world.entity().texts) : t;
}

function toActivity({ event, conversation }: Turn): object {
  return {
    type: 'message',
    id: String(event.id),
    channelId: conversation.channel,
    text: event.content.text,
    conversation: { id: conversation.id },
    from: { id: conversation.contactId },
  };
}

function toResult(dc: DialogContext, state: Scope['state']): TurnResult {
  const open = findOpen(dc);
  if (open === null) {
    state.promptId = null;
  }
  return {
    state: state as AssistantState,
    idle: open === null,
    expectsFreeText: open?.dialog.expectsFreeText(dc.context, open.instance) ?? false,
  };
}

function rethrowCause(error: unknown): never {
  throw error instanceof DialogContextError && error.error instanceof Error ? error.error : error;
}
