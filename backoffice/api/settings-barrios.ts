import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Translate } from '../../locales/translate.ts';
import { getStaff } from '../access.ts';
import {
  BarrioBody,
  BarrioConflict,
  BarrioList,
  BarrioParams,
  BarrioView,
  MergeBody,
  NewBarrioBody,
} from '../contracts/barrios.ts';
import { addBarrio, type BarrioOutcome, changeBarrio, mergeBarrios } from '../settings/change-barrios.ts';
import type { SettingsControl } from '../settings/settings-control.ts';

type Options = { readonly settings: SettingsControl; readonly t: Translate };

/** Everything under `/settings/barrios`: the places that people name. */
export const barriosRoutes: FastifyPluginAsyncZod<Options> = async (app, { settings: control, t }) => {
  const manage = { access: 'settings:manage' } as const;
  const read = { access: 'settings:read' } as const;
  const response = { 200: BarrioView, 409: BarrioConflict };
  const toConflict = ({ barrio }: BarrioOutcome) => ({
    code: 'version-conflict' as const,
    message: t('console.errors.version-conflict'),
    current: barrio,
  });

  app.get('/settings/barrios', { config: read, schema: { response: { 200: BarrioList } } }, async () => ({
    items: [...(await control.barrios.list())],
  }));

  app.post(
    '/settings/barrios',
    { config: manage, schema: { body: NewBarrioBody, response: { 200: BarrioView } } },
    (request) => addBarrio({ ...request.body, active: true }, getStaff(request).id, control),
  );

  app.put(
    '/settings/barrios/:id',
    { config: manage, schema: { params: BarrioParams, body: BarrioBody, response } },
    async (request, reply) => {
      const change = { ...request.params, ...request.body, staffId: getStaff(request).id };
      const outcome = await changeBarrio(change, control);
      return outcome.kind === 'saved' ? outcome.barrio : reply.code(409).send(toConflict(outcome));
    },
  );

  app.post(
    '/settings/barrios/:id/merge',
    { config: manage, schema: { params: BarrioParams, body: MergeBody, response } },
    async (request, reply) => {
      const change = { ...request.params, ...request.body, staffId: getStaff(request).id };
      const outcome = await mergeBarrios(change, control);
      return outcome.kind === 'saved' ? outcome.barrio : reply.code(409).send(toConflict(outcome));
    },
  );
};
