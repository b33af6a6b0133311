import { readFileSync } from 'node:fs';
import { AVISO_VERSION } from '../../dialogs/privacy/aviso.ts';
import { SCHEMA_VERSION } from '../../dialogs/state.ts';
import type { Assistant } from '../../dialogs/turn.ts';
import { type Colleague, ColleagueAct } from '../../domain/handoff/colleague-act.ts';
import { Channel } from '../../domain/messages/address.ts';
import { type Attachment, type OutgoingContent, WordlessKind } from '../../domain/messages/content.ts';
import { FileRejection } from '../../domain/messages/file-store.ts';
import { PqrsStatus } from '../../domain/pqrs/pqrs.ts';
import type { Question } from '../../domain/questions/question.ts';
import { ConversationInMemory } from './world-in-memory.ts';

/*
 * A transcript is a conversation that whoever knows the utility can read and correct:
 *
 *   # a comment                                  > what the person writes (\n breaks the line)
 *   @ 2026-11-20T10:00   the hour in Bogotá      < what the assistant says; its other lines begin with two spaces
 *   > (cita 2) …         quotes our second message; (edita 3) … and (borra 3) change the person's third message,
 *                        (reacciona 2) 👍 stands under our second; (a trozos) a | b is two messages read as one
 *   + file foto.jpg image/jpeg 1234 [pending]    goes with the next message; a reason refuses it at once
 *   ! accepted           something that happens around the conversation (see HAPPENINGS)
 *   = idle               something that is true by then (see TRUTHS)
 *
 * A line of the assistant that ends in … is compared up to there. Options are written all or not at all.
 */

type Run = { readonly expected: string; readonly actual: string };

/** Runs a transcript and returns it as it really went. */
async function runTranscript(assistant: Assistant, transcript: string): Promise<Run> {
  const run = new TranscriptRun(assistant);
  const lines = transcript.trimEnd().split('\n');
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (/^[>!]/.test(line)) {
      const expected = replyLinesAfter(lines, index);
      await run.act(line, expected);
      index += expected.length;
    } else {
      run.note(line);
    }
  }
  return { expected: lines.join('\n'), actual: run.actual.join('\n') };
}

class TranscriptRun {
  readonly actual: string[] = [];
  readonly #conversation: ConversationInMemory;
  #files: Attachment[] = [];
  /** Where the photo of the next message was taken. */
  #place: typeof PLACE | null = null;

  constructor(assistant: Assistant) {
    this.#conversation = new ConversationInMemory(assistant);
  }

  /** A line that nobody answers: a comment, the hour, a file for the next message, or a claim. */
  note(line: string): void {
    if (line.startsWith('+ file ')) {
      this.#files = [...this.#files, toAttachment(line, this.#files.length)];
    } else if (line === '+ place') {
      this.#place = PLACE;
    } else if (line.startsWith('@ ')) {
      this.#conversation.now = new Date(`${line.slice(2)}:00-05:00`);
    }
    this.actual.push(line.startsWith('= ') ? `= ${truthOf(this.#conversation, line.slice(2))}` : line);
  }

  /** A line that the assistant may answer. */
  async act(line: string, expected: readonly string[]): Promise<void> {
    const replies = await this.#repliesTo(line);
    this.#conversation.looks = replies.map(({ look }) => look);
    this.actual.push(line, ...settle(expected, replies));
  }

