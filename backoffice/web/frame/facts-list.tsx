import type { ReactNode } from 'react';
import { t } from '../words.ts';

type Props = {
  /** What it is called, and what it is; null where nothing is known. */
  readonly facts: readonly (readonly [string, ReactNode])[];
  readonly label?: string;
};

/** Names and what stands behind them, one below the other. */
export function FactsList({ facts, label }: Props) {
  return (
    <dl className="facts" aria-label={label}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value ?? t('console.none')}</dd>
        </div>
      ))}
    </dl>
  );
}
