/** The identities that one message shows: `123@lid`, `573001112233@s.whatsapp.net`, without device; either may be unknown. */
export type WhatsAppIdentity = { readonly lid: string | null; readonly phone: string | null };

export type WhatsAppPerson = WhatsAppIdentity & {
  /** Also the address of the person's conversation on the channel `whatsapp`. */
  readonly id: string;
  /** Where to write: the address that wrote last. Null when nobody known is there any more: nothing may be sent. */
  readonly replyTo: string | null;
};

/** Who is behind the addresses of WhatsApp. */
export type WhatsAppPersonRepository = {
  /**
   * Finds or makes the person behind a message and remembers the address to answer.
   *
   * A number and a LID that are seen together are one person from then on; two persons found to be one are
   * joined, with the history of the older. A number that comes with another LID than before belongs to a new
   * person, and so does a number seen alone that comes with a LID known under another one: numbers are recycled.
   */
  readonly resolve: (identity: WhatsAppIdentity, replyTo: string) => Promise<WhatsAppPerson>;
  /** Who a conversation's address leads to today; null when it was never a person. */
  readonly findById: (id: string) => Promise<WhatsAppPerson | null>;
  /**
   * The keys of this address changed (a new phone, or a new owner of the number): from now on it is somebody unknown.
   *
   * What the person had is kept for them, until they prove that they are the same.
   */
  readonly forgetIdentity: (address: string) => Promise<void>;
};

/** The way back for a person whose identity changed. */
export type ReconfirmationRepository = {
  /**
   * Gives a contact's history back to the person who writes in a conversation, as part of its turn; false when there
   * is nothing to give.
   *
   * Only the caller knows that something of the contact was proved, such as an acuse's code. Here is checked what
   * nobody can say in a chat: that it was suspended by a change of identity, and that this person has the number or
   * the LID of then. Numbers are recycled, so neither proof is enough alone.
   */
  readonly reconfirm: (proved: {
    readonly conversationId: string;
    readonly contactId: string;
    readonly at: Date;
  }) => Promise<boolean>;
};
