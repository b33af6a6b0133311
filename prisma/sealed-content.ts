import { z } from 'zod';
import { IncomingContent, OutgoingContent } from '../domain/messages/content.ts';
import type { Sealer } from '../domain/messages/sensitivity.ts';
import { maskContinuationCodes } from '../domain/people/continuation-code.ts';
import { maskVerificationCodes } from '../domain/pqrs/verification.ts';

const Sealed = z.object({ sealed: z.string() });

/** What a message row holds, whether as words or as ciphertext. */
export type ContentCodec = {
  readonly toIncoming: (stored: unknown) => IncomingContent;
  readonly toOutgoing: (stored: unknown) => OutgoingContent;
  readonly seal: Sealer['seal'];
  /** What goes to a row of ordinary sensitivity: words, unless they hold a code that opens something. */
  readonly toStored: (content: IncomingContent | OutgoingContent) => unknown;
};

/** Opens sealed rows and parses every row: bad data stops here instead of reaching a rule. */
export function createContentCodec(sealer: Sealer): ContentCodec {
  const open = (stored: unknown): unknown => {
    const sealed = Sealed.safeParse(stored);
    return sealed.success ? sealer.open(sealed.data) : stored;
  };
  return {
    toIncoming: (stored) => IncomingContent.parse(open(stored)),
    toOutgoing: (stored) => OutgoingContent.parse(open(stored)),
    seal: sealer.seal,
    toStored: (content) =>
      maskContinuationCodes(maskVerificationCodes(content.text)) === content.text
        ? content
        : sealer.seal(content),
  };
}
