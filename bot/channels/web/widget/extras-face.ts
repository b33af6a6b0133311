import type { Place } from './place.ts';

export type { Place };

/**
 * An empty element inside a sheet that the chat has opened, with its title, close button, focus trap and Escape.
 *
 * The signal is aborted when the sheet is closed: whatever was asked is then answered with null.
 */
export type Surface = { readonly host: HTMLElement; readonly signal: AbortSignal };

/** How to go on with this conversation by another channel. */
export type ContinuationOffer = {
  /** What the person writes or shows; null when the link alone is enough. */
  readonly code: string | null;
  /** ISO 8601 instant after which the code and the link are worth nothing. */
  readonly expiresAt: string;
  readonly link: string;
  /** A `data:image/svg+xml` address. */
  readonly qr: string;
};

/** A picture ready to be sent, and where its original says that it was taken. */
export type PreparedPhoto = { readonly file: File; readonly place: Place | null };

/** What `/widget-extras.js` exports, by these names. */
export type Extras = {
  /** Brings the words and the map; whoever shows a surface has waited for it. */
  load(wordsAddress: string): Promise<void>;
  /** Makes a picture small and strips what it says of its owner. Never fails: what cannot be read goes as it is. */
  preparePhoto(file: File): Promise<PreparedPhoto>;
  recordVoice(surface: Surface): Promise<File | null>;
  choosePlace(surface: Surface): Promise<Place | null>;
  /** Resolves when the sheet is closed. */
  showContinuation(surface: Surface, offer: ContinuationOffer): Promise<void>;
};
