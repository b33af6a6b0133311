import { randomBytes } from 'node:crypto';
import {
  type AnyMessageContent,
  type AuthenticationCreds,
  downloadMediaMessage,
  type MiscMessageGenerationOptions,
  type proto,
  type WAMessage,
  type WAMessageKey,
  type WASocket,
} from '@whiskeysockets/baileys';
import sharp from 'sharp';
import { type Account, type Addressing, lidJid, phoneJid, shownJid } from './accounts.ts';
import { CitizenClient } from './citizen-client.ts';
import { CitizenEars } from './citizen-ears.ts';
import { type HeardMessage, mediaIn } from './heard-message.ts';
import type { MediaTrust } from './media-ca.ts';
import type { SentMedia } from './media-retry.ts';
import { sealVote } from './poll-vote.ts';
import type { ViewOnceKind } from './routing.ts';

/** What a citizen needs of the network around; `LoopbackWhatsApp.citizen` provides it. */
export type Surroundings = {
  readonly account: Account;
  /** The account that the citizen writes to. */
  readonly company: Account;
  readonly trust: MediaTrust | null;
  readonly url: () => string;
  /** Registers the phone, or registers it again with another identity. */
  readonly register: () => AuthenticationCreds;
  readonly announceIdentity: () => void;
  readonly markViewOnce: (messageId: string, kind: ViewOnceKind) => void;
  readonly rememberMedia: (media: SentMedia) => void;
  readonly call: (callId: string, action: 'offer' | 'terminate') => void;
};

export type VoteAddresses = { readonly creatorAs?: Addressing; readonly voterAs?: Addressing };

/** One person with one phone, who writes to the company and remembers what it answers. */
export class LoopbackCitizen extends CitizenEars {
  readonly account: Account;
  readonly #around: Surroundings;
  #client: CitizenClient;

  constructor(around: Surroundings) {
    super(around.account.name);
    this.#around = around;
    this.account = around.account;
    this.#client = this.#newClient();
  }

  get socket(): WASocket {
    return this.#client.socket;
  }

  get isOpen(): boolean {
    return this.#client.isOpen;
  }

  get closeCodes(): readonly number[] {
    return this.#client.closeCodes;
  }

  async connect(): Promise<this> {
    await this.#client.connect();
    return this;
  }

  /** Goes out of coverage; what is sent meanwhile waits at the server. */
  async disconnect(): Promise<void> {
    await this.#client.disconnect();
  }

  async restart(): Promise<void> {
    await this.disconnect();
    await this.connect();
  }

  /** Installs WhatsApp again: another identity, empty storage, the same number. */
  async reinstall(): Promise<void> {
    await this.disconnect();
    this.#client = this.#newClient();
    await this.connect();
    this.#around.announceIdentity();
  }

  /** Loses every session of the phone: the next message of the company cannot be read at once. */
  forgetSessions(): void {
    const { store } = this.#client.auth;
    for (const key of store.keys()) {
      if (key.startsWith('session/')) {
        store.delete(key);
      }
    }
  }

  /** Starts a session from the company's published keys, as after a long absence. */
  async renewSession(): Promise<void> {
    const { company } = this.#around;
    const devices = [...company.devices.keys()].map((device) => phoneJid(company, device));
    await this.socket.assertSessions(devices, true);
  }

  // Saying. Every method gives the id of the message once the server has taken it.

  say(text: string): Promise<string> {
    return this.send({ text });
  }

  /** Sends a picture as the network delivers it: upright, as JPEG, without EXIF. */
  async sendPhoto(bytes: Buffer, caption?: string): Promise<string> {
    const image = await withoutMetadata(bytes);
    return this.send({ image, mimetype: 'image/jpeg', ...(caption === undefined ? {} : { caption }) });
  }

  /** Sends a file untouched. */
  sendDocument(bytes: Buffer, fileName: string, mimeType: string): Promise<string> {
    return this.send({ document: bytes, fileName, mimetype: mimeType });
  }

  sendVoice(ogg: Buffer, seconds = 3): Promise<string> {
    return this.send({ audio: ogg, mimetype: 'audio/ogg; codecs=opus', ptt: true, seconds });
  }

  sendSticker(webp: Buffer): Promise<string> {
    return this.send({ sticker: webp, mimetype: 'image/webp' });
  }

  sendLocation(latitude: number, longitude: number, name?: string): Promise<string> {
    const place = { degreesLatitude: latitude, degreesLongitude: longitude };
    return this.send({ location: name === undefined ? place : { ...place, name } });
  }

  sendContact(name: string, phone: string): Promise<string> {
    const vcard = `BEGIN:VCARD\nVERSION:3.0\nFN:${name}\nTEL;waid=${phone}:+${phone}\nEND:VCARD`;
    return this.send({ contacts: { displayName: name, contacts: [{ displayName: name, vcard }] } });
  }

