import { localDateOf } from '../../domain/calendar/local-date.ts';
import { termOf } from '../../domain/pqrs/peticion.ts';
import type { Pqrs } from '../../domain/pqrs/pqrs.ts';
import { toGroupedCode, type VerificationCode } from '../../domain/pqrs/verification.ts';
import { formatDay, formatTime } from '../../locales/dates.ts';
import type { Teller } from '../scope.ts';
import type { FilingValues } from './filing-values.ts';
import { summaryLines } from './summary.ts';

type Filed = { readonly pqrs: Pqrs; readonly code: VerificationCode; readonly values: FilingValues };

/**
 * The constancia of a filing: number, day and hour, what was received, the last day to answer, what silence means,
 * how to ask for it, and what the data are used for.
 */
export function renderAcuse(scope: Teller, { pqrs, code, values }: Filed): string {
  const { t, locale, world } = scope;
  const entity = world.entity();
  const received = {
    day: formatDay(localDateOf(pqrs.receivedAt), locale),
    time: formatTime(pqrs.receivedAt, locale),
    entity: entity.name,
  };
  return [
    t('pqrs.acuseTitle', { radicado: pqrs.radicado }),
    t('pqrs.acuseReceived', received),
    ...summaryLines(scope, values),
    ...termLines(scope, pqrs),
    t('pqrs.acuseCode', { code: toGroupedCode(code) }),
    t('pqrs.acuseConsult'),
    t('pqrs.acusePrivacy', { url: entity.privacy.url }),
  ].join('\n');
}

function termLines({ t, locale }: Teller, pqrs: Pqrs): string[] {
  if (pqrs.dueOn === null) {
    return [t('pqrs.acuseNoTerm')];
  }
  const due = t('pqrs.acuseDue', { day: formatDay(pqrs.dueOn, locale) });
  return termOf(pqrs.kind, pqrs).silence === 'positive' ? [due, t('pqrs.acuseSilence')] : [due];
}
