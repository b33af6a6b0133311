import { hasPermission, type Permission } from '../../domain/people/permissions.ts';
import type { Locale, PlainMessageKey, Translate } from '../../locales/translate.ts';
import type { ChannelTrouble } from '../channels/channel-troubles.ts';
import type { StaffSession } from '../staff/staff-sessions.ts';
import { renderAlarm } from './alarm.ts';
import { type Html, type HtmlValue, html } from './html.ts';

/** What every page needs to be written. */
export type PageWords = {
  readonly t: Translate;
  readonly locale: Locale;
  readonly entityName: string;
  /** What every page says aloud to whoever may see the channels. */
  readonly troubles: () => readonly ChannelTrouble[];
};

/** Where the pages live; the sign-in returns nowhere else. */
export const CONSOLE_PATH = '/consola';

type Frame = PageWords & {
  readonly title: string;
  /** Null on the pages that a stranger sees. */
  readonly staff: StaffSession['staff'] | null;
  readonly content: HtmlValue;
  /** The page loads itself again after so long; only for what changes by itself, and with a way to stop it. */
  readonly refreshSeconds?: number | null;
};

type Section = { readonly path: string; readonly name: PlainMessageKey; readonly permission: Permission };

const SECTIONS: readonly Section[] = [
  { path: CONSOLE_PATH, name: 'console.nav.pqrs', permission: 'pqrs:read' },
  { path: `${CONSOLE_PATH}/canales`, name: 'console.nav.channels', permission: 'channels:read' },
];

/** A whole page: skip link, header with who is signed in, and the content as the main landmark. */
export function renderFrame(frame: Frame): Html {
  const { t, locale, entityName, title, staff, content, refreshSeconds = null } = frame;
  return html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · ${t('console.title')} · ${entityName}</title>
${refreshSeconds !== null && html`<meta http-equiv="refresh" content="${refreshSeconds}">`}
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${CONSOLE_PATH}/estilo.css">
</head>
<body>
<a class="skip" href="#contenido">${t('console.skip')}</a>
<header class="bar"><div class="wide">
<p class="brand">${entityName} <span>${t('console.title')}</span></p>
${staff && renderStaffBar(staff, t)}
</div></header>
<main id="contenido" class="wide" tabindex="-1">
${staff && renderTroubles(frame, staff)}
${content}
</main>
</body>
</html>
`;
}

/** The page of a refusal or a failure, with a way out. */
export function renderErrorPage(message: string, words: PageWords & Pick<Frame, 'staff'>): Html {
  const { t, staff } = words;
  const content = html`<div class="card narrow"><h1>${t('console.error.title')}</h1>
<p>${message}</p>
${staff && html`<p><a href="${CONSOLE_PATH}">${t('console.error.home')}</a></p>`}</div>`;
  return renderFrame({ ...words, title: t('console.error.title'), content });
}

function renderTroubles({ t, troubles }: PageWords, { role }: StaffSession['staff']): Html | null {
  return hasPermission(role, 'channels:read')
    ? renderAlarm({ t, troubles: troubles(), href: `${CONSOLE_PATH}/canales` })
    : null;
}

function renderStaffBar({ name, role }: StaffSession['staff'], t: Translate): Html {
  const links = SECTIONS.filter(({ permission }) => hasPermission(role, permission)).map(
    ({ path, name: words }) => html`<a href="${path}">${t(words)}</a>`,
  );
  return html`${links.length > 0 && html`<nav aria-label="${t('console.nav')}">${links}</nav>`}
<form class="who" method="post" action="${CONSOLE_PATH}/salir">
<span>${t('console.you', { name, role: t(`console.role.${role}`) })}</span>
<button class="quiet" type="submit">${t('console.signOut')}</button>
</form>`;
}
