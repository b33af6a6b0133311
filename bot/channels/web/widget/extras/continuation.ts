import { fill, make, makeButton } from '../dom.ts';
import type { Extras } from '../extras-face.ts';
import { askOn } from './surface.ts';
import { say } from './words.ts';

const GROUP = 4;
const WHATSAPP = /^https:\/\/(wa\.me|api\.whatsapp\.com)\//;

/** Shows how to go on elsewhere until the sheet is closed. */
export const showContinuation: Extras['showContinuation'] = async (surface, offer) => {
  await askOn<never>(surface, () => {
    const { code, link, qr, expiresAt } = offer;
    const status = make('p', { role: 'status', class: 'x-status' });
    const open = make(
      'a',
      { class: 'x-button x-main', href: link, target: '_blank', rel: 'noopener noreferrer' },
      say(WHATSAPP.test(link) ? 'codeOpen' : 'codeOpenLink'),
    );
    const picture = make('img', { class: 'x-qr', src: qr, alt: say('codePicture') });
    const until = make('p', {}, say('codeUntil', { when: toMoment(expiresAt) }));
    const content: HTMLElement[] = [make('p', {}, say('codeHow')), picture, open];
    if (code) {
      content.push(...makeCode(code, status));
    }
    surface.host.append(make('div', { class: 'x x-middle' }, ...content, until, status));
  });
};

/** In groups for the eye; letter by letter for the ear, which would otherwise hear words and thousands. */
function makeCode(code: string, status: HTMLElement): HTMLElement[] {
  const groups = code.match(new RegExp(`[^\\s-]{1,${GROUP}}`, 'g')) ?? [code];
  const seen = make('span', { 'aria-hidden': 'true' }, groups.join(' '));
  const heard = make('span', { class: 'x-hidden' }, [...groups.join('')].join(' '));
  const shown = make('p', { class: 'x-code' }, seen, heard);
  const copy = makeButton(say('codeCopy'), async () => {
    fill(status, say((await copyText(code, shown)) ? 'codeCopied' : 'codeCopyFailed'));
  });
  return [make('p', {}, say('codeName')), shown, copy];
}

/** Pages without a safe connection have no clipboard of their own, but may still copy what is selected. */
async function copyText(text: string, beside: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const box = make('textarea', { class: 'x-hidden', readonly: '', 'aria-hidden': 'true' }, text);
    const focused = (beside.getRootNode() as Document | ShadowRoot).activeElement;
    beside.append(box);
    box.select();
    const isCopied = document.execCommand('copy');
    box.remove();
    (focused as HTMLElement | null)?.focus();
    return isCopied;
  }
}

function toMoment(instant: string): string {
  const format = new Intl.DateTimeFormat('es-CO', {
    weekday: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'America/Bogota',
  });
  return format.format(new Date(instant));
}
