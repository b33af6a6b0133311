import type { ReactNode } from 'react';

type Props = { readonly labelledBy?: string; readonly children: ReactNode };

/** How far down the list was, for when it stands beside another conversation. */
let scrolledPx = 0;

/** The place of the list. It stays where it was scrolled to while one goes from one conversation to another. */
export function InboxPane({ labelledBy, children }: Props) {
  const place = (pane: HTMLElement | null) => {
    if (pane) {
      pane.scrollTop = scrolledPx;
    }
  };
  return (
    <section
      className="inbox-pane"
      ref={place}
      onScroll={({ currentTarget }) => {
        scrolledPx = currentTarget.scrollTop;
      }}
      {...(labelledBy !== undefined && { 'aria-labelledby': labelledBy })}
    >
      {children}
    </section>
  );
}
