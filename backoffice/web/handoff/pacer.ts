/**
 * Does the work at once when asked, and again after a pause when asked meanwhile, however often.
 *
 * Under a flood of news what is shown is never older than the work and one pause, and no work cuts another short.
 */
export function createPacer(work: () => Promise<unknown>, pauseMs: number): () => void {
  let isBusy = false;
  let isAsked = false;
  const run = async () => {
    isBusy = true;
    do {
      isAsked = false;
      await work().catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    } while (isAsked);
    isBusy = false;
  };
  return () => {
    isAsked = true;
    if (!isBusy) {
      void run();
    }
  };
}
