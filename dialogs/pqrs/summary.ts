import type { Teller } from '../scope.ts';
import { shorten } from './description-field.ts';
import type { FilingValues } from './filing-values.ts';

type Line = (scope: Teller, values: FilingValues) => string | null;

/** What the summary and the acuse tell of each field, in their order. */
const LINES: Readonly<Record<string, Line>> = {
  kind: ({ t }, { kind }) => kind && t('pqrs.lineKind', { kind: t(`pqrs.name.${kind}`) }),
  description: ({ t }, { description }) =>
    description && t('pqrs.lineDescription', { description: shorten(description) }),
  barrio: (scope, values) => {
    const lines = [barrioLine(scope, values), locationLine(scope, values)].filter((line) => line !== null);
    return lines.length > 0 ? lines.join('\n') : null;
  },
  account: ({ t }, { accountNumber }) => accountNumber && t('pqrs.lineAccount', { account: accountNumber }),
  annexes: annexLine,
};

/** The lines that the summary and the acuse share. A line without value is left out. */
export function summaryLines(scope: Teller, values: FilingValues): string[] {
  return Object.values(LINES)
    .map((line) => line(scope, values))
    .filter((line) => line !== null);
}

/** How the summary tells one field, or null when it does not. */
export function tellField(scope: Teller, values: FilingValues, field: string): string | null {
  return LINES[field]?.(scope, values) ?? null;
}

function barrioLine({ t, world }: Teller, { barrioId, barrioText }: FilingValues): string | null {
  const barrio = world.barrios().find(({ id }) => id === barrioId)?.name ?? barrioText;
  return barrio === null ? null : t('pqrs.lineBarrio', { barrio });
}

function locationLine({ t }: Teller, { location }: FilingValues): string | null {
  return location && t('pqrs.lineLocation', { point: formatPoint(location) });
}

function annexLine({ t }: Teller, { annexes }: FilingValues): string {
  const count = annexes.length;
  const pending = annexes.filter((annex) => annex.pending).length;
  return pending > 0 ? t('pqrs.lineAnnexesPending', { count, pending }) : t('pqrs.lineAnnexes', { count });
}

/** A point to about a metre, as maps understand it when it is pasted. */
function formatPoint({ latitude, longitude }: NonNullable<FilingValues['location']>): string {
  return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
}
