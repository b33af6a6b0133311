import { createHash } from 'node:crypto';
import { AVISO_VERSION, avisoText } from '../../../../../dialogs/privacy/aviso.ts';
import { bogotaYearOf } from '../../../../../domain/calendar/local-date.ts';
import type { Attachment } from '../../../../../domain/messages/content.ts';
import {
  type FiledForm,
  type FormConversation,
  type FormToFile,
  isSameFiling,
} from '../../../../../domain/pqrs/form-filing.ts';
import { openPqrs, type Pqrs, type PqrsDraft, PqrsId } from '../../../../../domain/pqrs/pqrs.ts';
import { formatRadicado, type Radicado } from '../../../../../domain/pqrs/radicado.ts';
import { hashVerificationCode } from '../../../../../domain/pqrs/verification.ts';
import { type Problem, readAnswers } from './answers.ts';
import type { FilingDesk } from './desk.ts';
import { keepFormFiles } from './form-files.ts';
import type { SentForm } from './read-form.ts';
import { alarmOf, toMemory, toMessage, toReplies } from './told.ts';

/** What became of a form that was sent. */
export type Submission =
  | { readonly kind: 'filed'; readonly pqrs: Pqrs; readonly isNew: boolean }
  | {
      readonly kind: 'refused';
      readonly problems: readonly Problem[];
      readonly attachments: readonly Attachment[];
    }
  /** The same page filed something else before, which must not hide what is told this time. */
  | { readonly kind: 'used'; readonly radicado: Radicado };

/** One sending of a form whose key is ours. */
export type Sending = {
  readonly formId: string;
  readonly sent: SentForm;
  readonly ip: string;
  readonly receivedAt: Date;
};

/**
 * Files a form, once, whatever happens: a double click, a page sent again and a replay find the same filing.
 *
 * Other answers under the same form are no repetition: they are not filed unseen, and not lost either.
 */
export function submitForm(desk: FilingDesk, sending: Sending): Promise<Submission> {
  return desk.oneAtATime(sending.formId, () => desk.fewAtOnce(() => submitAlone(desk, sending)));
}

async function submitAlone(desk: FilingDesk, sending: Sending): Promise<Submission> {
  const earlier = await desk.filings.find(sending.formId);
  if (earlier !== null) {
    return judgeRepetition(desk, sending, earlier);
  }
  const { formId, sent, ip } = sending;
  const conversationId = async () =>
    (await desk.inbox.openConversation({ channel: 'web', address: formId })).id;
  const { attachments, problems: fileProblems } = await keepFormFiles(desk, { sent, conversationId, ip });
  const { t } = desk.site();
  const context = { t, gazetteer: desk.gazetteer(), attachments, isCut: sent.isCut };
  const { draft, problems } = readAnswers(sent.typed, context);
  if (draft === null || fileProblems.length > 0) {
    return { kind: 'refused', problems: [...problems, ...fileProblems], attachments };
  }
  const complete = { draft, attachments, conversationId: await conversationId() };
  const filed = await desk.filings.file(toFile(desk, sending, complete));
  if (!filed.isNew) {
    return judgeRepetition(desk, sending, filed);
  }
  desk.onFiled();
  return { kind: 'filed', pqrs: filed.pqrs, isNew: true };
}

function judgeRepetition(desk: FilingDesk, { sent }: Sending, filed: FiledForm): Submission {
  const { pqrs } = filed;
  const annexIds = new Set(pqrs.annexes.map(({ fileId }) => fileId));
  const isSame =
    isSameFiling(filed, {
      digest: desk.keys.digestOf(sent.typed),
      // A browser that sends a page again may have no more than the name of a file.
      fileHashes: sent.files.filter(({ bytes }) => bytes.length > 0).map(({ sha256 }) => sha256),
    }) &&
    sent.refused.length === 0 &&
    sent.typed.kept.every((id) => annexIds.has(id));
  return isSame ? { kind: 'filed', pqrs, isNew: false } : { kind: 'used', radicado: pqrs.radicado };
}

type Complete = {
  readonly draft: PqrsDraft;
  readonly attachments: readonly Attachment[];
  readonly conversationId: string;
};

function toFile(desk: FilingDesk, { formId, sent, receivedAt }: Sending, complete: Complete): FormToFile {
  const { draft, attachments, conversationId } = complete;
  const { anonymous, name } = sent.typed;
  return {
    formId,
    digest: desk.keys.digestOf(sent.typed),
    conversationId,
    receivedAt,
    open: ({ number, contactId }) => {
      const year = bogotaYearOf(receivedAt);
      const radicado = formatRadicado({ prefix: desk.site().profile.radicadoPrefix, year, number });
      const code = desk.keys.codeOf(formId);
      return openPqrs(draft, {
        id: PqrsId.parse(desk.newId()),
        radicado,
        receivedAt,
        channel: 'web',
        conversationId: anonymous ? null : conversationId,
        petitioner: anonymous ? { contactId: null, name: null } : { contactId, name: name || null },
        annexes: attachments,
        verification: { hash: hashVerificationCode({ code, radicado, hmac: desk.codeHmac }) },
        calendar: desk.calendar(),
      });
    },
    conversation: anonymous ? null : toConversation(desk, { formId, sent, receivedAt }, complete),
  };
}

function toConversation(
  desk: FilingDesk,
  { formId, sent, receivedAt }: Omit<Sending, 'ip'>,
  { draft, attachments }: Complete,
): FormConversation {
  const teller = desk.teller();
  const { accepted, name } = sent.typed;
  const alarm = alarmOf(draft);
  const words = avisoText(teller);
  return {
    message: toMessage(teller, { draft, name: name || null, attachments }),
    replies: (pqrs) => toReplies(teller, { pqrs, code: desk.keys.codeOf(formId) }),
    consent: accepted
      ? {
          purpose: 'tramite',
          granted: true,
          textVersion: AVISO_VERSION,
          textHash: createHash('sha256').update(words).digest('hex'),
        }
      : null,
    memory: toMemory({ receivedAt, accepted, alarm }),
    owner: alarm.danger ? 'waiting' : 'assistant',
    sensitivity: alarm.health ? 'health' : 'normal',
  };
}
