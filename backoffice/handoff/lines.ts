import type { ColleagueAct } from '../../domain/handoff/colleague-act.ts';
import type { InboxLine } from '../../domain/handoff/inbox-reader.ts';
import { maskContinuationCodes } from '../../domain/people/continuation-code.ts';
import { maskVerificationCodes } from '../../domain/pqrs/verification.ts';
import type { InboxLineView } from '../contracts/handoff.ts';

type Heard = InboxLine & { readonly direction: 'in' };
type Said = InboxLine & { readonly direction: 'out' };

/**
 * The lines as the console shows them. An answer of a colleague is one line, the one that the person got, with its
 * author; while it waits for its turn, or when it was refused, its own event stands in its place.
 */
export function toLineViews(lines: readonly InboxLine[]): InboxLineView[] {
  const authors = new Map(lines.flatMap((line) => (line.direction === 'in' ? (authorOf(line) ?? []) : [])));
  return lines
    .filter((line) => !isAnswerThatLeft(line))
    .map((line) => (line.direction === 'in' ? toHeard(line) : toSaid(line, authors)));
}

function authorOf({ id, content: { act } }: Heard): readonly [readonly [string, string]] | null {
  return act?.act === 'answer' ? [[id, act.by.name]] : null;
}

function isAnswerThatLeft(line: InboxLine): boolean {
  return line.direction === 'in' && line.content.act?.act === 'answer' && line.outcome === 'applied';
}

function toHeard(line: Heard): InboxLineView {
  const { act } = line.content;
  return {
    ...commonOf(line),
    from: act === null ? 'person' : fromOf(act),
    kind: line.kind,
    act: act?.act ?? null,
    by: act !== null && 'by' in act ? act.by.name : null,
    to: givenTo(act)?.to?.name ?? null,
    team: givenTo(act)?.team?.name ?? null,
    radicado: line.radicado,
    options: [],
    targetId: line.content.targetId,
    messageId: line.messageId,
    refused: line.outcome === 'refused',
    delivery: null,
  };
}

function givenTo(act: ColleagueAct | null) {
  return act?.act === 'assign' || act?.act === 'deal' ? act : null;
}

function fromOf({ act }: ColleagueAct): InboxLineView['from'] {
  if (act === 'note') {
    return 'note';
  }
  return act === 'answer' ? 'colleague' : 'event';
}

function toSaid(line: Said, authors: ReadonlyMap<string, string>): InboxLineView {
  const author = line.inReplyTo === null ? undefined : authors.get(line.inReplyTo);
  const { status, reason, sentAt, deliveredAt, readAt } = line.delivery;
  return {
    ...commonOf(line),
    from: author === undefined ? 'assistant' : 'colleague',
    kind: 'message',
    act: null,
    by: author ?? null,
    radicado: null,
    to: null,
    team: null,
    options: line.content.options.map(({ title }) => title),
    targetId: null,
    messageId: line.id,
    refused: false,
    delivery: { status, reason, at: (readAt ?? deliveredAt ?? sentAt)?.toISOString() ?? null },
  };
}

/** Codes that open something are nobody's to read but the person's. */
function commonOf(line: InboxLine) {
  const { text, attachments, location } = line.content;
  return {
    seq: line.seq,
    id: line.id,
    text: maskContinuationCodes(maskVerificationCodes(text)),
    annexes: attachments.map(({ fileId, name, mimeType }) => ({ fileId, name, mimeType })),
    place: location && { latitude: location.latitude, longitude: location.longitude },
    at: line.at.toISOString(),
  };
}
