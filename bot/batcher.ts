type Waiting<In, Out> = {
  readonly item: In;
  readonly resolve: (out: Out) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Joins calls that come while one is under way into the next one.
 *
 * Alone, a call goes at once; under load, many messages share one statement and one flush to disk. `work`
 * answers in the order of its items. If it fails, every caller of that round is told.
 */
export function createBatcher<In, Out>(
  work: (items: readonly In[]) => Promise<readonly Out[]>,
  maxItems: number,
): (item: In) => Promise<Out> {
  const waiting: Waiting<In, Out>[] = [];
  let busy = false;

  const flush = async (): Promise<void> => {
    busy = true;
    while (waiting.length > 0) {
      const round = waiting.splice(0, maxItems);
      await runRound(round, work);
    }
    busy = false;
  };

  return (item) =>
    new Promise<Out>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!busy) {
        void flush();
      }
    });
}

async function runRound<In, Out>(
  round: readonly Waiting<In, Out>[],
  work: (items: readonly In[]) => Promise<readonly Out[]>,
): Promise<void> {
  try {
    const outs = await work(round.map(({ item }) => item));
    round.forEach(({ resolve, reject }, index) => {
      const out = outs[index];
      if (out === undefined) {
        reject(new Error('the batch answered fewer items than it was given'));
      } else {
        resolve(out);
      }
    });
  } catch (error) {
    for (const { reject } of round) {
      reject(error);
    }
  }
}
