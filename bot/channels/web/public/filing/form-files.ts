import { DomainError, type DomainErrorCode } from '../../../../../domain/errors.ts';
import type { Attachment } from '../../../../../domain/messages/content.ts';
import { isOnItsWay } from '../../../../../domain/messages/file-store.ts';
import { countUpload } from '../../upload-budget.ts';
import { MAX_FILES } from '../../upload-parts.ts';
import type { Problem } from './answers.ts';
import type { FilingDesk } from './desk.ts';
import type { SentFile, SentForm } from './read-form.ts';

/** The files of one form that are safe with us, and what is wrong with the others. */
export type FormFiles = {
  readonly attachments: readonly Attachment[];
  readonly problems: readonly Problem[];
};

type Form = {
  readonly sent: SentForm;
  /** Opened only when there is a file to put in it. */
  readonly conversationId: () => Promise<string>;
  readonly ip: string;
};

/**
 * Keeps the files that came with a form, beside those that came with an earlier sending of it.
 *
 * A file that was kept belongs to the conversation of the form, and no other form can name it.
 */
export async function keepFormFiles(desk: FilingDesk, form: Form): Promise<FormFiles> {
  const { sent } = form;
  const { kept, broken } = await listKept(desk, form);
  const room = MAX_FILES - kept.length;
  const { attachments, refused } = await keepThese(desk, form, sent.files.slice(0, room));
  const extra = [...sent.files.slice(room).map(({ name }) => name), ...sent.extra];
  const problems = [...sent.refused, ...broken, ...refused].map(toProblem(desk));
  return {
    attachments: [...kept, ...attachments],
    problems: [...problems, ...crowdProblems(desk, sent, extra)],
  };
}

/** The files that the person did not take away since, and those that proved to be broken meanwhile. */
async function listKept({ files }: FilingDesk, { sent, conversationId }: Form) {
  const ids = sent.typed.kept;
  const home = ids.length > 0 ? await conversationId() : null;
  const found = (await Promise.all(ids.map((id) => files.findById(id))))
    .filter((file) => file !== null)
    .filter((file) => file.conversationId === home);
  const kept = found
    .filter(({ status }) => status !== 'rejected')
    .map(({ id, name, mimeType, bytes, status }): Attachment => {
      return { fileId: id, name, mimeType, bytes, pending: isOnItsWay(status) };
    });
  const broken = found
    .filter(({ status }) => status === 'rejected')
    .map(({ name }) => ({ name, code: 'file-broken' as const }));
  return { kept, broken };
}

type Kept = {
  readonly attachments: readonly Attachment[];
  readonly refused: readonly { readonly name: string; readonly code: DomainErrorCode }[];
};

async function keepThese(
  desk: FilingDesk,
  { conversationId, ip }: Form,
  files: readonly SentFile[],
): Promise<Kept> {
  if (files.length === 0) {
    return { attachments: [], refused: [] };
  }
  const counting = {
    edge: desk.edge,
    clock: desk.clock,
    hmac: desk.senderHmac,
    allowance: desk.limits.uploadsADay,
  };
  const overDay = await refusalOf(() => countUpload(counting, ip, files));
  if (overDay.code !== null) {
    const { code } = overDay;
    return { attachments: [], refused: files.map(({ name }) => ({ name, code })) };
  }
  const home = await conversationId();
  const attachments: Attachment[] = [];
  const refused: { name: string; code: DomainErrorCode }[] = [];
  for (const { name, bytes } of files) {
    const { code, value } = await refusalOf(() => desk.files.keep({ conversationId: home, name, bytes }));
    if (code === null) {
      attachments.push(value);
    } else {
      refused.push({ name, code });
    }
  }
  return { attachments, refused };
}

type Tried<T> =
  | { readonly code: null; readonly value: T }
  | { readonly code: DomainErrorCode; readonly value: null };

/** The rule that said no to some work, or what the work gave. */
async function refusalOf<T>(work: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { code: null, value: await work() };
  } catch (error) {
    if (error instanceof DomainError) {
      return { code: error.code, value: null };
    }
    throw error;
  }
}

function toProblem({ site }: FilingDesk) {
  const { t } = site();
  return ({ name, code }: { readonly name: string; readonly code: DomainErrorCode }): Problem => ({
    field: 'files',
    words: t('filing.error.file', { name, why: t(`errors.${code}`) }),
  });
}

function crowdProblems({ site }: FilingDesk, sent: SentForm, extra: readonly string[]): Problem[] {
  const { t } = site();
  const found: Problem[] = [];
  if (extra.length > 0) {
    const words = t('filing.error.tooManyFiles', { max: MAX_FILES, names: extra.join(', ') });
    found.push({ field: 'files', words });
  }
  if (sent.isCrowded) {
    found.push({ field: 'files', words: t('public.error.busy') });
  }
  return found;
}
