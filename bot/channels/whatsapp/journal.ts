import { createHash } from 'node:crypto';
import {
  type BinaryNode,
  cleanMessage,
  decodeMessageNode,
  type WAMessage,
  type WASocket,
} from '@whiskeysockets/baileys';
import type { JournalKey } from '../../../domain/messages/whatsapp-session.ts';
import { isLive, originalAttributes, queueInOrder } from './arrival-order.ts';
import { toMessageKey } from './message-key.ts';

/** Who we are, by number and by LID. */
export type Me = { readonly id: string; readonly lid: string };

/** All that the library reads around a ciphertext: enough to make the same message again. */
export type StanzaFacts = {
  readonly attrs: Record<string, string>;
  readonly enc: readonly { readonly type?: string; readonly count?: string }[];
  readonly verifiedName?: string;
  readonly author: string;
};

/** An entry of the journal that has no plaintext yet. `author`: null for a ciphertext that came from nowhere. */
export type JournalDraft = JournalKey & {
  readonly stanza: string;
  readonly author: string | null;
  readonly isLive: boolean;
};

type Origin = { readonly node: BinaryNode; readonly part: number };

/**
 * Knows which stanza a ciphertext came in.
 *
 * The library asks for a decryption with nothing but the bytes; they are the very array of the stanza, which leads
 * back to it. An async context would not: the queue of a reconnection is worked off in the context of its first stanza.
 */
export class Journal {
  readonly #origins = new WeakMap<Uint8Array, Origin>();
  readonly #me: () => Me;

  constructor(me: () => Me) {
    this.#me = me;
  }

  /** Every stanza is seen here before the library handles it; so are the bytes of the handshake. */
  attach({ ws }: Pick<WASocket, 'ws'>): void {
    ws.on('frame', (node: BinaryNode) => {
      if (node.tag !== 'message') {
        return;
      }
      queueInOrder(node);
      for (const [part, child] of childrenOf(node).entries()) {
        if (child.tag === 'enc' && child.content instanceof Uint8Array) {
          this.#origins.set(child.content, { node, part });
        }
      }
    });
  }

  draft(ciphertext: Uint8Array, jid: string): JournalDraft {
    const hash = createHash('sha256').update(ciphertext).digest();
    const origin = this.#origins.get(ciphertext);
    if (origin === undefined) {
      const messageId = `orphan-${hash.toString('hex')}`;
      return {
        ...toMessageKey({ key: { remoteJid: jid, id: messageId } }),
        part: 0,
        ciphertextHash: hash,
        stanza: '{}',
        author: null,
        isLive: true,
      };
    }
    const { id, lid } = this.#me();
    const { fullMessage, author } = decodeMessageNode(origin.node, id, lid);
    const message: WAMessage = fullMessage;
    cleanMessage(message, id, lid);
    return {
      ...toMessageKey(message),
      part: origin.part,
      ciphertextHash: hash,
      stanza: JSON.stringify(toFacts(origin.node, author)),
      author,
      isLive: isLive(origin.node.attrs),
    };
  }
}

function toFacts(node: BinaryNode, author: string): StanzaFacts {
  const children = childrenOf(node);
  const name = children.find(({ tag }) => tag === 'verified_name')?.content;
  return {
    attrs: originalAttributes(node.attrs),
    author,
    enc: children
      .filter(({ tag }) => tag === 'enc')
      .map(({ attrs: { type, count } }) => ({
        ...(type === undefined ? {} : { type }),
        ...(count === undefined ? {} : { count }),
      })),
    ...(name instanceof Uint8Array ? { verifiedName: Buffer.from(name).toString('base64') } : {}),
  };
}

function childrenOf({ content }: BinaryNode): readonly BinaryNode[] {
  return Array.isArray(content) ? content : [];
}
