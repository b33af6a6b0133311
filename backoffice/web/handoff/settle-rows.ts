type Row = { readonly id: string };

type Circumstances<Item> = {
  /** What is open beside the list, as it is now; null when nothing is. */
  readonly open: Item | null;
  /** Somebody writes in it at this moment. */
  readonly isTyping: boolean;
};

/**
 * The rows in the order that the server gave, but that the open one does not jump away.
 *
 * It stays at its place while somebody writes in it, and also when it no longer belongs to the view: whoever has just
 * answered still sees where.
 */
export function settleRows<Item extends Row>(
  shown: readonly Item[],
  fresh: readonly Item[],
  { open, isTyping }: Circumstances<Item>,
): readonly Item[] {
  const at = open === null ? -1 : shown.findIndex(({ id }) => id === open.id);
  const listed = fresh.find(({ id }) => id === open?.id);
  if (open === null || at === -1 || (listed && !isTyping)) {
    return fresh;
  }
  const others = fresh.filter(({ id }) => id !== open.id);
  return [...others.slice(0, at), listed ?? open, ...others.slice(at)];
}
