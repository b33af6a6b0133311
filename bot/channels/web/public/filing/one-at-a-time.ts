/** Runs some work once whatever runs under the same key has ended. */
export type OneAtATime = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** Lets one piece of work run under each key, in the order in which they came: a double click waits for the first. */
export function createOneAtATime(): OneAtATime {
  const last = new Map<string, Promise<unknown>>();

  return async (key, work) => {
    const before = last.get(key) ?? Promise.resolve();
    const own = before.then(work, work);
    last.set(key, own);
    try {
      return await own;
    } finally {
      if (last.get(key) === own) {
        last.delete(key);
      }
    }
  };
}
