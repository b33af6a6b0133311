import { Button, Group, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { RetryResult } from '../../contracts/outbox.ts';
import { ConfirmDialog } from '../frame/confirm-dialog.tsx';
import { t } from '../words.ts';
import type { RetriedRow, RetryQuestion } from './use-retry-question.ts';

/** The most that the server takes at once. */
const MOST = 100;
const OUTCOMES = ['retried', 'nothing-to-do', 'expired', 'superseded', 'ruled-out'] as const;

type Props = {
  readonly chosen: readonly RetriedRow[];
  readonly question: RetryQuestion;
  readonly onClear: () => void;
};

/** What is done to the chosen rows, the question before it, and what came of it. */
export function RetryBar({ chosen, question, onClear }: Props) {
  const { asked, result, isPending, error, ask, close, confirm } = question;
  return (
    <>
      {chosen.length > 0 && <Chosen count={chosen.length} onAsk={() => ask(chosen)} onClear={onClear} />}
      <Outcome result={result} />
      <ConfirmDialog
        opened={asked.length > 0}
        onClose={close}
        onConfirm={confirm}
        title={t('console.channels.retryAsk')}
        confirm={t('console.channels.retryYes')}
        pending={isPending}
        error={error}
        returnsFocus={result === null}
      >
        {asked.length > 0 && <Text fw={600}>{countWords(asked.length)}</Text>}
        <Text>{t('console.channels.retryWhat')}</Text>
      </ConfirmDialog>
    </>
  );
}

type ChosenProps = {
  readonly count: number;
  readonly onAsk: () => void;
  readonly onClear: () => void;
};

function Chosen({ count, onAsk, onClear }: ChosenProps) {
  const isTooMany = count > MOST;
  return (
    <Group gap="sm" mt="sm">
      <Text role="status" fw={600}>
        {countWords(count)}
      </Text>
      {isTooMany && <Text>{t('console.channels.chosenMost')}</Text>}
      <Button className="retry" disabled={isTooMany} onClick={onAsk}>
        {t('console.channels.retryChosen')}
      </Button>
      <Button className="retry" variant="subtle" onClick={onClear}>
        {t('console.channels.clear')}
      </Button>
    </Group>
  );
}

/** The rows leave the list, and with them the button that was pressed: whoever reads goes on here. */
function Outcome({ result }: { readonly result: RetryResult | null }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (result !== null) {
      place.current?.focus();
    }
  }, [result]);
  const counts = OUTCOMES.map((outcome) => ({
    outcome,
    count: result?.rows.filter((row) => row.outcome === outcome).length ?? 0,
  })).filter(({ count }) => count > 0);
  return (
    <div role="status" tabIndex={-1} ref={place} className="outcome">
      {counts.map(({ outcome, count }) => (
        <Text key={outcome} mt="sm">
          {t(`console.channels.outcome.${outcome}`, { count })}
        </Text>
      ))}
    </div>
  );
}

function countWords(count: number): string {
  return count === 1 ? t('console.channels.chosenOne') : t('console.channels.chosenMany', { count });
}
