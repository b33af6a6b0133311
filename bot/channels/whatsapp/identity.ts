import { jidDecode, jidEncode } from '@whiskeysockets/baileys';

/** The domains that libsignal addresses write behind the user, as Baileys numbers them; none means a phone number. */
const LID_DOMAINS: readonly (string | undefined)[] = ['1', '129'];

/** Whose key a Signal address names: `5731.0` is the phone of a number, `9057_1.3` a device of a LID. */
export type SignalAddress = { readonly user: string; readonly isLid: boolean; readonly device: string };

export function parseSignalAddress(id: string): SignalAddress {
  const [name = '', device = '0'] = id.split('.');
  const [user = '', domain] = name.split('_');
  return { user, isLid: LID_DOMAINS.includes(domain), device };
}

/** Under which name the library keeps the number of a LID. */
export function numberOfLid(user: string): string {
  return `${user}_reverse`;
}

/** `573001112233@s.whatsapp.net` */
export function phoneJidOf(user: string): string {
  return jidEncode(user, 's.whatsapp.net');
}

/** `905731@lid` */
export function lidJidOf(user: string): string {
  return jidEncode(user, 'lid');
}

/** The user of a phone number's address, or null for any other. */
export function phoneUserOf(jid: string): string | null {
  const decoded = jidDecode(jid);
  return decoded?.server === 's.whatsapp.net' ? decoded.user : null;
}
