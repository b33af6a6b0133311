/** What a list marks the link of each of its rows with, so that j and k lead from one to the next. */
export const ROW_LINK = { 'data-row-link': true } as const;

/** Moves the focus to the link of the next row (1) or of the one before (-1). */
export function moveInList(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('[data-row-link]')];
  const focused = links.indexOf(document.activeElement as HTMLElement);
  // Beside what a row has opened, the row stands for the place.
  const here = focused === -1 ? links.findIndex((link) => link.ariaCurrent === 'page') : focused;
  const next = links[here === -1 ? firstOf(links, step) : here + step];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

function firstOf(links: readonly HTMLElement[], step: 1 | -1): number {
  return step === 1 ? 0 : links.length - 1;
}
