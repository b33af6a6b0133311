import { createHash } from 'node:crypto';
import { decryptPollVote, proto } from '@whiskeysockets/baileys';
import type { WhatsAppIdentity } from '../../../../domain/messages/whatsapp-person.ts';

type Ballot = {
  readonly vote: proto.Message.IPollUpdateMessage;
  /** The poll as it left. */
  readonly poll: Uint8Array;
  readonly self: WhatsAppIdentity;
  readonly voter: WhatsAppIdentity;
};

/**
 * The options that a vote names: none when the person took it back, null when nobody can read it.
 *
 * The key depends on how the voter's phone calls both sides, by number or by LID, and the message does not say:
 * all four combinations are tried. The library leaves this to us.
 */
export function readVote({ vote, poll, self, voter }: Ballot): readonly string[] | null {
  const message = proto.Message.decode(poll);
  const secret = message.messageContextInfo?.messageSecret;
  const pollMsgId = vote.pollCreationMessageKey?.id;
  const sealed = vote.vote;
  if (!secret?.length || !pollMsgId || !sealed) {
    return null;
  }
  for (const pollCreatorJid of jidsOf(self)) {
    for (const voterJid of jidsOf(voter)) {
      const opened = open(sealed, { pollCreatorJid, pollMsgId, pollEncKey: secret, voterJid });
      if (opened) {
        return titlesOf(message, opened);
      }
    }
  }
  return null;
}

/** Null under the wrong names: the cipher refuses them. */
function open(
  sealed: proto.Message.IPollEncValue,
  names: Parameters<typeof decryptPollVote>[1],
): proto.Message.IPollVoteMessage | null {
  try {
    return decryptPollVote(sealed, names);
  } catch {
    return null;
  }
}

/** A vote carries hashes of titles; one that is not in the poll is left out. */
function titlesOf(poll: proto.IMessage, { selectedOptions }: proto.Message.IPollVoteMessage): string[] {
  const creation = poll.pollCreationMessageV3 ?? poll.pollCreationMessage ?? poll.pollCreationMessageV2;
  const chosen = new Set((selectedOptions ?? []).map((hash) => Buffer.from(hash).toString('hex')));
  return (creation?.options ?? [])
    .map(({ optionName }) => optionName ?? '')
    .filter((title) => chosen.has(createHash('sha256').update(title).digest('hex')));
}

function jidsOf({ lid, phone }: WhatsAppIdentity): readonly string[] {
  return [phone, lid].filter((jid) => jid !== null);
}
