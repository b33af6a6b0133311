import { Alert, Button, Text } from '@mantine/core';
import { ApiFailure } from '../api.ts';
import { t } from '../words.ts';
import { Icon } from './icon.tsx';

type Props = {
  /** What was thrown; nothing is shown without it. */
  readonly error: Error | null;
  readonly onRetry?: () => void;
  readonly title?: string;
};

/** What went wrong, in words, and the way to try again. It stands beside what was typed, never in its place. */
export function Failure({ error, onRetry, title = t('console.frame.failure') }: Props) {
  if (error === null) {
    return null;
  }
  return (
    <Alert role="alert" color="red" title={title} icon={<Icon name="alert" />} my="sm">
      <Text>{failureWords(error)}</Text>
      {onRetry !== undefined && (
        <Button mt="sm" variant="default" leftSection={<Icon name="refresh" />} onClick={onRetry}>
          {t('console.frame.retry')}
        </Button>
      )}
    </Alert>
  );
}

/** What to tell of a failure: the words of the server, or that it was our fault. */
export function failureWords(error: Error): string {
  return error instanceof ApiFailure ? error.message : t('console.errors.unexpected');
}
