import { Button, Checkbox } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { GivenUpItem } from '../../contracts/outbox.ts';
import { dayOf, formatShortDay, formatTime } from '../frame/dates.ts';
import { useMay } from '../session.tsx';
import { t } from '../words.ts';
import { verdictWords } from './message-words.ts';
import { RetryBar } from './retry-bar.tsx';
import { StackedTable } from './stacked-table.tsx';
import { type RetriedRow, useRetryQuestion } from './use-retry-question.ts';

/** A row that did not end well, and whether it may be tried again. */
export type RetryRow = RetriedRow & {
  readonly at: string;
  readonly verdict: GivenUpItem['retry'];
  readonly cells: readonly ReactNode[];
  readonly head: ReactNode;
};

type Props = {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly RetryRow[];
};

/** Rows that may be tried again, one or those that are chosen; to who may only look, just the rows. */
export function RetryRows({ caption, columns, rows }: Props) {
  const manages = useMay('channels:manage');
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const question = useRetryQuestion(() => choose(new Set()));
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) {
      next.add(id);
    }
    choose(next);
  };
  return (
    <>
      {rows.length > 0 && (
        <StackedTable
          caption={caption}
          columns={[...columns, t('console.channels.retry')]}
          {...(manages && { chooseLabel: t('console.channels.choose') })}
          rows={rows.map((row) => ({
            key: row.id,
            head: row.head,
            choose: <Choose row={row} isChosen={chosen.has(row.id)} onToggle={() => toggle(row.id)} />,
            cells: [
              ...row.cells,
              <Retry key="retry" row={row} onAsk={manages ? () => question.ask([row]) : null} />,
            ],
          }))}
        />
      )}
      <RetryBar
        chosen={rows.filter(({ id }) => chosen.has(id))}
        question={question}
        onClear={() => choose(new Set())}
      />
    </>
  );
}

type ChooseProps = {
  readonly row: RetryRow;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
};

function Choose({ row: { verdict, at }, isChosen, onToggle }: ChooseProps) {
  return verdict === 'allowed' ? (
    <Checkbox
      className="choose"
      aria-label={t('console.channels.chooseOne', { at: instantWords(at) })}
      checked={isChosen}
      onChange={onToggle}
    />
  ) : null;
}

/** The button, or why there is none. */
function Retry({ row, onAsk }: { readonly row: RetryRow; readonly onAsk: (() => void) | null }) {
  const why = verdictWords(row.verdict);
  if (why !== null || onAsk === null) {
    return why ?? t('console.channels.readOnly');
  }
  return (
    <Button
      variant="default"
      className="retry"
      aria-label={t('console.channels.retryOne', { at: instantWords(row.at) })}
      onClick={onAsk}
    >
      {t('console.channels.retry')}
    </Button>
  );
}

function instantWords(at: string): string {
  return `${formatShortDay(dayOf(at))}, ${formatTime(at)}`;
}
