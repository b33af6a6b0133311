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
  /** The keys of this address changed (a new phone, or a new owner of the number): from now on it is somebody unknown. */
  readonly forgetIdentity: (address: string) => Promise<void>;
};
