import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { EntityView } from '../contracts/entity.ts';
import { LogoParams } from '../contracts/settings.ts';
import { Refusal } from '../refusal.ts';
import { logoUrlOf } from '../settings/change-settings.ts';
import type { SettingsControl } from '../settings/settings-control.ts';

/** What everybody may know of whose console this is: the sign-in page shows it. */
export const entityRoutes: FastifyPluginAsyncZod<{ readonly settings: SettingsControl }> = async (
  app,
  { settings: control },
) => {
  const config = { access: 'public' } as const;

  app.get('/entity', { config, schema: { response: { 200: EntityView } } }, () => {
    const { name, assistantName, colors, logo, services } = control.entity.profile();
    return { name, assistantName, colors, services, logo: logo && logoUrlOf(logo.hash) };
  });

  app.get('/entity/logo/:hash', { config, schema: { params: LogoParams } }, async (request, reply) => {
    const logo = await control.settings.findLogo(request.params.hash);
    if (!logo) {
      throw new Refusal('page-not-found');
    }
    return reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('x-content-type-options', 'nosniff')
      .type('image/png')
      .send(Buffer.from(logo.png));
  });
};
