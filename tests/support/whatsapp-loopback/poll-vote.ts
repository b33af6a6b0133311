import { createHash, createHmac, randomBytes } from 'node:crypto';
import { aesEncryptGCM, proto } from '@whiskeysockets/baileys';

type Ballot = {
  readonly pollId: string;
  /** The secret that came with the poll. */
  readonly secret: Uint8Array;
  readonly creatorJid: string;
  readonly voterJid: string;
  readonly options: readonly string[];
};

const VERSION = Buffer.from([1]);

/** Seals a vote as the app does; Baileys can open votes and has nothing to cast them with. */
export function sealVote(ballot: Ballot): proto.Message.IPollEncValue {
  const { pollId, secret, creatorJid, voterJid } = ballot;
  const parts = [pollId, creatorJid, voterJid, 'Poll Vote'].map((part) => Buffer.from(part));
  const extracted = createHmac('sha256', Buffer.alloc(32)).update(secret).digest();
  const key = createHmac('sha256', extracted)
    .update(Buffer.concat([...parts, VERSION]))
    .digest();
  const selectedOptions = ballot.options.map((option) => createHash('sha256').update(option).digest());
  const plain = proto.Message.PollVoteMessage.encode({ selectedOptions }).finish();
  const encIv = randomBytes(12);
  const encPayload = aesEncryptGCM(plain, key, encIv, Buffer.from(`${pollId}\u0000${voterJid}`));
  return { encPayload, encIv };
}
