import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { StaffRepository } from '../../domain/people/staff.ts';
import type { Translate } from '../../locales/translate.ts';
import { callerOf } from '../access.ts';
import { Refusal, STATUS_BY_CODE } from '../refusal.ts';
import type { SignIn } from '../staff/sign-in.ts';
import { wordsOf } from '../words.ts';
import { CONSOLE_PATH, type PageWords } from './frame.ts';
import { sendPage } from './send-page.ts';
import { renderSignInPage, type SignInProblem } from './sign-in-page.ts';

type SignInPagesOptions = PageWords & {
  readonly signIn: SignIn;
  readonly staff: Pick<StaffRepository, 'hasAny'>;
};

/** A page of the console and nothing else: an address of another site is never followed. */
const ReturnTo = z
  .string()
  .max(200)
  .regex(/^\/consola(?:\/canales|\/pqrs\/[A-Z0-9-]+)?$/)
  .catch(CONSOLE_PATH);

const SignInQuery = z.object({
  volver: ReturnTo.default(CONSOLE_PATH),
  salida: z.string().max(1).optional(),
});

const SignInForm = z.object({
  correo: z.string().trim().max(254).catch('').default(''),
  clave: z.string().max(128).catch('').default(''),
  volver: ReturnTo.default(CONSOLE_PATH),
});
type SignInForm = z.infer<typeof SignInForm>;

/** Entering and leaving by forms. */
export const signInPages: FastifyPluginAsyncZod<SignInPagesOptions> = async (app, options) => {
  const { signIn, staff, t } = options;
  const config = { access: 'public' } as const;

  async function sendForm(reply: FastifyReply, form: SignInForm, problems: readonly SignInProblem[]) {
    const page = renderSignInPage({
      ...options,
      email: form.correo,
      returnTo: form.volver,
      problems,
      hasStaff: await staff.hasAny(),
      hasSignedOut: false,
    });
    return sendPage(reply, page);
  }

  app.get('/entrar', { config, schema: { querystring: SignInQuery } }, async (request, reply) => {
    const { volver, salida } = request.query;
    if (request.staffSession) {
      return reply.redirect(volver, 303);
    }
    const page = renderSignInPage({
      ...options,
      email: '',
      returnTo: volver,
      problems: [],
      hasStaff: await staff.hasAny(),
      hasSignedOut: salida !== undefined,
    });
    return sendPage(reply, page);
  });

  app.post('/entrar', { config, schema: { body: SignInForm } }, async (request, reply) => {
    const form = request.body;
    const missing = missingFields(form, t);
    if (missing.length > 0) {
      return sendForm(reply.code(STATUS_BY_CODE['invalid-request']), form, missing);
    }
    try {
      const cookies = await signIn.enter({ email: form.correo, password: form.clave }, callerOf(request));
      return reply.header('set-cookie', [...cookies]).redirect(form.volver, 303);
    } catch (error) {
      if (!(error instanceof Refusal)) {
        throw error;
      }
      const problem = { field: 'correo', message: wordsOf(error.code, t) } as const;
      return sendForm(reply.code(STATUS_BY_CODE[error.code]), form, [problem]);
    }
  });

  app.post('/salir', { config }, async (request, reply) => {
    const cookies = await signIn.leave(request.staffSession, callerOf(request));
    return reply.header('set-cookie', [...cookies]).redirect(`${CONSOLE_PATH}/entrar?salida=1`, 303);
  });
};

function missingFields({ correo, clave }: SignInForm, t: Translate): readonly SignInProblem[] {
  const problems: SignInProblem[] = [];
  if (correo === '') {
    problems.push({ field: 'correo', message: t('console.signIn.emailMissing') });
  }
  if (clave === '') {
    problems.push({ field: 'clave', message: t('console.signIn.passwordMissing') });
  }
  return problems;
}
