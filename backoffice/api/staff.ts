import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { StaffRole } from '../../domain/people/roles.ts';
import type { StaffMember } from '../../domain/people/staff-directory.ts';
import type { Translate } from '../../locales/translate.ts';
import { getStaff } from '../access.ts';
import { StaffBody, StaffConflict, StaffList, StaffParams, StaffView } from '../contracts/staff.ts';
import type { Team, TeamChange } from '../staff/team.ts';

type Options = { readonly team: Team; readonly t: Translate };

/** The team: who is in it, and in which role. */
export const staffRoutes: FastifyPluginAsyncZod<Options> = async (app, { team, t }) => {
  const config = { access: 'staff:manage' } as const;

  app.get(
    '/staff',
    { config: { access: 'staff:read' }, schema: { response: { 200: StaffList } } },
    async () => ({ items: (await team.list()).map(toView), roles: [...StaffRole.options] }),
  );

  app.put(
    '/staff/:staffId',
    {
      config,
      schema: { params: StaffParams, body: StaffBody, response: { 200: StaffView, 409: StaffConflict } },
    },
    async (request, reply) => {
      const change = await team.change(request.params.staffId, request.body, getStaff(request));
      return change.kind === 'saved' ? toView(change.member) : reply.code(409).send(toConflict(change, t));
    },
  );

  app.post(
    '/staff/:staffId/deactivate',
    { config, schema: { params: StaffParams, response: { 200: StaffView } } },
    async (request) => toView(await team.deactivate(request.params.staffId, getStaff(request))),
  );

  app.post(
    '/staff/:staffId/reactivate',
    { config, schema: { params: StaffParams, response: { 200: StaffView } } },
    async (request) => toView(await team.reactivate(request.params.staffId, getStaff(request))),
  );
};

function toView({ lastSignInAt, invitationExpiresAt, ...member }: StaffMember): StaffView {
  return {
    ...member,
    lastSignInAt: lastSignInAt?.toISOString() ?? null,
    invitationExpiresAt: invitationExpiresAt?.toISOString() ?? null,
  };
}

/** What is told to who edited an older version. */
function toConflict(
  { member, lastChange }: Extract<TeamChange, { kind: 'conflict' }>,
  t: Translate,
): StaffConflict {
  return {
    code: 'version-conflict',
    message: t('console.errors.version-conflict'),
    current: toView(member),
    lastChange: lastChange && { by: lastChange.by, at: lastChange.at.toISOString() },
  };
}
