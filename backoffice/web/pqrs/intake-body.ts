import type { OpenFromConversationBody, OpenPqrsBody } from '../../contracts/pqrs-intake.ts';
import { t } from '../words.ts';
import type { IntakeDraft } from './intake-draft.ts';

const MIN_CHARACTERS = 10;
const MAX_CHARACTERS = 4000;
const BREAK_CHARACTERS = 2;
const ACCOUNT = /^[A-Za-z0-9][A-Za-z0-9-]{3,19}$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** What must be corrected, in words, by the name of the field. */
export type Problems = Partial<Record<keyof IntakeDraft, string>>;

/** Whether a petición of this channel is said aloud. */
export function isVerbal(channel: IntakeDraft['channel']): boolean {
  return channel === 'ventanilla' || channel === 'telefono';
}

/** The problems of a draft in the order of the form; the server looks again, also at what only it knows. */
export function findProblems(draft: IntakeDraft, isFromConversation: boolean): Problems {
  const matter: Problems = {
    ...(draft.kind === '' && { kind: t('console.intake.problem.kind') }),
    ...objectProblem(draft),
    ...(draft.accountNumber.trim() !== '' &&
      !ACCOUNT.test(draft.accountNumber.trim()) && { accountNumber: t('console.intake.problem.account') }),
  };
  return isFromConversation ? matter : { ...receptionProblems(draft), ...matter, ...personProblems(draft) };
}

function objectProblem({ object, reasons }: IntakeDraft): Problems {
  if (object.trim().length < MIN_CHARACTERS) {
    return { object: t('console.intake.problem.object') };
  }
  const count = object.trim().length + BREAK_CHARACTERS + reasons.trim().length - MAX_CHARACTERS;
  return count > 0 ? { object: t('console.intake.problem.long', { count }) } : {};
}

function receptionProblems({ channel, readBack }: IntakeDraft): Problems {
  return isVerbal(channel) && readBack === '' ? { readBack: t('console.intake.problem.readBack') } : {};
}

function personProblems({ who, contactId, email }: IntakeDraft): Problems {
  return {
    ...(who === 'known' && contactId === '' && { contactId: t('console.intake.problem.person') }),
    ...(who !== 'anonymous' &&
      email.trim() !== '' &&
      !EMAIL.test(email.trim()) && { email: t('console.intake.problem.email') }),
  };
}

/** The field to which a refusal of the server belongs; null when it belongs to none. */
export function fieldOf(code: string): keyof IntakeDraft | null {
  switch (code) {
    case 'intake-in-future':
      return 'receivedAt';
    case 'intake-late-reason':
      return 'lateReason';
    case 'intake-read-back':
      return 'readBack';
    case 'person-not-found':
      return 'contactId';
    default:
      return null;
  }
}

type Kind = OpenPqrsBody['kind'];

function matterOf(draft: IntakeDraft) {
  return {
    id: draft.id,
    kind: draft.kind as Kind,
    aboutService: draft.aboutService === 'si',
    object: draft.object.trim(),
    reasons: given(draft.reasons),
    accountNumber: given(draft.accountNumber),
    barrio: given(draft.barrio),
  };
}

/** What is sent of somebody at the window. */
export function toOpenBody(draft: IntakeDraft): OpenPqrsBody {
  const { channel, readBack, aviso, document, phone, email, postalAddress } = draft;
  return {
    ...matterOf(draft),
    annexIds: draft.files.map(({ fileId }) => fileId),
    channel,
    // The hours that people tell are those of Bogotá, wherever the computer thinks it is.
    receivedAt: draft.receivedAt === '' ? null : new Date(`${draft.receivedAt}:00-05:00`).toISOString(),
    lateReason: given(draft.lateReason),
    readBack: readBack === '' || !isVerbal(channel) ? null : readBack === 'si',
    person: personOf(draft),
    details: {
      document: given(document),
      phone: given(phone),
      email: given(email),
      postalAddress: given(postalAddress),
    },
    aviso: aviso === '' ? null : aviso,
  };
}

function personOf({ who, contactId, name }: IntakeDraft): OpenPqrsBody['person'] {
  switch (who) {
    case 'anonymous':
      return { kind: 'anonymous' };
    case 'known':
      return { kind: 'known', contactId, name: given(name) };
    case 'new':
      return { kind: 'new', name: given(name) };
  }
}

/** What is sent of a conversation. */
export function toConversationBody(draft: IntakeDraft): OpenFromConversationBody {
  const { messageIds, annexIds, name } = draft;
  return {
    ...matterOf(draft),
    annexIds: [...annexIds],
    messageIds: [...messageIds],
    name: given(name),
  };
}

function given(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : trimmed;
}
