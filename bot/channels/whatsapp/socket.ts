import makeWASocket, {
  type BaileysEventMap,
  type BinaryNode,
  isJidBroadcast,
  isJidGroup,
  isJidNewsletter,
  type UserFacingSocketConfig,
  type WAMessage,
  type WASocket,
} from '@whiskeysockets/baileys';
import type { Session } from './session.ts';
import { silentProtocolLog } from './silence.ts';

/** How the protocol is spoken; the rest of its settings are the same everywhere. */
export type SocketSettings = {
  /** Another server than WhatsApp's, for tests. */
  readonly url: string | null;
  /** The version we say we are; null for the library's own. WhatsApp refuses what is too old with 405. */
  readonly version: readonly [number, number, number] | null;
};

export type SocketListener = {
  readonly onQr: (qr: string) => void;
  readonly onOpen: () => void;
  readonly onUpsert: (event: BaileysEventMap['messages.upsert']) => void;
  /** Somebody reports of messages of ours. Only with true it is acknowledged; it must not reject. */
  readonly onReceipt: (node: BinaryNode) => Promise<boolean>;
  readonly onCalls: (calls: BaileysEventMap['call']) => void;
  /** The server has taken or refused one of our messages. */
  readonly onAck: (messageId: string, error: string | null) => void;
  /** The network has restricted whom we may write to. */
  readonly onRestricted: () => void;
};

/** One connection: a socket serves once, from its making to its close. */
export type OneSocket = {
  readonly raw: WASocket;
  /** Resolves with the close code; never rejects. */
  readonly closed: Promise<number>;
};

const CONNECT_TIMEOUT_MS = 20_000;
const KEEP_ALIVE_MS = 25_000;
const UNKNOWN_CLOSE = 408;

/** Connects with what a session knows. The TLS of the network is the system's own and never relaxed. */
export function openSocket(session: Session, settings: SocketSettings, listener: SocketListener): OneSocket {
  const config: UserFacingSocketConfig = {
    auth: session.auth,
    makeSignalRepository: session.makeSignalRepository,
    transactionOpts: session.transactionOpts,
    getMessage: session.getMessage,
    logger: silentProtocolLog,
    connectTimeoutMs: CONNECT_TIMEOUT_MS,
    keepAliveIntervalMs: KEEP_ALIVE_MS,
    // The phone goes on ringing for whoever carries it.
    markOnlineOnConnect: false,
    syncFullHistory: false,
    shouldSyncHistoryMessage: () => false,
    shouldIgnoreJid: (jid) => Boolean(isJidGroup(jid) || isJidBroadcast(jid) || isJidNewsletter(jid)),
    emitOwnEvents: false,
    ...(settings.url === null ? {} : { waWebSocketUrl: settings.url }),
    ...(settings.version === null ? {} : { version: [...settings.version] }),
  };
  const raw = makeWASocket(config);
  keepNoMessages(raw);
  session.attach(raw);
  const closed = listen(raw, session, listener);
  return { raw, closed };
}

/**
 * What is asked for again comes from our store, which knows who has a number: the library's memory does not. Without
 * that memory (`enableRecentMessageCache`) it would wait for seconds at each message that it cannot read.
 */
function keepNoMessages({ messageRetryManager }: WASocket): void {
  if (messageRetryManager !== null) {
    messageRetryManager.addRecentMessage = () => undefined;
  }
}

function listen(raw: WASocket, session: Session, listener: SocketListener): Promise<number> {
  raw.ev.on('creds.update', () => void session.saveCredentials());
  raw.ev.on('messages.upsert', (event) =>
    listener.onUpsert({ ...event, messages: event.messages.map(noticeOfViewOnce) }),
  );
  raw.ev.on('call', listener.onCalls);
  writeBeforeAck(raw, listener);
  raw.ws.on('CB:ack,class:message', ({ attrs: { id, error } }: BinaryNode) => {
    if (id !== undefined) {
      listener.onAck(id, error ?? null);
    }
  });
  raw.ev.on('connection.update', ({ connection, qr, reachoutTimeLock }) => {
    if (qr !== undefined) {
      listener.onQr(qr);
    }
    if (reachoutTimeLock?.isActive) {
      listener.onRestricted();
    }
    if (connection === 'open') {
      listener.onOpen();
    }
  });
  return new Promise((resolve) => {
    raw.ev.on('connection.update', ({ connection, lastDisconnect }) => {
      if (connection === 'close') {
        resolve(codeOf(lastDisconnect?.error));
      }
    });
  });
}

/** The library acknowledges a receipt as soon as it hears of it, and the network then forgets it: ours comes first. */
function writeBeforeAck({ ws }: WASocket, { onReceipt }: SocketListener): void {
  const handlers = ws.listeners('CB:receipt');
  ws.removeAllListeners('CB:receipt');
  ws.on('CB:receipt', async (node: BinaryNode) => {
    const isWritten = await onReceipt(node);
    for (const handle of isWritten ? handlers : []) {
      handle(node);
    }
  });
}

/**
 * What may be seen once reaches a linked phone as a mark without content, and nothing follows it: unlike with the
 * other messages without content there is nothing to wait for, so it goes on as a message that says nothing.
 */
function noticeOfViewOnce(message: WAMessage): WAMessage {
  return message.key.isViewOnce && !message.message
    ? { ...message, message: {}, messageStubType: null }
    : message;
}

/** The library puts the code in a Boom; a query cut by the close may leave a bare number. */
function codeOf(error: unknown): number {
  if (typeof error === 'number') {
    return error;
  }
  const code = (error as { output?: { statusCode?: unknown } } | undefined)?.output?.statusCode;
  return typeof code === 'number' ? code : UNKNOWN_CLOSE;
}
