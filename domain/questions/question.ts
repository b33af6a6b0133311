/** `waiting` for its moment, `asked` (the one open question of the conversation), or over. */
export type QuestionStatus = 'waiting' | 'asked' | 'answered' | 'expired' | 'cancelled';

/** Something that the system wants to ask about a case. One is open at a time in a conversation. */
export type Question = {
  readonly id: string;
  readonly conversationId: string;
  readonly kind: string;
  readonly caseRef: string;
  readonly attempt: number;
  readonly status: QuestionStatus;
  /** The message of ours that asked it: an answer that quotes it belongs to it. */
  readonly promptId: string | null;
  readonly expiresAt: Date | null;
};

/** A question on its way in: it is asked when nothing else is open in its conversation. */
export type NewQuestion = Pick<Question, 'id' | 'conversationId' | 'kind' | 'caseRef' | 'expiresAt'> & {
  readonly createdAt: Date;
};

export type QuestionRepository = {
  /** Nothing happens when this kind was asked about this case before. */
  readonly insert: (question: NewQuestion) => Promise<void>;
  readonly findById: (id: string) => Promise<Question | null>;
  readonly findByPrompt: (promptId: string) => Promise<Question | null>;
  readonly findNextWaiting: (conversationId: string, now: Date) => Promise<Question | null>;
  readonly markAsked: (id: string, promptId: string, askedAt: Date) => Promise<void>;
  /** Applies the answer once: false when the question was no longer open, and the answer is kept as late. */
  readonly answer: (id: string, answer: unknown, answeredAt: Date) => Promise<boolean>;
  /** Nobody will be asked this any more. */
  readonly cancel: (id: string) => Promise<void>;
  /**
   * True when the person has not seen the question, so that nothing they write can be its answer: one whose message
   * is still held back is taken back and waits for its moment again, one whose message never leaves is cancelled.
   */
  readonly dropUnseen: (id: string) => Promise<boolean>;
};
