import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { getMediaKeys, type proto, type WAMessage } from '@whiskeysockets/baileys';
import type { MediaKind } from '../../../../../domain/messages/media.ts';

/** A file as a phone seals it before it uploads it. */
export type SealedFile = {
  readonly plain: Buffer;
  readonly mediaKey: Buffer;
  readonly fileSha256: Buffer;
  readonly blob: Buffer;
};

/** Seals bytes with a new key, as the sender of a file of that kind does. */
export async function sealFile(plain: Buffer, kind: MediaKind = 'document'): Promise<SealedFile> {
  const mediaKey = randomBytes(32);
  const { cipherKey, iv, macKey } = await getMediaKeys(mediaKey, kind);
  const cipher = createCipheriv('aes-256-cbc', cipherKey, iv);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  const mac = createHmac('sha256', macKey ?? '')
    .update(iv)
    .update(body)
    .digest()
    .subarray(0, 10);
  const fileSha256 = createHash('sha256').update(plain).digest();
  return { plain, mediaKey, fileSha256, blob: Buffer.concat([body, mac]) };
}

type Message = { readonly id?: string; readonly kind?: MediaKind; readonly over?: object };

/** The message that brings a file; `over` is what an attacker writes in place of the truth. */
export function aMediaMessage(
  file: Omit<SealedFile, 'blob'>,
  directPath: string,
  { id = 'MEDIA1', kind = 'document', over = {} }: Message = {},
): WAMessage {
  const { mediaKey, fileSha256, plain } = file;
  const mimetype = {
    document: 'application/pdf',
    image: 'image/jpeg',
    audio: 'audio/ogg; codecs=opus',
    video: 'video/mp4',
  }[kind];
  const media = { mediaKey, fileSha256, directPath, mimetype, fileLength: plain.length, ...over };
  const message: proto.IMessage = { [`${kind}Message`]: media };
  return { key: { remoteJid: '573001234567@s.whatsapp.net', id, fromMe: false }, message };
}
