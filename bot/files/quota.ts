import type { FileRepository } from '../../domain/messages/file-repository.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const DAILY_FILES = 60;
const DAILY_BYTES = 200 * 1024 * 1024;

/** True when one more file of that size is more than one conversation may send in a day. */
export async function isOverQuota(
  files: Pick<FileRepository, 'usageSince'>,
  conversationId: string,
  { bytes, now }: { bytes: number; now: Date },
): Promise<boolean> {
  const used = await files.usageSince(conversationId, new Date(now.getTime() - DAY_MS));
  return used.files >= DAILY_FILES || used.bytes + bytes > DAILY_BYTES;
}
