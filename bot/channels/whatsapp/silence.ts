const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const;
const NOISY = /node_modules[\\/](libsignal|@whiskeysockets)[\\/]/;

/**
 * Keeps the protocol's libraries from printing.
 *
 * libsignal writes whole sessions with their private keys to the console when it opens or closes one, and has no
 * setting against it. Only calls that come from these libraries are swallowed.
 */
export function silenceProtocolLibraries(): void {
  const { console } = globalThis;
  for (const method of METHODS) {
    const original = console[method];
    const filtered = (...args: unknown[]): void => {
      if (!NOISY.test(callerOf(filtered))) {
        original.apply(console, args);
      }
    };
    console[method] = filtered;
  }
}

/** The frame that called `callee`. */
function callerOf(callee: (...args: unknown[]) => void): string {
  const trace: { stack?: string } = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 1;
  Error.captureStackTrace(trace, callee);
  Error.stackTraceLimit = limit;
  return trace.stack ?? '';
}

/** A logger that keeps everything to itself: at its lowest levels the library writes stanzas and keys. */
export const silentProtocolLog = {
  level: 'silent',
  child: () => silentProtocolLog,
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
