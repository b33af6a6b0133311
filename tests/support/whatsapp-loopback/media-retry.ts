import { randomBytes } from 'node:crypto';
import { aesEncryptGCM, type BinaryNode, hkdf, proto } from '@whiskeysockets/baileys';
import { type Account, type Device, phoneJid } from './accounts.ts';
import type { Core } from './core.ts';
import type { Delivery } from './delivery.ts';
import type { MediaHost } from './media-host.ts';
import { attr, child, stanza } from './stanza.ts';

/** What the sender's phone still has of a file: it can upload it again. */
export type SentMedia = {
  readonly messageId: string;
  readonly mediaKey: Uint8Array;
  readonly directPath: string;
};

/** `answers` uploads again, `refuses` says that the file is gone, `silent` never replies. */
export type MediaRetryMode = 'answers' | 'refuses' | 'silent';

const NOT_FOUND = String(proto.MediaRetryNotification.ResultType.NOT_FOUND);
const KEY_INFO = 'WhatsApp Media Retry Notification';

/** The sender's phone, asked by a device that found a file gone from the media host. */
export class MediaRetry {
  mode: MediaRetryMode = 'answers';
  /** How often a device asked. */
  asked = 0;
  readonly #core: Core;
  readonly #delivery: Delivery;
  readonly #host: MediaHost | null;
  readonly #sent = new Map<string, SentMedia>();

  constructor(core: Core, delivery: Delivery, host: MediaHost | null) {
    this.#core = core;
    this.#delivery = delivery;
    this.#host = host;
  }

  remember(media: SentMedia): void {
    this.#sent.set(media.messageId, media);
  }

  answer(by: { readonly account: Account; readonly device: Device }, request: BinaryNode): void {
    this.asked += 1;
    if (this.mode === 'silent') {
      return;
    }
    const id = attr(request, 'id');
    const media = this.mode === 'answers' ? this.#sent.get(id) : undefined;
    const directPath = media && this.#host?.uploadAgain(media.directPath);
    const outcome = media && directPath ? seal(media, directPath) : stanza('error', { code: NOT_FOUND });
    const attrs = { type: 'mediaretry', id, from: phoneJid(by.account), t: this.#core.now() };
    const content = [outcome, child(request, 'rmr')];
    this.#delivery.other(by.account, stanza('notification', attrs, content), by.device);
  }
}

function seal(media: SentMedia, directPath: string): BinaryNode {
  const plain = proto.MediaRetryNotification.encode({
    stanzaId: media.messageId,
    directPath,
    result: proto.MediaRetryNotification.ResultType.SUCCESS,
  }).finish();
  const iv = randomBytes(12);
  const key = hkdf(Buffer.from(media.mediaKey), 32, { info: KEY_INFO });
  const sealed = aesEncryptGCM(plain, Buffer.from(key), iv, Buffer.from(media.messageId));
  return stanza('encrypt', {}, [stanza('enc_p', {}, sealed), stanza('enc_iv', {}, iv)]);
}
