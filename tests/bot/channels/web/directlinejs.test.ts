import { type Activity, DirectLine, type Message } from 'botframework-directlinejs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { plainText } from '../../../../domain/messages/content.ts';
import { WebWorld } from '../../../support/web-fakes.ts';
import { startWebServer, type WebServer } from '../../../support/web-server.ts';
import { aVisitor } from '../../../support/web-visitor.ts';
import { XmlHttpRequest } from '../../../support/xml-http-request.ts';

const PDF = `data:application/pdf;base64,${Buffer.from('%PDF-1.7\n%%EOF').toString('base64')}`;

let world: WebWorld;
let server: WebServer;

beforeEach(async () => {
  vi.stubGlobal('XMLHttpRequest', XmlHttpRequest);
  vi.stubGlobal('WebSocket', WebSocket);
  world = new WebWorld();
  server = await startWebServer(world);
});
afterEach(async () => {
  await server.stop();
  vi.unstubAllGlobals();
});

/** Microsoft's client as it comes, with what it has shown so far. */
async function aClient(webSocket: boolean) {
  const { token, conversationId } = await aVisitor(server.directLine);
  const settings = { token, domain: server.directLine, webSocket, pollingInterval: 200 };
  const shortestWait = () => 0;
  const client = new DirectLine({ ...settings, random: shortestWait });
  const seen: Message[] = [];
  client.activity$.subscribe(
    (activity: Activity) => void seen.push(activity as Message),
    () => undefined,
  );
  const post = (activity: object) =>
    new Promise<string>((resolve, reject) => {
      const complete = { from: { id: 'whoever' }, type: 'message', ...activity } as Activity;
      client.postActivity(complete).subscribe(resolve, reject);
    });
  const until = async (count: number) => {
    while (seen.length < count) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return {
    seen,
    post,
    until,
    conversationId,
    end: () => client.end(),
    texts: () => seen.map(({ text }) => text),
  };
}

test.each([
  ['WebSocket', true],
  ['polling', false],
])('Microsoft’s own client holds a conversation by %s, with a cut in the middle', async (_, webSocket) => {
  const client = await aClient(webSocket);
  await client.until(1);
  const id = await client.post({ text: 'uno', channelData: { clientActivityID: 'one' } });
  await client.until(3);
  await client.post({ text: 'opciones' });
  await client.until(5);

  server.dropStreams();
  world.say(client.conversationId, plainText('mientras tanto'));
  await client.post({ text: 'dos' });
  await client.until(8);
  client.end();

  expect(client.texts()).toEqual([
    'Hola, soy el asistente.',
    'uno',
    'Eco: uno',
    'opciones',
    '¿Aceptas?',
    'mientras tanto',
    'dos',
    'Eco: dos',
  ]);
  expect(new Set(client.seen.map((activity) => activity.id)).size).toBe(8);
  expect(client.seen[1]).toMatchObject({ id, channelData: { clientActivityID: 'one' } });
  expect(client.seen[4]?.suggestedActions?.actions.map(({ title }) => title)).toEqual([
    'Sí, acepto',
    'No acepto',
  ]);
});

test('Microsoft’s own client uploads a file', async () => {
  const client = await aClient(false);
  await client.until(1);
  await client.post({
    text: 'mira',
    attachments: [{ contentType: 'application/pdf', contentUrl: PDF, name: 'acta.pdf' }],
  });
  await client.until(3);
  client.end();

  expect(client.texts().at(-1)).toBe('Eco: mira [acta.pdf]');
});
