import { createHash, createHmac } from 'node:crypto';
import { readFormProgress } from '../../dialogs/form-progress.ts';
import { filingForm } from '../../dialogs/pqrs/filing-form.ts';
import type {
  Assistant,
  AssistantDependencies,
  AssistantState,
  NextNumber,
  Turn,
  TurnResult,
} from '../../dialogs/turn.ts';
import type { ActDecision, Care } from '../../domain/handoff/care.ts';
import type { FormProgress } from '../../domain/handoff/form-progress.ts';
import type { HandoffEnd } from '../../domain/handoff/handoff.ts';
import type { Channel } from '../../domain/messages/address.ts';
import type { OutgoingContent } from '../../domain/messages/content.ts';
import { IncomingContent } from '../../domain/messages/content.ts';
import type { HandoffReason } from '../../domain/messages/conversation.ts';
import type { EventKind, EventPiece, InboxEvent } from '../../domain/messages/event.ts';
import type { Consent } from '../../domain/people/consent.ts';
import type { Pqrs } from '../../domain/pqrs/pqrs.ts';
import type { Question, QuestionStatus } from '../../domain/questions/question.ts';
import type { CareTopic } from '../../domain/teams/care-topic.ts';
import { createTranslate } from '../../locales/translate.ts';
import { ContinuationsInMemory } from './continuations-in-memory.ts';
import { anEntity, someBarrios } from './entity.ts';

/** Dependencies whose randomness repeats itself, so that a transcript can quote a verification code. */
export function fixedDependencies(): AssistantDependencies {
  const entity = anEntity();
  const barrios = someBarrios();
  let ids = 0;
  return {
    entity: () => entity,
    barrios: () => barrios,
    newId: () => {
      ids += 1;
      return `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`;
    },
    randomBytes: (count) => Uint8Array.from({ length: count }, (_, index) => index),
    hmac: (data) => createHmac('sha256', 'secret').update(data).digest('hex'),
    sha256: (data) => createHash('sha256').update(data).digest('hex'),
    publicUrl: () => 'https://vecino.example',
  };
}

type StoredQuestion = Question & { answer: unknown };

/** One conversation with everything around it in memory; its state is JSON between turns, as in the database. */
export class ConversationInMemory {
  readonly filed: Pqrs[] = [];
  readonly consents: Consent[] = [];
  readonly questions: StoredQuestion[] = [];
  readonly handoffs: HandoffReason[] = [];
  care: Care = { owner: 'assistant', assigneeId: null, teamId: null, waitingSince: null };
  /** What the conversation is about. */
  topic: CareTopic = 'general';
  /** What the last act of a colleague came to. */
  decision: ActDecision | null = null;
  /** Where the person wants to be called. */
  call: string | null = null;
  readonly audited: string[] = [];
  /** How many others wait for a colleague. */
  ahead = 0;
  contactId = 'contact-1';
  channel: Channel = 'terminal';
  /** Contacts whose identity changed, and whose number the one who writes has today. */
  readonly suspended = new Set<string>();
  readonly continuations = new ContinuationsInMemory(this);
  sensitive = false;
  /** How the last replies look. */
  looks: readonly string[] = [];
  now = new Date('2026-11-20T15:00:00Z');
  storedState = '{}';
  last: Pick<TurnResult, 'idle' | 'expectsFreeText'> = { idle: true, expectsFreeText: false };
  #handoff: { readonly id: string; readonly isTold: boolean } | null = null;
  /** The last one, as it ended. */
  #ended: { readonly id: string; readonly how: HandoffEnd; readonly at: Date } | null = null;
  readonly #intakes = new Set<string>();
  readonly #assistant: Assistant;
  readonly #failures = new Map<string, { failures: number; lastFailureAt: Date | null }>();
  #events = 0n;
  #heard = 0;
  #pieces: readonly EventPiece[] = [];
  #replies = 0;
  #number = 0;

  constructor(assistant: Assistant) {
    this.#assistant = assistant;
  }

