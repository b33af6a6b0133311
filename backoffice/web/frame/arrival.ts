let here: string | null = null;

/** Says whether a path is another than the last one: not the first of all, where the browser has put the focus. */
export function isArrival(path: string): boolean {
  const isOther = here !== null && here !== path;
  here = path;
  return isOther;
}
