/** A person with a poor signal sees the page after this long, whatever the network does. */
const PATIENCE_MS = 3000;
const BROKEN = 500;

/** From the network, or the kept one when the network is away, broken or slow. */
export async function freshFirst(request: Request, kept: Response | undefined): Promise<Response> {
  if (!kept) {
    return fetch(request);
  }
  const fresh = fetch(request).then(
    (answer) => (answer.status >= BROKEN ? kept : answer),
    () => kept,
  );
  const late = new Promise<Response>((resolve) => {
    setTimeout(() => resolve(kept), PATIENCE_MS);
  });
  return Promise.race([fresh, late]);
}

/** The kept one: for what names its version, which is never old. */
export async function keptFirst(request: Request, kept: Response | undefined): Promise<Response> {
  return kept ?? fetch(request);
}