  /**
   * Runs one turn and returns what was said, in order.
   *
   * The person's messages are called m1, m2… in the order in which they come; several texts are one message each,
   * read as one.
   */
  async send(
    kind: EventKind,
    content: Partial<IncomingContent> = {},
    question: Question | null = null,
  ): Promise<readonly OutgoingContent[]> {
    const slots: (() => Promise<readonly OutgoingContent[]>)[] = [];
    const turn = this.#turn({ event: this.#event(kind, content), question, slots });
    const { state, idle, expectsFreeText } = await this.#assistant.run(turn, this.#state());
    this.storedState = JSON.stringify(state);
    this.last = { idle, expectsFreeText };
    if (kind === 'message' && this.care.owner === 'human') {
      this.care = { ...this.care, waitingSince: this.care.waitingSince ?? this.now };
    }
    const said = [];
    for (const slot of slots) {
      said.push(...(await slot()));
    }
    return said;
  }

  /** The unfinished form, as colleagues see it. */
  get form(): FormProgress | null {
    return readFormProgress(filingForm, this.#state(), {
      t: createTranslate('es-CO'),
      locale: 'es-CO',
      world: fixedDependencies(),
    });
  }

  #state(): AssistantState {
    return JSON.parse(this.storedState) as AssistantState;
  }

  /** Several short messages that the engine reads as one. */
  sendPieces(texts: readonly string[]): Promise<readonly OutgoingContent[]> {
    this.#pieces = texts.map((text) => ({ messageId: this.#nextMessageId(), text }));
    return this.send('message', { text: texts.join('\n') });
  }

  #nextMessageId(): string {
    this.#heard += 1;
    return `m${this.#heard}`;
  }

  #event(kind: EventKind, content: Partial<IncomingContent>): InboxEvent {
    const pieces = this.#pieces;
    this.#pieces = [];
    this.#events += 1n;
    const last = pieces.at(-1);
    const ownId = kind === 'message' ? (last?.messageId ?? this.#nextMessageId()) : `e${this.#events}`;
    return {
      id: this.#events,
      ...(kind === 'question' ? {} : { messageId: ownId }),
      ...(last ? { pieces } : {}),
      kind,
      content: IncomingContent.parse({ text: '', ...content }),
      sensitivity: 'normal',
      receivedAt: this.now,
      attempts: 1,
      errors: 0,
    };
  }

  #turn({
    event,
    question,
    slots,
  }: {
    event: InboxEvent;
    question: Question | null;
    slots: (() => Promise<readonly OutgoingContent[]>)[];
  }): Turn {
    const next: NextNumber = async () => {
      this.#number += 1;
      return this.#number;
    };
    return {
      now: this.now,
      question,
      conversation: {
        id: 'conversation-1',
        channel: this.channel,
        contactId: this.contactId,
        ...this.care,
        sensitivity: 'normal',
      },
      event,
      repositories: {
        pqrs: this.#pqrs(),
        consents: this.#consentRows(),
        questions: this.#questionRows(),
        continuations: this.continuations.repository,
        handoffs: this.#handoffRows(),
        intakes: this.#intakeRows(),
        reconfirmations: { reconfirm: async ({ contactId }) => this.#reconfirm(contactId) },
      },
      reply: (reply) => {
        slots.push(() => Promise.resolve([reply]));
        this.#replies += 1;
        return `10000000-0000-4000-8000-${String(this.#replies).padStart(12, '0')}`;
      },
      atEnd: (work) => {
        slots.push(() => work(next));
      },
      handOff: (reason) => {
        this.handoffs.push(reason);
        if (this.care.owner === 'assistant') {
          this.care = { owner: 'waiting', assigneeId: null, teamId: null, waitingSince: this.now };
        }
      },
      isAbout: (topic) => {
        this.topic = topic;
      },
      decide: (decision) => {
        this.decision = decision;
        this.care = decision.kind === 'done' ? decision.care : this.care;
      },
      markSensitive: () => {
        this.sensitive = true;
      },
      clearSensitive: () => {
        this.sensitive = false;
      },
    };
  }

  #intakeRows(): Turn['repositories']['intakes'] {
    return {
      begin: async ({ id }) => {
        const isNew = !this.#intakes.has(id);
        this.#intakes.add(id);
        return isNew;
      },
      complete: async () => undefined,
    };
  }

  #handoffRows(): Turn['repositories']['handoffs'] {
    return {
      ask: async ({ id }) => {
        this.#handoff ??= { id, isTold: false };
        this.#ended = null;
      },
      take: async () => undefined,
      answer: async () => undefined,
      sendFiles: async () => undefined,
      end: async (_, { how, at }) => {
        this.#ended = this.#handoff && { id: this.#handoff.id, how, at };
        this.#handoff = null;
        return this.#ended?.id ?? null;
      },
      reopen: async (_, since) => {
        const isThere = this.#ended?.how === 'ended' && this.#ended.at >= since;
        this.#handoff = isThere && this.#ended ? { id: this.#ended.id, isTold: false } : this.#handoff;
        return isThere;
      },
      giveToTeam: async () => undefined,
      settleDeal: async () => undefined,
      askForCall: async (_, phone) => {
        this.call = phone;
      },
      tellUnanswered: async () => {
        const tells = this.#handoff?.isTold === false;
        this.#handoff = this.#handoff && { ...this.#handoff, isTold: true };
        return tells;
      },
      record: async ({ action }) => {
        this.audited.push(action);
      },
      countAhead: async () => this.ahead,
    };
  }

  #reconfirm(contactId: string): boolean {
    const isSame = this.suspended.delete(contactId);
    this.contactId = isSame ? contactId : this.contactId;
    return isSame;
  }

  #pqrs(): Turn['repositories']['pqrs'] {
    const find = (radicado: string) => this.filed.find((pqrs) => pqrs.radicado === radicado) ?? null;
    return {
      insert: async (pqrs) => {
        this.filed.push(pqrs);
      },
      findByRadicado: async (radicado) => find(radicado),
      findFiledBy: async (contactId, limit) =>
        this.filed
          .filter(({ petitioner }) => petitioner.contactId === contactId)
          .toReversed()
          .slice(0, limit),
      lockVerificationAttempts: async (radicado) =>
        find(radicado) && (this.#failures.get(radicado) ?? { failures: 0, lastFailureAt: null }),
      recordVerificationFailure: async (radicado, at) => {
        const failures = (this.#failures.get(radicado)?.failures ?? 0) + 1;
        this.#failures.set(radicado, { failures, lastFailureAt: at });
      },
    };
  }

  #consentRows(): Turn['repositories']['consents'] {
    return {
      findNewest: async (contactId, purpose) =>
        this.consents.findLast((row) => row.contactId === contactId && row.purpose === purpose) ?? null,
      insert: async (consent) => {
        this.consents.push(consent);
      },
    };
  }

  #questionRows(): Turn['repositories']['questions'] {
    const change = (id: string, changes: Partial<StoredQuestion>) => {
      const index = this.questions.findIndex((question) => question.id === id);
      const found = this.questions[index];
      if (found) {
        this.questions[index] = { ...found, ...changes };
      }
    };
    const answerable: readonly QuestionStatus[] = ['asked'];
    return {
      insert: async ({ createdAt: _, ...question }) => {
        const isKnown = this.questions.some(
          ({ kind, caseRef }) => kind === question.kind && caseRef === question.caseRef,
        );
        if (!isKnown) {
          this.questions.push({ ...question, attempt: 1, status: 'waiting', promptId: null, answer: null });
        }
      },
      findById: async (id) => this.questions.find((question) => question.id === id) ?? null,
      findByPrompt: async (promptId) =>
        this.questions.find((question) => question.promptId === promptId) ?? null,
      findNextWaiting: async () => this.questions.find(({ status }) => status === 'waiting') ?? null,
      markAsked: async (id, promptId) => change(id, { status: 'asked', promptId }),
      answer: async (id, answer) => {
        const question = this.questions.find((candidate) => candidate.id === id);
        const open = question !== undefined && answerable.includes(question.status);
        change(id, open ? { status: 'answered', answer } : {});
        return open;
      },
      cancel: async (id) => change(id, { status: 'cancelled' }),
      dropUnseen: async () => false,
    };
  }
}
