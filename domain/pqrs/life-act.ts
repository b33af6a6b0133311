import { z } from 'zod';
import { LocalDate } from '../calendar/local-date.ts';
import { ANSWER_OUTCOMES, NOTICE_KINDS } from './life.ts';
import { PqrsKind } from './peticion.ts';

const Reason = z.string().trim().min(10).max(2000);

/** What can be done to a PQRS. Days are those on which it happened, which may be before it is written down. */
export const LifeAct = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('classify') }),
  z.strictObject({ do: z.literal('assign') }),
  z.strictObject({ do: z.literal('start') }),
  z.strictObject({ do: z.literal('change-kind'), kind: PqrsKind, aboutService: z.boolean(), reason: Reason }),
  z.strictObject({ do: z.literal('draft-answer'), outcome: z.enum(ANSWER_OUTCOMES) }),
  z.strictObject({ do: z.literal('return-draft'), reason: Reason }),
  z.strictObject({ do: z.literal('approve-answer') }),
  z.strictObject({ do: z.literal('send-answer') }),
  z.strictObject({ do: z.literal('object-answer'), reason: Reason }),
  z.strictObject({ do: z.literal('cite'), on: LocalDate }),
  z.strictObject({ do: z.literal('notify'), kind: z.enum(NOTICE_KINDS), on: LocalDate }),
  z.strictObject({ do: z.literal('close') }),
  z.strictObject({ do: z.literal('extend'), until: LocalDate, toldOn: LocalDate, reason: Reason }),
  z.strictObject({
    do: z.literal('suspend'),
    cause: z.enum(['pruebas', 'demora-del-usuario']),
    until: LocalDate,
    toldOn: LocalDate,
    reason: Reason,
  }),
  z.strictObject({ do: z.literal('resume') }),
  z.strictObject({
    do: z.literal('request-completion'),
    ground: z.enum(['incompleta', 'oscura']),
    reason: Reason,
  }),
  z.strictObject({ do: z.literal('extend-completion') }),
  z.strictObject({ do: z.literal('complete') }),
  z.strictObject({ do: z.literal('declare-desistimiento'), reason: Reason }),
  z.strictObject({ do: z.literal('archive'), reason: Reason }),
  z.strictObject({ do: z.literal('withdraw') }),
  z.strictObject({ do: z.literal('continue-ex-officio'), reason: Reason }),
  z.strictObject({ do: z.literal('transfer'), to: z.string().trim().min(3).max(200), reason: Reason }),
  z.strictObject({ do: z.literal('reject'), reason: Reason }),
  z.strictObject({ do: z.literal('recognise-silence') }),
  z.strictObject({ do: z.literal('dismiss-silence'), reason: Reason }),
  z.strictObject({ do: z.literal('appeal') }),
  z.strictObject({ do: z.literal('settle-appeal') }),
  z.strictObject({ do: z.literal('send-to-superservicios'), on: LocalDate }),
]);
export type LifeAct = Readonly<z.infer<typeof LifeAct>>;

/** What an act is called. */
export type LifeActName = LifeAct['do'];

/** Of all acts, the one with that name. */
export type ActOf<Name extends LifeActName> = Extract<LifeAct, { readonly do: Name }>;
