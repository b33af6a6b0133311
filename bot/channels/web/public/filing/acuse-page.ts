import { localDateOf } from '../../../../../domain/calendar/local-date.ts';
import type { Barrio } from '../../../../../domain/entity/profile.ts';
import { termOf } from '../../../../../domain/pqrs/peticion.ts';
import type { Pqrs } from '../../../../../domain/pqrs/pqrs.ts';
import { toGroupedCode, type VerificationCode } from '../../../../../domain/pqrs/verification.ts';
import { formatDay, formatTime } from '../../../../../locales/dates.ts';
import type { Locale } from '../../../../../locales/translate.ts';
import { type Html, html, renderLine, renderLink } from '../html.ts';
import { type Page, type Site, withLink } from '../layout.ts';
import { type Alarm, alarmOf } from './told.ts';

/** What the acuse is made with. The same filing always gives the same page. */
export type Filed = {
  readonly pqrs: Pqrs;
  readonly code: VerificationCode;
  readonly barrios: readonly Barrio[];
  readonly locale: Locale;
};

type Row = readonly [name: string, value: string | Html | null];

/**
 * The constancia of a filing: what the acuse of the chat says, with the code, which is shown nowhere else.
 *
 * Whoever told of danger reads the emergency lines before anything else.
 */
export function acusePage(site: Site, filed: Filed): Page {
  const { t, profile } = site;
  const consult = html`<a href="/consulta">${t('filing.done.consultPage')}</a>`;
  const { url } = profile.privacy;
  return {
    path: '/radicar',
    heading: t('filing.done.title', { radicado: filed.pqrs.radicado }),
    content: html`${renderAlarm(site, alarmOf(filed.pqrs))}
<section class="card state"><h2>${t('filing.done.keep')}</h2>${renderRows(proofRows(site, filed))}
<p>${t('filing.done.keepHint')}</p></section>
<section class="card"><h2>${t('filing.done.summary')}</h2>${renderRows(summaryRows(site, filed))}</section>
<p>${withLink((page) => t('filing.done.consult', { page }), consult)}</p>
<p>${withLink((link) => t('pqrs.acusePrivacy', { url: link }), renderLink(url, url))}</p>
<p class="no-print">${t('public.print')}</p>
<p class="no-print">${t('public.status.leave')}</p>
<p class="no-print"><a class="button" href="/radicar">${t('filing.done.another')}</a></p>`,
  };
}

function renderAlarm({ t, profile }: Site, { danger, health }: Alarm): Html {
  const lines = html`<ul class="lines">${profile.emergencyLines.map((line) => html`<li>${renderLine(line)}</li>`)}</ul>`;
  const route = t('care.health', { lines: '' }).trim();
  return html`${danger && html`<section class="card danger" role="alert"><h2>${t('filing.done.danger')}</h2>${lines}</section>`}
${health && html`<section class="card"><h2>${t('filing.done.health')}</h2><p>${route}</p>${lines}</section>`}`;
}

function renderRows(rows: readonly Row[]): Html {
  const told = rows.filter(([, value]) => value !== null);
  return html`<dl>${told.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
}

function proofRows({ t, profile }: Site, { pqrs, code, locale }: Filed): Row[] {
  const received = {
    day: formatDay(localDateOf(pqrs.receivedAt), locale),
    time: formatTime(pqrs.receivedAt, locale),
    entity: profile.name,
  };
  const hasSilence = termOf(pqrs.kind, pqrs).silence === 'positive';
  const due =
    pqrs.dueOn === null
      ? t('pqrs.acuseNoTerm')
      : html`${formatDay(pqrs.dueOn, locale)}${hasSilence && html`. ${t('pqrs.acuseSilence')}`}`;
  return [
    [t('filing.done.radicado'), html`<strong>${pqrs.radicado}</strong>`],
    [t('filing.done.code'), html`<strong class="code">${toGroupedCode(code)}</strong>`],
    [t('filing.done.received'), t('filing.done.receivedAt', received)],
    [t('filing.done.due'), due],
  ];
}

function summaryRows({ t }: Site, { pqrs, barrios }: Filed): Row[] {
  const barrio = barrios.find(({ id }) => id === pqrs.barrioId)?.name ?? pqrs.barrioText;
  const names = pqrs.annexes.map(({ name }) => html`<li>${name}</li>`);
  const isAnonymous = pqrs.petitioner.contactId === null;
  return [
    [t('filing.done.kind'), t(`pqrs.name.${pqrs.kind}`)],
    [t('filing.done.description'), html`<span class="told">${pqrs.description}</span>`],
    [t('filing.done.barrio'), barrio],
    [t('filing.done.account'), pqrs.accountNumber],
    [t('filing.done.who'), isAnonymous ? t('filing.done.anonymous') : pqrs.petitioner.name],
    [t('filing.done.files'), names.length > 0 ? html`<ul>${names}</ul>` : t('filing.done.none')],
  ];
}
