import type { Attachment } from '../domain/messages/content.ts';
import type { FileRejection } from '../domain/messages/file-store.ts';
import type { Pqrs } from '../domain/pqrs/pqrs.ts';
import type { PlainMessageKey } from '../locales/translate.ts';
import { FormDialog } from './form.ts';
import { findOpen } from './open-dialog.ts';
import { endEmptyOffer } from './pqrs/offer-filing.ts';
import { type Scope, say, scopeOf } from './scope.ts';
import type { DialogContext } from './sdk.ts';
import { MAX_LOST_FILES } from './state.ts';

/** As far back as a file is looked for: its phone is asked for it during some days. */
const FILED_LOOKED_AT = 10;

const AGAIN: Readonly<Record<FileRejection, PlainMessageKey>> = {
  'file-too-large': 'files.again.lighter',
  'file-type-not-accepted': 'files.again.other',
  'quota-exceeded': 'files.again.later',
  'file-broken': 'files.again.resend',
  'file-altered': 'files.again.resend',
  'file-gone': 'files.again.resend',
  'file-unreachable': 'files.again.resend',
};

/**
 * A file that was answered as kept will never open: it is taken out of what is not filed yet, and the person is told
 * and asked for it again. What was filed stays filed.
 *
 * While a person answers nothing is said: the colleague reads it in the conversation.
 */
export async function answerNotice(dc: DialogContext): Promise<void> {
  const { input, turn } = scopeOf(dc.context);
  for (const file of input.attachments) {
    const isInForm = loseFromForms(dc, file.fileId);
    loseElsewhere(scopeOf(dc.context), file.fileId);
    await endEmptyOffer(dc);
    if (turn.conversation.owner !== 'human') {
      await tell(dc, file, isInForm);
    }
  }
}

/** Says of the files of the message being answered, which will never open, that they are not there. */
export async function tellRefused(dc: DialogContext): Promise<void> {
  const scope = scopeOf(dc.context);
  for (const file of scope.refused.filter(({ rejection }) => rejection !== undefined)) {
    await say(dc.context, [lostLine(scope, file), againLine(scope, file)].join(' '));
  }
}

async function tell(dc: DialogContext, file: Attachment, isInForm: boolean): Promise<void> {
  const scope = scopeOf(dc.context);
  const filed = isInForm ? null : await findFiledWith(scope, file);
  if (!isInForm && !filed) {
    // The message that brought it may still be on its way: the job does not wait for it.
    scope.state.lostFiles = [...scope.state.lostFiles, file.fileId].slice(-MAX_LOST_FILES);
  }
  const lines = filed
    ? [lostLine(scope, file), scope.t('files.lostFiled', { radicado: filed.radicado })]
    : [lostLine(scope, file), ...(isInForm ? [scope.t('files.dropped')] : []), againLine(scope, file)];
  await say(dc.context, lines.join(' '));
  if (findOpen(dc)) {
    await dc.repromptDialog();
  }
}

async function findFiledWith({ turn }: Scope, { fileId }: Attachment): Promise<Pqrs | null> {
  const filed = await turn.repositories.pqrs.findFiledBy(turn.conversation.contactId, FILED_LOOKED_AT);
  return filed.find(({ annexes }) => annexes.some((annex) => annex.fileId === fileId)) ?? null;
}

function loseFromForms(dc: DialogContext, fileId: string): boolean {
  const { state } = scopeOf(dc.context);
  const lost = Object.keys(state.drafts).map((id) => {
    const form = dc.findDialog(id);
    return form instanceof FormDialog && form.lose(dc, fileId);
  });
  return lost.includes(true);
}

/** What waits for an answer of another kind may hold the file too: an offer, a list of topics, the parked message. */
function loseElsewhere({ state }: Scope, fileId: string): void {
  for (const instance of state.dialogs.dialogStack) {
    instance.state = withoutFile(instance.state, fileId) as typeof instance.state;
  }
  state.parked = withoutFile(state.parked, fileId) as typeof state.parked;
  if (state.parked?.text === '' && state.parked.attachments.length === 0) {
    state.parked = null;
  }
}

/** The same value without the attachments of that id, however deep they lie. */
function withoutFile(value: unknown, fileId: string): unknown {
  if (Array.isArray(value)) {
    return value
      .filter((item) => !(isRecord(item) && item.fileId === fileId))
      .map((item) => withoutFile(item, fileId));
  }
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutFile(item, fileId)]))
    : value;
}

function isRecord(value: unknown): value is Record<string, unknown> & { readonly fileId?: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function lostLine({ t }: Scope, { name, rejection = 'file-broken' }: Attachment): string {
  return t(`files.lost.${rejection}`, { name });
}

function againLine({ t }: Scope, { rejection = 'file-broken' }: Attachment): string {
  return t(AGAIN[rejection]);
}
