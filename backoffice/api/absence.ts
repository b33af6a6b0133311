import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { compare, type LocalDate } from '../../domain/calendar/local-date.ts';
import { type Absence, isAwayOn } from '../../domain/people/absence.ts';
import { getStaff } from '../access.ts';
import { AbsenceBody, AbsenceList, AbsenceParams, AbsenceView } from '../contracts/absence.ts';
import type { Absences } from '../staff/absences.ts';

/** Who answers for whom while somebody is away. */
export const absenceRoutes: FastifyPluginAsyncZod<{ readonly absences: Absences }> = async (
  app,
  { absences },
) => {
  const config = { access: 'absence:manage' } as const;

  app.get(
    '/absences',
    { config: { access: 'staff:read' }, schema: { response: { 200: AbsenceList } } },
    async () => {
      const today = absences.today();
      return { items: (await absences.list()).map((absence) => toView(absence, today)), today };
    },
  );

  app.post(
    '/absences',
    { config, schema: { body: AbsenceBody, response: { 201: AbsenceView } } },
    async (request, reply) => {
      const absence = await absences.record(request.body, getStaff(request));
      return reply.code(201).send(toView(absence, absences.today()));
    },
  );

  app.post(
    '/absences/:absenceId/end',
    { config, schema: { params: AbsenceParams, response: { 200: AbsenceView } } },
    async (request) =>
      toView(await absences.end(request.params.absenceId, getStaff(request)), absences.today()),
  );
};

function toView(absence: Absence, today: LocalDate): AbsenceView {
  const canEnd = absence.endedOn === null && compare(today, absence.toOn) <= 0;
  return { ...absence, isCurrent: isAwayOn(absence, today), canEnd };
}
