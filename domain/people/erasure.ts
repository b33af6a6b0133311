import { z } from 'zod';

/** That what identifies a contact was erased (Ley 1581 of 2012, art. 8, lit. e). Holds an id and nothing of the person. */
export type Erasure = { readonly contactId: string; readonly erasedAt: Date };

/**
 * The erasures that backups made earlier know nothing of.
 *
 * It stands beside the backups and not in the database: a restored backup would bring back whom it forgot.
 */
export type ErasureJournal = {
  /** Returns when the line would survive a power cut. To be called after the erasure has committed. */
  readonly append: (erasure: Erasure) => Promise<void>;
  readonly list: () => Promise<readonly Erasure[]>;
};

const Line = z.tuple([z.iso.datetime(), z.uuid()]);

/** An erasure as a line of the journal. */
export function toErasureLine({ contactId, erasedAt }: Erasure): string {
  return `${erasedAt.toISOString()} ${contactId}\n`;
}

/**
 * The erasures of a journal's text; null when a line is not one of ours.
 *
 * A last line without its end was being written when the machine died: it was never acknowledged.
 */
export function parseErasures(text: string): readonly Erasure[] | null {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const lines = whole.split('\n').filter((line) => line !== '');
  const parsed = lines.map((line) => Line.safeParse(line.split(' ')));
  return parsed.every(({ success }) => success)
    ? parsed.flatMap(({ data }) => (data ? [{ erasedAt: new Date(data[0]), contactId: data[1] }] : []))
    : null;
}
