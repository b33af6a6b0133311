import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { withSettings } from '../../domain/entity/settings.ts';
import type { Translate } from '../../locales/translate.ts';
import { getStaff } from '../access.ts';
import {
  CitizenPreview,
  LogoBody,
  SettingsBody,
  SettingsIssues,
  SettingsPreviewBody,
  SettingsView,
  VersionConflict,
} from '../contracts/settings.ts';
import { type ChangeOutcome, changeLogo, changeSettings, readSettings } from '../settings/change-settings.ts';
import { parseSettings, type SettingsIssue } from '../settings/parse-settings.ts';
import type { SettingsControl } from '../settings/settings-control.ts';

/** A logo in base64 and what stands around it. */
const MAX_LOGO_BODY_BYTES = 1_500_000;

const MANAGE = { access: 'settings:manage' } as const;
const CHANGED = { 200: SettingsView, 409: VersionConflict, 422: SettingsIssues };

type Options = { readonly settings: SettingsControl; readonly t: Translate };

/** Everything under `/settings/entity`: reading it, changing it against a version, and what citizens would read. */
export const settingsRoutes: FastifyPluginAsyncZod<Options> = async (app, { settings: control, t }) => {
  const toIssues = (issues: readonly SettingsIssue[]) => ({
    code: 'settings-invalid' as const,
    message: t('console.errors.settings-invalid'),
    issues: [...issues],
  });
  const toConflict = conflictIn(t);

  app.get(
    '/settings/entity',
    { config: { access: 'settings:read' }, schema: { response: { 200: SettingsView } } },
    () => readSettings(control),
  );

  app.put(
    '/settings/entity',
    { config: MANAGE, schema: { body: SettingsBody, response: CHANGED } },
    async (request, reply) => {
      const { version, settings } = request.body;
      const parsed = parseSettings(settings);
      if (parsed.kind === 'invalid') {
        return reply.code(422).send(toIssues(parsed.issues));
      }
      const outcome = await changeSettings(
        { version, settings: parsed.settings, staffId: getStaff(request).id },
        control,
      );
      return outcome.kind === 'saved' ? outcome.view : reply.code(409).send(toConflict(outcome));
    },
  );

  app.post(
    '/settings/entity/preview',
    {
      config: { access: 'settings:read' },
      schema: { body: SettingsPreviewBody, response: { 200: CitizenPreview, 422: SettingsIssues } },
    },
    async (request, reply) => {
      const parsed = parseSettings(request.body.settings);
      if (parsed.kind === 'invalid') {
        return reply.code(422).send(toIssues(parsed.issues));
      }
      const seen = control.previewCitizen(withSettings(control.entity.profile(), parsed.settings));
      return z.json().pipe(CitizenPreview).parse(seen);
    },
  );
};

/** The logo, which is stored by itself. */
export const logoRoutes: FastifyPluginAsyncZod<Options> = async (app, { settings: control, t }) => {
  app.put(
    '/settings/entity/logo',
    { config: MANAGE, bodyLimit: MAX_LOGO_BODY_BYTES, schema: { body: LogoBody, response: CHANGED } },
    async (request, reply) => {
      const outcome = await changeLogo({ ...request.body, staffId: getStaff(request).id }, control);
      return outcome.kind === 'saved' ? outcome.view : reply.code(409).send(conflictIn(t)(outcome));
    },
  );
};

/** What is told to who edited an older version. */
function conflictIn(t: Translate) {
  return ({ view, changes }: Extract<ChangeOutcome, { kind: 'conflict' }>) => ({
    code: 'version-conflict' as const,
    message: t('console.errors.version-conflict'),
    changes: changes.map(({ at, by, keys }) => ({ at: at.toISOString(), by, keys: [...keys] })),
    current: view,
  });
}
