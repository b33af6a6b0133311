/**
 * An unfinished form of a conversation, as colleagues see it.
 *
 * `asked`: what is being asked now, or null when the person left the form aside. `answers`: one line each, in the order
 * of the form.
 */
export type FormProgress = {
  readonly answers: readonly string[];
  /** What is still to be answered, what is being asked among it. */
  readonly missing: readonly string[];
  readonly asked: string | null;
};
