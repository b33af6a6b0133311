import type websocket from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readWatermark } from './activity.ts';
import { WebRefusal } from './errors.ts';
import { pageOf } from './origins.ts';
import { contextOf, type DirectLine, PAGE_ENTRIES, readActivities } from './session.ts';

type Socket = websocket.WebSocket;

const STREAM = '/conversations/:id/stream';

const RETRY_MS = 1000;
const MAX_SILENT_LOOKS = 3;
const MAX_STREAMS_A_CONVERSATION = 10;

/** When the program ends, phones have so long to agree; one that is gone would hold the end for half a minute. */
const FAREWELL_MS = 500;

/** Beyond the pongs that we ask for, clients have nothing to say here: who says this much between two looks is cut off. */
const MAX_FRAMES_A_LOOK = 200;

/** A reader that lags this much is cut off; it comes back with its watermark and misses nothing. */
const MAX_BUFFERED_BYTES = 1024 * 1024;

/** The WebSocket of a conversation: what is new since a watermark, then whatever comes. */
export function streamRoutes(app: FastifyInstance, line: DirectLine): void {
  const open = createStreamCounter();

  // The library would open a socket at any address, before anybody has shown a token, and write the address down.
  app.addHook('onRequest', async ({ ws, routeOptions }) => {
    if (ws && !routeOptions.url?.endsWith(STREAM)) {
      throw new WebRefusal('badRequest');
    }
  });

  app.addHook('preClose', async () => {
    setTimeout(open.terminateAll, FAREWELL_MS);
  });

  app.route({
    method: 'GET',
    url: STREAM,
    onRequest: async (request) => spendTicket(line, request),
    handler: () => {
      throw new WebRefusal('upgradeRequired');
    },
    wsHandler: (socket, request) => {
      const { id } = request.params as { id: string };
      open.add(id, socket);
      streamConversation(line, { socket, request, conversationId: id });
    },
  });
}

/** Keeps a conversation to its newest streams: a phone that reconnects leaves dead ones behind. */
function createStreamCounter() {
  const sockets = new Map<string, Set<Socket>>();
  return {
    terminateAll() {
      for (const socket of [...sockets.values()].flatMap((open) => [...open])) {
        socket.terminate();
      }
    },
    add(id: string, socket: Socket) {
      const open = sockets.get(id) ?? new Set();
      const [oldest] = open;
      if (open.size >= MAX_STREAMS_A_CONVERSATION) {
        oldest?.terminate();
      }
      sockets.set(id, open.add(socket));
      socket.on('close', () => {
        open.delete(socket);
        if (open.size === 0) {
          sockets.delete(id);
        }
      });
    },
  };
}

/** Lets a genuine ticket through once. One that is shown without a socket (a log, a preview) stays good. */
async function spendTicket(line: DirectLine, request: FastifyRequest): Promise<void> {
  const { t } = request.query as { t?: unknown };
  const { id } = request.params as { id: string };
  const ticket = typeof t === 'string' ? line.tokens.verifyTicket(t, pageOf(request, line)) : null;
  if (ticket?.conversationId !== id) {
    throw new WebRefusal('tokenInvalid');
  }
  if (request.ws && !(await line.edge.spendTicket(ticket, line.clock.now()))) {
    throw new WebRefusal('tokenInvalid');
  }
}

type Stream = {
  readonly socket: Socket;
  readonly request: FastifyRequest;
  readonly conversationId: string;
};

/**
 * Sends every entry after the watermark once and in order, until the socket closes.
 *
 * Subscribing comes before the first look, so nothing falls between the two. The pong that follows each
 * page proves that the device has it: that is what "delivered" means here.
 */
function streamConversation(line: DirectLine, stream: Stream): void {
  const { socket, request, conversationId } = stream;
  const sender = createSender(line, stream);
  const wake = serialise(sender.sendWhatIsNew, (error) => {
    request.log.debug({ err: error }, 'stream could not read its conversation');
    setTimeout(wake, RETRY_MS).unref();
  });

  const unsubscribe = line.timeline.subscribe(conversationId, wake);
  const beat = setInterval(() => {
    if (sender.isLost()) {
      socket.terminate();
      return;
    }
    sender.keepAlive();
    wake();
  }, line.limits.streamLookMs);

  for (const frame of ['message', 'ping', 'pong'] as const) {
    socket.on(frame, sender.hear);
  }
  socket.on('pong', sender.acknowledge);
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    clearInterval(beat);
    unsubscribe();
  });
  wake();
}

function createSender(line: DirectLine, { socket, request, conversationId }: Stream) {
  const context = contextOf(line, request, conversationId);
  let cursor = readWatermark((request.query as { watermark?: unknown }).watermark);
  let acknowledged = 0;
  let silentLooks = 0;
  let unasked = 0;

  const isOpen = () => socket.readyState === socket.OPEN;

  const ping = () => {
    unasked -= 1;
    socket.ping(String(cursor));
  };

  const sendPage = async (): Promise<boolean> => {
    const page = { after: cursor, maxEntries: PAGE_ENTRIES };
    const { set, hasMore } = await readActivities(line, context, page);
    const isNew = Number(set.watermark) > cursor;
    if (isNew && isOpen()) {
      cursor = Number(set.watermark);
      await send(socket, JSON.stringify(set));
      ping();
    }
    return hasMore;
  };

  return {
    async sendWhatIsNew() {
      while (isOpen() && (await sendPage())) {
        // Pages follow until nothing is new.
      }
    },
    isLost: () => silentLooks >= MAX_SILENT_LOOKS || socket.bufferedAmount > MAX_BUFFERED_BYTES,
    keepAlive() {
      silentLooks += 1;
      unasked = 0;
      socket.send('');
      ping();
    },
    hear() {
      unasked += 1;
      if (unasked > MAX_FRAMES_A_LOOK) {
        socket.terminate();
      }
    },
    acknowledge(payload: Buffer) {
      silentLooks = 0;
      const upTo = Math.min(readWatermark(payload.toString()), cursor);
      if (upTo > acknowledged) {
        acknowledged = upTo;
        line.timeline
          .acknowledge({ conversationId, upTo, receipt: 'delivered' })
          .catch((error: unknown) => request.log.warn({ err: error }, 'receipt not recorded'));
      }
    },
  };
}

/** Resolves when the bytes have left this process, so that a slow reader slows its own reading down. */
function send(socket: Socket, frame: string): Promise<void> {
  return new Promise((resolve) => socket.send(frame, () => resolve()));
}

/** A function that runs `work` once at a time, and once more if it was called meanwhile. */
function serialise(work: () => Promise<void>, onError: (error: unknown) => void): () => void {
  let running = false;
  let again = false;
  const run = async () => {
    running = true;
    try {
      do {
        again = false;
        await work();
      } while (again);
    } catch (error) {
      onError(error);
    } finally {
      running = false;
    }
  };
  return () => {
    again = true;
    if (!running) {
      void run();
    }
  };
}
