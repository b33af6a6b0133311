import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { getStaff } from '../access.ts';
import { askWhatsApp, changeSending } from '../channels/ask-whatsapp.ts';
import { listChannelTroubles } from '../channels/channel-troubles.ts';
import type { ChannelsControl } from '../channels/channels-control.ts';
import { readWhatsApp } from '../channels/read-whatsapp.ts';
import { ChannelTroublesView, SendingBody, WhatsAppBody, WhatsAppView } from '../contracts/channels.ts';
import { outboxRoutes } from './outbox.ts';

/** Everything under `/channels`: where the WhatsApp number stands, what is asked of it, and what is sent. */
export const channelsRoutes: FastifyPluginAsyncZod<{ readonly channels: ChannelsControl }> = async (
  app,
  { channels },
) => {
  const manage = { access: 'channels:manage' } as const;
  const response = { 200: WhatsAppView };
  await app.register(outboxRoutes, { channels });

  app.get(
    '/channels/troubles',
    { config: { access: 'channels:read' }, schema: { response: { 200: ChannelTroublesView } } },
    async () => ({ troubles: [...(await listChannelTroubles(channels))] }),
  );

  app.get('/channels/whatsapp', { config: { access: 'channels:read' }, schema: { response } }, (request) =>
    readWhatsApp(getStaff(request).role, channels),
  );

  app.post(
    '/channels/whatsapp',
    { config: manage, schema: { body: WhatsAppBody, response } },
    async (request) => {
      const { id, role } = getStaff(request);
      await askWhatsApp(request.body, id, channels);
      return readWhatsApp(role, channels);
    },
  );

  app.post(
    '/channels/whatsapp/sending',
    { config: manage, schema: { body: SendingBody, response } },
    async (request) => {
      const { id, role } = getStaff(request);
      await changeSending(request.body, id, channels);
      return readWhatsApp(role, channels);
    },
  );
};
