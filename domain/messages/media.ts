import type { FileRejection, PersonFile } from './file-store.ts';

/** What kind of message brought a file, in the words of the channel. */
export type MediaKind = 'image' | 'video' | 'audio' | 'document';

/** A file that a message announces: what the sender says of it, and what is needed to fetch it. */
export type ArrivingMedia = {
  readonly kind: MediaKind;
  readonly mimeType: string;
  /** Null for photos, videos and voice notes: phones give them no name. */
  readonly fileName: string | null;
  readonly bytes: number;
  readonly isVoiceNote: boolean;
  /** Where the bytes are and how to open them, in the channel's own form. Secret: it holds the key of the file. */
  readonly encoded: Uint8Array;
};

/** A file on its way, as the job that fetches it sees it. */
export type WaitingMedia = {
  readonly fileId: string;
  readonly kind: MediaKind;
  /** The sender's word. */
  readonly mimeType: string;
  readonly encoded: Uint8Array;
  /** How often it has been tried, this time included. */
  readonly attempts: number;
};

/** A file that is gone from the channel's host; its sender's phone can upload it again. */
export type Reupload = {
  readonly fileId: string;
  readonly encoded: Uint8Array;
  /** How often the phone has been asked, this time included. */
  readonly asks: number;
};

/** What is now known of a file whose bytes are safe. */
export type ArrivedFile = Pick<PersonFile, 'bytes' | 'mimeType'> & {
  readonly originalKey: string;
  readonly sha256: string;
  readonly status: 'pending' | 'ready';
};

/**
 * Files whose bytes are still at the channel.
 *
 * What is needed to fetch one is ciphertext at rest, and forgotten as soon as the file arrived or was rejected.
 * Every change happens at most once: whoever comes second changes nothing and is told so.
 */
export type MediaRepository = {
  /**
   * Writes the row of the file, what is needed to fetch it and the job that will, together.
   *
   * Returns the row that was there before when the message has been announced already. With a rejection nothing
   * is going to be fetched.
   */
  readonly announce: (announced: {
    readonly file: PersonFile;
    readonly account: string;
    readonly media: ArrivingMedia;
    readonly rejection: FileRejection | null;
  }) => Promise<{ readonly file: PersonFile; readonly rejection: FileRejection | null }>;
  /** Counts an attempt, durably, before it is made; null when there is nothing to fetch. */
  readonly beginAttempt: (fileId: string, now: Date) => Promise<WaitingMedia | null>;
  /** False when the file had arrived, or been rejected, before: the bytes are then one copy too many. */
  readonly arrive: (fileId: string, arrived: ArrivedFile) => Promise<boolean>;
  /** For good, with a notice in the file's conversation, so that its sender is told. */
  readonly reject: (fileId: string, reason: FileRejection) => Promise<boolean>;
  /** The host has lost the file: its sender's phone is to be asked. */
  readonly wantReupload: (fileId: string, now: Date) => Promise<void>;
  /**
   * Files of a number of ours whose sender's phone is to be asked at this moment.
   *
   * Taking one puts off its next turn, longer each time, so that no phone is asked twice at once.
   */
  readonly takeReuploads: (account: string, now: Date, limit: number) => Promise<readonly Reupload[]>;
  /** The phone has uploaded it: fetched again by a job that is added with it. */
  readonly saveReupload: (fileId: string, encoded: Uint8Array, now: Date) => Promise<void>;
  /** Adds the job again of files untouched since `before` that have none; returns how many. */
  readonly restoreLostJobs: (before: Date, limit: number) => Promise<number>;
};

const MINUTE_MS = 60_000;
const LONGEST_PAUSE_MS = 6 * 60 * MINUTE_MS;

/** When a phone that has been asked so often is asked again: after 2, 4, 8… minutes, at most 6 hours. */
export function nextAskAt(asks: number, now: Date): Date {
  return new Date(now.getTime() + Math.min(2 ** asks * MINUTE_MS, LONGEST_PAUSE_MS));
}
