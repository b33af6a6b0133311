import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OperationalError } from '../../../../../domain/errors.ts';
import { createBuckets } from '../../buckets.ts';
import { networkOf } from '../../sender-address.ts';
import { createUploadBudget } from '../../upload-budget.ts';
import { type Page, renderPublicPage } from '../layout.ts';
import { acusePage } from './acuse-page.ts';
import type { FilingDesk } from './desk.ts';
import { filingFormPage, type Shown } from './form-page.ts';
import { refuseOtherSites } from './own-site.ts';
import { readForm, type SentForm } from './read-form.ts';
import { createFilingErrorHandler } from './refusal.ts';
import { type Submission, submitForm } from './submit-form.ts';
import { emptyForm, type TypedForm } from './typed-form.ts';

const RETRY_AFTER_SECONDS = 5;

/** One sending of the form, read. */
type Arrived = {
  readonly sent: SentForm;
  readonly ip: string;
  readonly receivedAt: Date;
  readonly waitSeconds: number;
};

/** `/radicar`: the form, what is wrong with it, and the acuse. Nothing that was typed is ever lost on the way. */
export async function filingRoutes(app: FastifyInstance, desk: FilingDesk): Promise<void> {
  const pace = createBuckets(desk.clock, desk.limits.filing);
  const budget = createUploadBudget(desk.limits.bytesInFlight);

  app.setErrorHandler(createFilingErrorHandler(desk.site));
  app.removeAllContentTypeParsers();
  await app.register(multipart);
  // Without its own referrer a browser says of a form that it comes from nowhere.
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('referrer-policy', 'same-origin');
  });

  app.get('/radicar', (_request, reply) =>
    sendForm(desk, reply, { typed: emptyForm(newKey(desk)), attachments: [], problems: [], notices: [] }),
  );

  app.post('/radicar', { onRequest: fromOwnSite(desk) }, async (request, reply) => {
    const receivedAt = desk.clock.now();
    const waitSeconds = pace.take(networkOf(request.ip));
    const held = budget.open(desk.newId());
    try {
      const fallbackName = desk.site().t('web.chat.file');
      const sent = await readForm(request, { take: held.take, fallbackName });
      return await answer(desk, reply, { sent, ip: request.ip, receivedAt, waitSeconds });
    } finally {
      held.release();
    }
  });
}

function fromOwnSite({ publicUrl }: FilingDesk) {
  return async (request: FastifyRequest): Promise<void> => refuseOtherSites(request, publicUrl);
}

/** A key that nobody used. */
function newKey({ keys, newId }: FilingDesk): string {
  return keys.sign(newId());
}

async function answer(desk: FilingDesk, reply: FastifyReply, arrived: Arrived): Promise<FastifyReply> {
  const { sent, waitSeconds } = arrived;
  const { t } = desk.site();
  const formId = desk.keys.read(sent.typed.key);
  if (waitSeconds > 0) {
    const notice = t('filing.error.tooFast', { seconds: waitSeconds });
    return showAgain(desk, reply.code(429).header('retry-after', String(waitSeconds)), { sent, notice });
  }
  if (formId === null) {
    return showAnew(desk, reply.code(422), { typed: sent.typed, notice: t('filing.error.key') });
  }
  const submission = await submitForm(desk, { formId, ...arrived }).catch(orBusy);
  if (submission === 'busy') {
    const notice = t('filing.error.busy');
    const later = reply.code(503).header('retry-after', String(RETRY_AFTER_SECONDS));
    return showAgain(desk, later, { sent, notice });
  }
  return sendSubmission(desk, reply, { sent, formId, submission });
}

/** The momentary trouble of the database, or a crowd; anything else is a fault. */
function orBusy(error: unknown): 'busy' {
  if (error instanceof OperationalError) {
    return 'busy';
  }
  throw error;
}

function sendSubmission(
  desk: FilingDesk,
  reply: FastifyReply,
  {
    sent,
    formId,
    submission,
  }: { readonly sent: SentForm; readonly formId: string; readonly submission: Submission },
): FastifyReply {
  const { typed } = sent;
  switch (submission.kind) {
    case 'refused': {
      const { problems, attachments } = submission;
      const shown = { typed: { ...typed, kept: [] }, problems, attachments, notices: [] };
      return sendForm(desk, reply.code(422), shown);
    }
    case 'used': {
      const notice = desk.site().t('filing.error.used', { radicado: submission.radicado });
      return showAnew(desk, reply.code(409), { typed, notice });
    }
    default: {
      const { pqrs, isNew } = submission;
      const code = desk.keys.codeOf(formId);
      const page = acusePage(desk.site(), { pqrs, code, barrios: desk.barrios(), locale: desk.locale });
      return send(desk, reply.code(isNew ? 201 : 200), page);
    }
  }
}

/** What was typed, under a key that nobody used. Files stay with the form that they came in. */
function showAnew(
  desk: FilingDesk,
  reply: FastifyReply,
  { typed, notice }: { readonly typed: TypedForm; readonly notice: string },
): FastifyReply {
  const notices = [notice, desk.site().t('filing.filesAgain')];
  return sendForm(desk, reply, {
    typed: { ...typed, key: newKey(desk), kept: [] },
    attachments: [],
    problems: [],
    notices,
  });
}

/** What was typed, to be sent again as it is, with the files that were safe before. Those that came are not. */
function showAgain(
  desk: FilingDesk,
  reply: FastifyReply,
  { sent, notice }: { readonly sent: SentForm; readonly notice: string },
): FastifyReply {
  const notices = sent.files.length > 0 ? [notice, desk.site().t('filing.filesAgain')] : [notice];
  return sendForm(desk, reply, { typed: sent.typed, attachments: [], problems: [], notices });
}

function sendForm(desk: FilingDesk, reply: FastifyReply, shown: Omit<Shown, 'barrios'>): FastifyReply {
  return send(desk, reply, filingFormPage(desk.site(), { ...shown, barrios: desk.barrios() }));
}

function send({ site }: FilingDesk, reply: FastifyReply, page: Page): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(renderPublicPage(site(), page));
}
