import type { WhatsAppView } from '../contracts/channels.ts';
import type { StaffSession } from '../staff/staff-sessions.ts';
import { CONSOLE_PATH, type PageWords } from './frame.ts';

/** Where the channels are shown. */
export const CHANNELS_PATH = `${CONSOLE_PATH}/canales`;

/** What the parts of the page of channels are written from. */
export type ChannelsPage = PageWords & {
  readonly staff: StaffSession['staff'];
  readonly view: WhatsAppView;
  /** Whether this reader may ask anything at all. */
  readonly manages: boolean;
  /** The reader has just asked for a code and wants to see it change. */
  readonly refreshes: boolean;
  /** What was typed where a telephone was expected; null when nothing is wrong. */
  readonly wrongPhone: string | null;
};