  /** Sends a picture that only the company's phone may open; its linked devices get a notice. */
  async sendViewOnce(bytes: Buffer, kind: ViewOnceKind = 'view_once'): Promise<string> {
    const messageId = newMessageId();
    this.#around.markViewOnce(messageId, kind);
    const image = await withoutMetadata(bytes);
    return this.send({ image, mimetype: 'image/jpeg', viewOnce: true }, { messageId });
  }

  quote(message: HeardMessage, text: string): Promise<string> {
    return this.send({ text }, { quoted: message.raw });
  }

  /** Reacts to a message heard, or to one's own by id. An empty emoji takes the reaction back. */
  react(to: HeardMessage | string, emoji: string): Promise<string> {
    const key = typeof to === 'string' ? this.#ownKey(to) : to.raw.key;
    return this.send({ react: { text: emoji, key } });
  }

  edit(id: string, text: string): Promise<string> {
    return this.send({ text, edit: this.#ownKey(id) });
  }

  /** Erases one's own message for everyone. */
  erase(id: string): Promise<string> {
    return this.send({ delete: this.#ownKey(id) });
  }

  /** Votes in a poll of the company; the app may name itself and the creator by number or by LID. */
  vote(poll: HeardMessage, option: string | readonly string[], as: VoteAddresses = {}): Promise<string> {
    const { company } = this.#around;
    const secret = poll.raw.message?.messageContextInfo?.messageSecret;
    if (!secret) {
      throw new Error('the poll came without its secret');
    }
    const vote = sealVote({
      pollId: poll.id,
      secret,
      creatorJid: addressAs(company, as.creatorAs ?? company.addressing),
      voterJid: addressAs(this.account, as.voterAs ?? this.account.addressing),
      options: typeof option === 'string' ? [option] : option,
    });
    const pollCreationMessageKey = { remoteJid: this.#companyJid(), id: poll.id, fromMe: false };
    return this.relay({ pollUpdateMessage: { pollCreationMessageKey, vote, senderTimestampMs: Date.now() } });
  }

  /** Sends any content that Baileys can make. Resolves when the server has taken it. */
  async send(content: AnyMessageContent, options: MiscMessageGenerationOptions = {}): Promise<string> {
    const messageId = options.messageId ?? newMessageId();
    await this.#client.deliver(messageId, async (socket) => {
      const sent = await socket.sendMessage(this.#companyJid(), content, { ...options, messageId });
      if (sent?.message) {
        this.#client.sent.set(messageId, sent.message);
        this.#rememberMedia(messageId, sent);
      }
    });
    return messageId;
  }

  /** Sends a content as it stands, for what no honest app would make. */
  async relay(message: proto.IMessage, messageId = newMessageId()): Promise<string> {
    this.#client.sent.set(messageId, message);
    await this.#client.deliver(messageId, (socket) =>
      socket.relayMessage(this.#companyJid(), message, { messageId }),
    );
    return messageId;
  }

  async showTyping(): Promise<void> {
    await this.socket.sendPresenceUpdate('composing', this.#companyJid());
  }

  /** Tells the company that its message was read. */
  async read(message: HeardMessage): Promise<void> {
    await this.socket.readMessages([message.raw.key]);
  }

  /** Rings the company; gives the id of the call. */
  call(): string {
    const callId = newMessageId();
    this.#around.call(callId, 'offer');
    return callId;
  }

  hangUp(callId: string): void {
    this.#around.call(callId, 'terminate');
  }

  /** The file inside a message, opened. */
  async download(message: HeardMessage): Promise<Buffer> {
    // The dispatcher is read by Baileys at run time and missing in its type, the one of browsers.
    const options: object = { dispatcher: this.#around.trust?.downloads };
    return await downloadMediaMessage(message.raw, 'buffer', { options });
  }

  #newClient(): CitizenClient {
    return new CitizenClient({
      creds: this.#around.register(),
      url: this.#around.url,
      trust: this.#around.trust,
      onSocket: (socket) => this.listenTo(socket),
      onDecrypted: (plain) => this.decrypted.push(Buffer.from(plain)),
    });
  }

  #rememberMedia(messageId: string, sent: WAMessage): void {
    const { mediaKey, directPath } = mediaIn(sent.message) ?? {};
    if (mediaKey && directPath) {
      this.#around.rememberMedia({ messageId, mediaKey, directPath });
    }
  }

  #ownKey(id: string): WAMessageKey {
    return { remoteJid: this.#companyJid(), fromMe: true, id };
  }

  #companyJid(): string {
    return shownJid(this.#around.company);
  }
}

function addressAs(account: Account, addressing: Addressing): string {
  return addressing === 'lid' ? lidJid(account) : phoneJid(account);
}

/** Upright and without EXIF: sharp writes no metadata unless asked. */
async function withoutMetadata(bytes: Buffer): Promise<Buffer> {
  return await sharp(bytes).rotate().jpeg({ quality: 90 }).toBuffer();
}

function newMessageId(): string {
  return `3EB0${randomBytes(9).toString('hex').toUpperCase()}`;
}
