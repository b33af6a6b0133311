/** The fixed words of the widget, by the names that the server gives them. */
export type Words = Readonly<
  Record<
    | 'log'
    | 'loading'
    | 'online'
    | 'connecting'
    | 'offline'
    | 'you'
    | 'assistant'
    | 'pending'
    | 'sent'
    | 'failed'
    | 'retry'
    | 'discard'
    | 'message'
    | 'send'
    | 'more'
    | 'photo'
    | 'voice'
    | 'location'
    | 'continue'
    | 'erase'
    | 'eraseAsk'
    | 'eraseYes'
    | 'erased'
    | 'yes'
    | 'no'
    | 'close'
    | 'opening'
    | 'extras'
    | 'photoRaw'
    | 'photoPlace'
    | 'photoAsk'
    | 'place'
    | 'options'
    | 'typing'
    | 'lostFile'
    | 'tooLarge'
    | 'today'
    | 'yesterday'
    | 'newer'
    | 'unread'
    | 'reply'
    | 'quote'
    | 'stop'
    | 'open'
    | 'link',
    string
  >
>;

/** What the server tells the widget. */
export type Config = {
  readonly words: Words;
  /** The name of the chat where no page says it. */
  readonly title: string;
  readonly lang: string;
  readonly accept: string;
  readonly maxFileBytes: number;
  /** The address of the module with what few people need. */
  readonly extras: string;
  /** The address of the service worker, on our own page. */
  readonly worker?: string;
  /** Whether the conversation can go on by WhatsApp. */
  readonly canContinue: boolean;
  readonly launcher: { readonly side: 'left' | 'right' };
  readonly colors: { readonly primary: string; readonly onPrimary: string };
};
