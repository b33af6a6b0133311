/** The fixed words of the widget, by the names that the page gives them. */
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
    | 'attach'
    | 'options'
    | 'typing'
    | 'file'
    | 'lostFile'
    | 'tooLarge',
    string
  >
>;

/** What the page tells the widget. */
export type Config = { readonly words: Words; readonly accept: string; readonly maxFileBytes: number };

/** The settings that the page carries as JSON. */
export function readConfig(): Config {
  return JSON.parse(document.getElementById('vecino-config')?.textContent ?? '{}') as Config;
}
