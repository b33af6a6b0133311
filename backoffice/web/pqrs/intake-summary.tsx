import { Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { ApiFailure } from '../api.ts';
import { Card } from '../frame/card.tsx';
import { formatLongDay } from '../frame/dates.ts';
import { FactsList } from '../frame/facts-list.tsx';
import { Failure } from '../frame/failure.tsx';
import { Icon } from '../frame/icon.tsx';
import { t } from '../words.ts';
import { isVerbal } from './intake-body.ts';
import type { IntakeDraft } from './intake-draft.ts';
import { IntakeRefused } from './use-open-pqrs.ts';

type Props = {
  readonly draft: IntakeDraft;
  readonly isFromConversation: boolean;
  readonly isFiling: boolean;
  readonly error: Error | null;
  readonly onFile: () => void;
  readonly onBack: () => void;
  /** Leaves what was typed, when it turned out to be filed under other words. */
  readonly onAnew: () => void;
};

/** What is going to be filed, to be read to the person before. */
export function IntakeSummary({ draft, isFromConversation, isFiling, error, onFile, onBack, onAnew }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const isChanged = error instanceof ApiFailure && error.code === 'intake-changed';
  return (
    <Stack gap="md" className="intake" ref={place} tabIndex={-1}>
      <Card title={t('console.intake.summary')}>
        <Text mb="sm">
          {t(isFromConversation ? 'console.intake.summaryTalk' : 'console.intake.summaryWindow')}
        </Text>
        <FactsList facts={[...(isFromConversation ? [] : receptionFacts(draft)), ...matterFacts(draft)]} />
      </Card>
      {error instanceof IntakeRefused ? (
        <Text role="alert">{error.message}</Text>
      ) : (
        <Failure error={error} title={t('console.intake.notFiled')} />
      )}
      <Group justify="space-between" gap="sm">
        <Button variant="default" onClick={isChanged ? onAnew : onBack} disabled={isFiling}>
          {t(isChanged ? 'console.intake.another' : 'console.intake.correct')}
        </Button>
        <Button onClick={onFile} loading={isFiling} leftSection={<Icon name="check" />}>
          {t('console.intake.file')}
        </Button>
      </Group>
    </Stack>
  );
}

type Fact = readonly [string, React.ReactNode];

function receptionFacts({ channel, receivedAt, readBack }: IntakeDraft): Fact[] {
  const [day = '', hour = ''] = receivedAt.split('T');
  const when = receivedAt === '' ? t('console.intake.now') : `${formatLongDay(day)}, ${hour}`;
  return [
    [t('console.intake.channel'), t(`console.channel.${channel}`)],
    [t('console.detail.received'), when],
    ...(isVerbal(channel)
      ? [
          [
            t('console.intake.readBack'),
            t(readBack === 'si' ? 'console.intake.yes' : 'console.intake.no'),
          ] as const,
        ]
      : []),
  ];
}

function matterFacts(draft: IntakeDraft): Fact[] {
  const { kind, object, reasons, barrio, accountNumber, files, annexIds } = draft;
  return [
    [t('console.intake.kind'), kind === '' ? null : t(`console.kind.${kind}`)],
    [
      t('console.intake.object'),
      <span key="object" className="words">
        {object}
      </span>,
    ],
    [
      t('console.intake.reasons'),
      orNothing(reasons) && (
        <span key="reasons" className="words">
          {reasons}
        </span>
      ),
    ],
    [t('console.intake.barrio'), orNothing(barrio)],
    [t('console.intake.account'), orNothing(accountNumber)],
    [t('console.intake.person'), personWords(draft)],
    [t('console.intake.files'), String(files.length + annexIds.length)],
  ];
}

function orNothing(text: string): string | null {
  return text.trim() === '' ? null : text;
}

function personWords({ who, name, contactWords }: IntakeDraft): string {
  if (who === 'anonymous') {
    return t('console.anonymous');
  }
  return orNothing(name) ?? orNothing(contactWords) ?? t('console.nameless');
}
