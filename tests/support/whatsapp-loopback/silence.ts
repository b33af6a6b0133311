import pino from 'pino';

/** The logger for every Baileys client of the tests: Baileys writes keys into its logs. */
export const silentLogger = pino({ level: 'silent' });

const METHODS = ['info', 'warn', 'error'] as const;

/** How libsignal begins what it prints; most of these lines go on with a session and its private keys. */
const LIBSIGNAL =
  /^(Closing session|Closing open session|Opening session|Removing old closed session|Session already|Session error|Decrypted message with closed|Failed to decrypt message|Migrating session|V1 session storage|Unhandled bucket type)/;

const silenced = new WeakSet<object>();

/** Keeps what libsignal prints out of this process's output; every other line passes. */
export function silenceLibsignal(): void {
  // libsignal prints to the console, so it is filtered there.
  const output = console;
  for (const method of METHODS) {
    const print = output[method];
    if (silenced.has(print)) {
      continue;
    }
    const filtered = (...words: unknown[]): void => {
      if (!LIBSIGNAL.test(String(words[0]))) {
        print.apply(output, words);
      }
    };
    silenced.add(filtered);
    output[method] = filtered;
  }
}
