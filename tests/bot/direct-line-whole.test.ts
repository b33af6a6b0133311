import { type Activity, DirectLine, type Message } from 'botframework-directlinejs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { type CuttingProxy, startCuttingProxy } from '../support/cutting-proxy.ts';
import { startTestVecino, type TestVecino } from '../support/vecino.ts';
import { ask, aVisitor } from '../support/web-visitor.ts';
import { XmlHttpRequest } from '../support/xml-http-request.ts';

let app: TestVecino;
let proxy: CuttingProxy;

beforeAll(async () => {
  proxy = await startCuttingProxy();
  app = await startTestVecino({ settings: { PUBLIC_URL: proxy.url, PORT: '0' } });
  proxy.forwardTo(Number(new URL(app.origin).port));
});
afterAll(async () => {
  await proxy.stop();
  await app.stop();
});
beforeEach(() => {
  vi.stubGlobal('XMLHttpRequest', XmlHttpRequest);
  vi.stubGlobal('WebSocket', WebSocket);
});
afterEach(() => vi.unstubAllGlobals());

test.each([
  ['WebSocket', true],
  ['polling', false],
])(
  'Microsoft’s own client talks to the whole program by %s while the network is cut',
  async (_, webSocket) => {
    const directLine = `${proxy.url}/v3/directline`;
    const { token, conversationId } = await aVisitor(directLine);
    const client = new DirectLine({
      token,
      domain: directLine,
      webSocket,
      pollingInterval: 200,
      random: () => 0,
    } as never);
    const seen: Message[] = [];
    client.activity$.subscribe(
      (activity: Activity) => void seen.push(activity as Message),
      () => undefined,
    );
    const texts = ['hola', 'Acepto', 'radicar', 'reclamo', 'no llega el agua a mi casa desde el lunes'];
    for (const [index, text] of texts.entries()) {
      const answered = seen.length;
      await post(client, { text, channelData: { clientActivityID: `w${index}` } });
      if (index % 2 === 1) {
        proxy.cut();
      }
      await expect.poll(() => seen.length, { timeout: 30_000 }).toBeGreaterThan(answered + 1);
    }
    await app.vecino.messaging.idle();
    const stored = await app.vecino.messaging.timeline.listSince({ conversationId, after: 0, limit: 100 });
    const said = stored.filter((entry) => entry.direction === 'out' || entry.kind === 'message');
    await expect.poll(() => seen.length, { timeout: 30_000 }).toBe(said.length);
    client.end();

    expect(seen.map(({ text }) => text)).toEqual(said.map(({ content }) => content.text));
    expect(new Set(seen.map(({ id }) => id)).size).toBe(said.length);
  },
);

/** Posts until it is taken: a cut in the middle of a request is the client's to repeat, under the same id. */
async function post(client: DirectLine, activity: object): Promise<string> {
  const complete = { from: { id: 'whoever' }, type: 'message', ...activity } as Activity;
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const id = await new Promise<string>((resolve) => {
      client.postActivity(complete).subscribe(resolve, () => resolve('retry'));
    });
    if (id !== 'retry') {
      return id;
    }
  }
  throw new Error('the message was never taken');
}

const LONG = 65_536;
test.each([
  ['64 KB of words', 'agua '.repeat(LONG / 5)],
  ['64 KB of digits', '1'.repeat(LONG)],
  ['64 KB of emoji', '🚰'.repeat(LONG / 4)],
  ['64 KB of combining marks', `a${'\u0301'.repeat(LONG / 2)}`],
  ['a NUL and half a character', 'agua\u0000 \ud83d fin'],
  ['markup', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
  ['a formula', '=HYPERLINK("http://malo.example","premio")'],
  ['SQL', "'; DROP TABLE event; --"],
  ['JSON of a turn', '{"schemaVersion":999,"dialogs":{"dialogStack":[]}}'],
  ['bidirectional controls', '\u202Eagua\u2066\u2069'],
])('%s is stored and answered', async (_, text) => {
  const visitor = await aVisitor(`${app.origin}/v3/directline`);
  const first = await visitor.write(text, 'once');
  const again = await visitor.write(text, 'once');
  await app.vecino.messaging.idle();
  const all = await visitor.read();

  expect([first.status, again.status]).toEqual([200, 200]);
  expect(again.body.id).toBe(first.body.id);
  expect(all.filter(({ from }) => from.role === 'user')).toHaveLength(1);
  expect(all.filter(({ from }) => from.role === 'bot').length).toBeGreaterThan(0);
  const { rows } = await app.vecino.storage.database.pool.query(
    `SELECT count(*) FILTER (WHERE outcome = 'handed-to-human')::int AS failed, count(*) FILTER (WHERE kind = 'message')::int AS n
     FROM event WHERE conversation_id = $1`,
    [visitor.conversationId],
  );
  expect(rows[0]).toEqual({ failed: 0, n: 1 });
});

test('reordered messages are kept in the order of their arrival, each answered once', async () => {
  const visitor = await aVisitor(`${app.origin}/v3/directline`);
  const order = ['c', 'a', 'b', 'a', 'c'];
  for (const id of order) {
    await visitor.write(`mensaje ${id}`, id);
  }
  await app.vecino.messaging.idle();
  const mine = (await visitor.read()).filter(({ from }) => from.role === 'user');

  expect(mine.map(({ text }) => text)).toEqual(['mensaje c', 'mensaje a', 'mensaje b']);
});

test('broken JSON, nothing but spaces, a forged token and somebody else’s conversation are refused and change nothing', async () => {
  const directLine = `${app.origin}/v3/directline`;
  const one = await aVisitor(directLine);
  const other = await aVisitor(directLine);
  const path = `${directLine}/conversations/${one.conversationId}/activities`;
  const send = (token: string, body: string) =>
    ask(path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body,
    });
  const good = JSON.stringify({ type: 'message', text: 'hola' });

  const answers = await Promise.all([
    send(one.token, '{"type":"message","text":'),
    send(one.token, JSON.stringify({ type: 'message', text: ' '.repeat(5000) })),
    send(`${one.token.slice(0, -3)}AAA`, good),
    send(other.token, good),
    send('', good),
  ]);
  await app.vecino.messaging.idle();

  expect(answers.map(({ status }) => status)).toEqual([400, 400, 403, 403, 403]);
  expect((await one.read()).filter(({ from }) => from.role === 'user')).toEqual([]);
});
