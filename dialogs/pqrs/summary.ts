import type { Scope } from '../scope.ts';
import { shorten } from './description-field.ts';
import type { FilingValues } from './filing-values.ts';

/** The lines that the summary and the acuse share. A line without value is left out. */
export function summaryLines(scope: Scope, values: FilingValues): string[] {
  const { t } = scope;
  const lines = [
    values.kind && t('pqrs.lineKind', { kind: t(`pqrs.name.${values.kind}`) }),
    values.description && t('pqrs.lineDescription', { description: shorten(values.description) }),
    barrioLine(scope, values),
    values.accountNumber && t('pqrs.lineAccount', { account: values.accountNumber }),
    annexLine(scope, values),
  ];
  return lines.filter((line) => line !== null);
}

function barrioLine({ t, world }: Scope, { barrioId, barrioText }: FilingValues): string | null {
  const barrio = world.barrios().find(({ id }) => id === barrioId)?.name ?? barrioText;
  return barrio === null ? null : t('pqrs.lineBarrio', { barrio });
}

function annexLine({ t }: Scope, { annexes }: FilingValues): string {
  const count = annexes.length;
  const pending = annexes.filter((annex) => annex.pending).length;
  return pending > 0 ? t('pqrs.lineAnnexesPending', { count, pending }) : t('pqrs.lineAnnexes', { count });
}
