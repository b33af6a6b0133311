type Write = (data: object, message: string) => void;

/** What this folder asks of a logger; a pino logger fits. Data first, then a constant sentence. */
export type Log = { readonly info: Write; readonly warn: Write; readonly error: Write };
