import type { MediaKind } from '../../domain/messages/media.ts';

/** The channel's host has the file no more; its sender's phone may still have it. */
export class MediaGone extends Error {
  override readonly name = 'MediaGone';

  constructor() {
    super('the host of the channel has the file no more');
  }
}

export type OpenedMedia = {
  /** What the content must be, in hexadecimal. */
  readonly sha256: string;
  /** Fetched and opened as it is read. Throws `FileRefused` when it was altered on the way. */
  readonly pieces: AsyncIterable<Uint8Array>;
};

/** Where the bytes of announced files are. Throws `FileRefused`, `MediaGone`, or OperationalError when a retry may help. */
export type MediaSource = {
  readonly open: (media: {
    readonly kind: MediaKind;
    readonly encoded: Uint8Array;
    readonly maxBytes: number;
  }) => Promise<OpenedMedia>;
};