  #repliesTo(line: string): Promise<readonly OutgoingContent[]> {
    if (!line.startsWith('>')) {
      return happen(this.#conversation, line.slice(2).split(' '));
    }
    const written = line.slice(1).trim();
    const change = CHANGE.exec(written);
    if (change) {
      const [, verb = '', number = '', text = ''] = change;
      return changeMessage(this.#conversation, { verb, number: Number(number), text });
    }
    if (written.startsWith(IN_PIECES)) {
      return this.#conversation.sendPieces(written.slice(IN_PIECES.length).split(' | '));
    }
    const [attachments, location] = [this.#files, this.#place];
    this.#files = [];
    this.#place = null;
    return this.#conversation.send('message', { ...toWords(written), attachments, location });
  }
}

export function runTranscriptFile(assistant: Assistant, url: URL): Promise<Run> {
  return runTranscript(assistant, readFileSync(url, 'utf8'));
}

function replyLinesAfter(lines: readonly string[], index: number): string[] {
  const rest = lines.slice(index + 1);
  const end = rest.findIndex((line) => !/^(?:<| {2})/.test(line));
  return end === -1 ? rest : rest.slice(0, end);
}

/** The expected line where it holds, and the real one where it does not. */
function settle(expected: readonly string[], replies: readonly OutgoingContent[]): string[] {
  const withOptions = expected.length === 0 || expected.some((line) => /^ {2}\[\d+\]/.test(line));
  const real = replies.flatMap(({ text, options }) => [
    ...text.split('\n').map((line, index) => `${index === 0 ? '<' : ' '} ${line}`),
    ...(withOptions ? options.map(({ title }, index) => `  [${index + 1}] ${title}`) : []),
  ]);
  return real.map((line, index) => {
    const wanted = expected[index];
    const isPrefix = wanted?.endsWith('…') && line.startsWith(wanted.slice(0, -1));
    return wanted !== undefined && isPrefix ? wanted : line;
  });
}

const IN_PIECES = '(a trozos) ';
const CHANGE = /^\((edita|borra|reacciona) (\d+)\) ?(.*)$/s;

/** What the person does to a message that is already there: one of theirs, or of ours for a reaction. */
function changeMessage(
  conversation: ConversationInMemory,
  { verb, number, text }: { verb: string; number: number; text: string },
): Promise<readonly OutgoingContent[]> {
  if (verb === 'reacciona') {
    return conversation.send('reaction', { text, targetId: replyId(number) });
  }
  return conversation.send(verb === 'edita' ? 'edit' : 'delete', { text, targetId: `m${number}` });
}

function toWords(written: string): { text: string; truncated: boolean; quotedId?: string } {
  const quote = /^\(cita (\d+)\) /.exec(written);
  const text = written.slice(quote?.[0].length ?? 0).replaceAll('\\n', '\n');
  const long = /^\(largo (\d+)\)/.exec(text);
  return {
    text: long ? 'palabra '.repeat(Number(long[1]) / 8) : text,
    truncated: long !== null,
    ...(quote ? { quotedId: replyId(Number(quote[1])) } : {}),
  };
}

function replyId(number: number): string {
  return `10000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

function toAttachment(line: string, index: number): Attachment {
  const [name = '', mimeType = '', bytes = '0', pending] = line.slice('+ file '.length).split(' ');
  const fileId = fileIdOf(name, index);
  const rejection = FileRejection.safeParse(pending).data;
  const attachment = { fileId, name, mimeType, bytes: Number(bytes), pending: pending === 'pending' };
  return rejection ? { ...attachment, rejection } : attachment;
}

function fileIdOf(name: string, index: number): string {
  return `20000000-0000-4000-8000-${String(hashOf(`${name}${index}`)).padStart(12, '0')}`;
}

function hashOf(text: string): number {
  return [...text].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 1_000_003, 7);
}

const PLACE = { latitude: 11.2408, longitude: -74.199 };

const COLLEAGUES: readonly Colleague[] = [
  { id: 'ana', name: 'Ana Torres' },
  { id: 'luis', name: 'Luis Gómez' },
];

function getColleague(name: string): Colleague {
  const found = COLLEAGUES.find((colleague) => colleague.id === name.toLowerCase());
  if (!found) {
    throw new Error(`Nobody called ${name} works here`);
  }
  return found;
}

type Happening = (conversation: ConversationInMemory, words: readonly string[]) => unknown;

/** What may happen around a conversation. */
const HAPPENINGS: Readonly<Record<string, Happening>> = {
  joined: (conversation) => conversation.send('joined'),
  /** A file will never open: its name, why, and its place among the files of its message. */
  lost: (conversation, [name = '', rejection = 'file-broken', index = '0']) =>
    conversation.send('notice', {
      attachments: [
        {
          fileId: fileIdOf(name, Number(index)),
          name,
          mimeType: 'image/jpeg',
          bytes: 1,
          pending: false,
          rejection: FileRejection.parse(rejection),
        },
      ],
    }),
  /** A message in which there is nothing at all. */
  nothing: (conversation) => conversation.send('message'),
  /** A sticker, a contact, a call…, by the name of its kind. */
  wordless: (conversation, [kind]) => conversation.send('message', { wordless: WordlessKind.parse(kind) }),
  /** A place on the map, with its name. */
  place: (conversation, words) => conversation.send('message', { location: PLACE, text: words.join(' ') }),
  'live-place': (conversation, words) =>
    conversation.send('message', { location: PLACE, text: words.join(' '), wordless: 'live-location' }),
  /** The person chose in an earlier conversation. */
  accepted: (conversation) => {
    conversation.consents.push({
      id: '30000000-0000-4000-8000-000000000000',
      contactId: conversation.contactId,
      purpose: 'tramite',
      granted: true,
      textVersion: AVISO_VERSION,
      textHash: '',
      channel: 'terminal',
      eventId: null,
      givenAt: conversation.now,
    });
  },
  /** Another person takes the phone. */
  contact: (conversation, [contactId = '']) => {
    conversation.contactId = contactId;
    conversation.storedState = '{}';
    conversation.consents.push(...conversation.consents.map((consent) => ({ ...consent, contactId })));
  },
  channel: (conversation, [channel]) => {
    conversation.channel = Channel.parse(channel);
  },
  /** The number of another contact, whose identity changed, is now the number of whoever writes. */
  'number-of': (conversation, [contactId = '']) => {
    conversation.suspended.add(contactId);
  },
  /** The web chat in which all of this was said gives a code for WhatsApp. */
  code: (conversation, [code = '']) => conversation.continuations.give(code),
  /** The person goes on in WhatsApp, as somebody whom we know by another name. */
  whatsapp: (conversation, [contactId = '']) => conversation.continuations.goToWhatsApp(contactId),
  /** The person opens the link of the conversation in a browser. */
  link: (conversation, [code = '']) => conversation.continuations.openLink(code),
  owner: (conversation, [owner]) => {
    conversation.care = {
      owner: owner === 'human' ? 'human' : 'assistant',
      assigneeId: null,
      teamId: null,
      waitingSince: null,
    };
  },
  /** So many others wait for a colleague. */
  ahead: (conversation, [count]) => {
    conversation.ahead = Number(count);
  },
  /** What a colleague does in the console, by name: take, answer, note, assign, give-back, end, reopen. */
  colleague: (conversation, [act = '', name = '', ...words]) => {
    const by = getColleague(name);
    const [preposition, other = ''] = words;
    const from = preposition === 'from' ? getColleague(other).id : null;
    const to = preposition === 'to' ? getColleague(other) : null;
    return conversation.send('colleague', {
      text: words.join(' '),
      act: ColleagueAct.parse({ act, by, from, to }),
    });
  },
  /** The clock tells that nobody has answered for too long. */
  unanswered: (conversation) =>
    conversation.send('colleague', {
      act: { act: 'unanswered', since: (conversation.care.waitingSince ?? conversation.now).toISOString() },
    }),
  status: (conversation, [status]) => {
    const [last] = conversation.filed.splice(-1);
    conversation.filed.push({ ...last, status: PqrsStatus.parse(status) } as never);
  },
  /** The system asks what was left waiting in the conversation. */
  waiting: (conversation) => {
    const question = conversation.questions.find(({ status }) => status === 'waiting');
    return question && conversation.send('question', {}, question);
  },
  question: async (conversation, [id = 'q1']) => {
    const known = conversation.questions.find((question) => question.id === id);
    const question: Question = known ?? {
      id,
      conversationId: 'conversation-1',
      kind: 'survey.filing',
      caseRef: 'ESSMAR-2026-000001',
      attempt: 1,
      status: 'waiting',
      promptId: null,
      expiresAt: null,
    };
    if (!known) {
      conversation.questions.push({ ...question, answer: null });
    }
    return conversation.send('question', {}, question);
  },
  expire: (conversation) => {
    conversation.questions.splice(
      0,
      conversation.questions.length,
      ...conversation.questions.map((question) => ({ ...question, status: 'expired' as const })),
    );
  },
  /** The program was updated, and what was stored has another shape. */
  update: (conversation) => {
    const state = JSON.parse(conversation.storedState) as object;
    conversation.storedState = JSON.stringify({ ...state, schemaVersion: SCHEMA_VERSION - 1 });
  },
  /** The program was updated, and the open dialog no longer exists. */
  'dialog-removed': (conversation) => {
    conversation.storedState = conversation.storedState.replace('"id":"pqrs"', '"id":"removed"');
  },
};

async function happen(
  conversation: ConversationInMemory,
  [name = '', ...words]: readonly string[],
): Promise<readonly OutgoingContent[]> {
  const happening = HAPPENINGS[name];
  if (!happening) {
    throw new Error(`Nothing called ${name} happens in a transcript`);
  }
  const replies = await happening(conversation, words);
  return Array.isArray(replies) ? replies : [];
}

/** What a transcript may claim, as it really is. */
const TRUTHS: Readonly<Record<string, (conversation: ConversationInMemory) => string>> = {
  idle: ({ last }) => (last.idle ? 'idle' : 'not idle'),
  not: ({ last }) => (last.idle ? 'idle' : 'not idle'),
  free: ({ last }) => (last.expectsFreeText ? 'free text' : 'no free text'),
  no: ({ last }) => (last.expectsFreeText ? 'free text' : 'no free text'),
  filed: ({ filed }) => `filed ${filed.length}`,
  kind: ({ filed }) => {
    const last = filed.at(-1);
    return `kind ${last?.kind} ${last?.regime} ${last?.dueOn}`;
  },
  barrio: ({ filed }) => `barrio ${filed.at(-1)?.barrioId} ${filed.at(-1)?.barrioText}`,
  place: ({ filed }) => {
    const location = filed.at(-1)?.location;
    return location ? `place ${location.latitude} ${location.longitude}` : 'place none';
  },
  description: ({ filed }) => `description ${filed.at(-1)?.description.replaceAll('\n', '\\n')}`,
  annexes: ({ filed }) => ['annexes', ...(filed.at(-1)?.annexes ?? []).map(({ name }) => name)].join(' '),
  owner: ({ care }) => `owner ${care.owner} ${care.assigneeId ?? ''}`.trim(),
  topic: ({ topic }) => `topic ${topic}`,
  refused: ({ decision }) => `refused ${decision?.kind === 'refused' ? decision.why : 'none'}`,
  audited: ({ audited }) => `audited ${audited.join(' ')}`.trim(),
  form: ({ form }) =>
    form === null
      ? 'form none'
      : `form ${form.answers.join(' | ')} … ${form.missing.join(', ')} (${form.asked})`,
  call: ({ call }) => `call ${call}`,
  handoffs: ({ handoffs }) => `handoffs ${handoffs.join(' ')}`.trim(),
  consents: ({ consents }) =>
    `consents ${consents.map(({ purpose, granted }) => `${purpose}:${granted ? 'yes' : 'no'}`).join(' ')}`.trim(),
  there: ({ continuations }) => `there ${continuations.whatIsOpenThere()}`,
  'there-heard': ({ continuations }) => `there-heard ${continuations.heardThere}`,
  look: ({ looks }) => `look ${looks.join(' ')}`,
  sensitive: ({ sensitive }) => `sensitive ${sensitive ? 'yes' : 'no'}`,
  answers: ({ questions }) =>
    `answers ${questions.map(({ status, answer }) => `${status}:${answer}`).join(' ')}`,
};

function truthOf(conversation: ConversationInMemory, claim: string): string {
  const [name = ''] = claim.split(' ');
  const truth = TRUTHS[name];
  if (!truth) {
    throw new Error(`A transcript cannot claim: ${claim}`);
  }
  return truth(conversation);
}
