import type { FastifyInstance, FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { hasPermission } from '../../domain/people/permissions.ts';
import { Phone } from '../../domain/people/phone.ts';
import { getStaff } from '../access.ts';
import { askWhatsApp, changeSending } from '../channels/ask-whatsapp.ts';
import type { ChannelsControl } from '../channels/channels-control.ts';
import { readWhatsApp } from '../channels/read-whatsapp.ts';
import type { WhatsAppBody } from '../contracts/channels.ts';
import { STATUS_BY_CODE } from '../refusal.ts';
import type { StaffSession } from '../staff/staff-sessions.ts';
import { renderConfirmPage } from './channel-confirm-page.ts';
import { CHANNELS_PATH, type ChannelsPage } from './channels-page.ts';
import type { PageWords } from './frame.ts';
import { sendPage } from './send-page.ts';
import { renderWhatsAppPage } from './whatsapp-page.ts';

/** `actualizar=1`: the page loads itself again while a phone is being linked. */
const Address = z.strictObject({ actualizar: z.literal('1').optional() });

const PairForm = z.object({
  forma: z.enum(['qr', 'codigo']),
  telefono: z.string().max(40).default(''),
});

const MANAGE = { access: 'channels:manage' } as const;

/** Where the WhatsApp number stands, linking a phone, and what is stopped. */
export const channelsPages: FastifyPluginAsyncZod<
  PageWords & { readonly channels: ChannelsControl }
> = async (app, options) => {
  const { channels } = options;

  async function showPage(
    reply: FastifyReply,
    staff: StaffSession['staff'],
    rest: Pick<ChannelsPage, 'refreshes' | 'wrongPhone'>,
  ) {
    const manages = hasPermission(staff.role, 'channels:manage');
    const view = await readWhatsApp(staff.role, channels);
    return sendPage(reply, renderWhatsAppPage({ ...options, ...rest, staff, view, manages }));
  }

  app.get(
    '/canales',
    { config: { access: 'channels:read' }, schema: { querystring: Address } },
    (request, reply) =>
      showPage(reply, getStaff(request), {
        refreshes: request.query.actualizar !== undefined,
        wrongPhone: null,
      }),
  );

  app.post('/canales/vincular', { config: MANAGE, schema: { body: PairForm } }, async (request, reply) => {
    const staff = getStaff(request);
    const asked = toPairing(request.body);
    if (asked === null) {
      const wrongPhone = request.body.telefono;
      return showPage(reply.code(STATUS_BY_CODE['invalid-request']), staff, { refreshes: false, wrongPhone });
    }
    await askWhatsApp(asked, staff.id, channels);
    return reply.redirect(`${CHANNELS_PATH}?actualizar=1`, 303);
  });

  addActions(app, channels);

  for (const path of ['desvincular', 'reanudar', 'detener'] as const) {
    app.get(`/canales/${path}`, { config: MANAGE }, (request, reply) =>
      sendPage(reply, renderConfirmPage({ ...options, staff: getStaff(request), path })),
    );
  }
};

/** What is done by one button, and then the page is shown again. */
function addActions(app: FastifyInstance, channels: ChannelsControl): void {
  for (const [path, ask] of [
    ['conectar', 'connect'],
    ['desvincular', 'logout'],
    ['retirar', 'withdraw'],
  ] as const) {
    app.post(`/canales/${path}`, { config: MANAGE }, async (request, reply) => {
      await askWhatsApp({ request: ask }, getStaff(request).id, channels);
      return reply.redirect(CHANNELS_PATH, 303);
    });
  }

  for (const [path, action] of [
    ['reanudar', 'resume'],
    ['detener', 'stop'],
  ] as const) {
    app.post(`/canales/${path}`, { config: MANAGE }, async (request, reply) => {
      await changeSending({ action }, getStaff(request).id, channels);
      return reply.redirect(CHANNELS_PATH, 303);
    });
  }
}

/** Null when a code is asked for a telephone that is none. */
function toPairing({ forma, telefono }: z.infer<typeof PairForm>): WhatsAppBody | null {
  if (forma === 'qr') {
    return { request: 'pair-qr' };
  }
  const phone = Phone.safeParse(telefono);
  return phone.success ? { request: 'pair-code', phone: phone.data } : null;
}
