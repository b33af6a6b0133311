import { Button, Chip, Group, Stack, Text } from '@mantine/core';
import { useId } from 'react';
import type { EntitySettings } from '../../contracts/settings.ts';
import { Icon } from '../frame/icon.tsx';
import { t } from '../words.ts';
import { TextField } from './fields.tsx';
import { useField } from './form.tsx';
import type { Path } from './paths.ts';

type Week = NonNullable<EntitySettings['offices'][number]['week']>;

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const WORKING_DAYS: readonly number[] = [1, 2, 3, 4, 5];

/** The hours of a place: by day of the week, or in words where a week does not fit. */
export function HoursField({ path }: { readonly path: Path }) {
  const week = useField<Week | null>([...path, 'week']);
  if (week.value === null) {
    return (
      <Stack gap="xs">
        <TextField path={[...path, 'hours']} label={t('console.settings.hours')} />
        <Group>
          <Button variant="default" onClick={() => week.set([newSpan()])}>
            {t('console.settings.useWeek')}
          </Button>
        </Group>
      </Stack>
    );
  }
  const spans = week.value;
  return (
    <Stack gap="sm">
      {spans.map((_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stretch has no name of its own.
        <Span key={index} path={[...path, 'week', index]} number={index + 1}>
          <Button
            variant="default"
            aria-label={t('console.settings.removeNamed', {
              name: t('console.settings.number', { what: t('console.settings.span'), number: index + 1 }),
            })}
            onClick={() => week.set(spans.filter((__, at) => at !== index))}
          >
            {t('console.settings.remove')}
          </Button>
        </Span>
      ))}
      {week.error !== undefined && (
        <Text role="alert" c="var(--mantine-color-error)">
          {week.error}
        </Text>
      )}
      <Group gap="sm">
        <Button
          variant="default"
          leftSection={<Icon name="add" />}
          onClick={() => week.set([...spans, newSpan()])}
        >
          {t('console.settings.addSpan')}
        </Button>
        <Button variant="subtle" onClick={() => week.set(null)}>
          {t('console.settings.useWords')}
        </Button>
      </Group>
    </Stack>
  );
}

type SpanProps = { readonly path: Path; readonly number: number; readonly children: React.ReactNode };

function Span({ path, number, children }: SpanProps) {
  const id = useId();
  const days = useField<number[]>([...path, 'days']);
  const whole = useField<Week[number]>(path);
  const error = days.error ?? whole.error;
  return (
    <fieldset className="span" aria-labelledby={id}>
      <Text fw={600} id={id}>
        {t('console.settings.number', { what: t('console.settings.span'), number })}
      </Text>
      <Chip.Group
        multiple
        value={days.value.map(String)}
        onChange={(chosen) => days.set(DAYS.filter((day) => chosen.includes(String(day))))}
      >
        <Group gap="xs" aria-label={t('console.settings.days')} role="group">
          {DAYS.map((day) => (
            <Chip key={day} value={String(day)} size="md" disabled={days.disabled}>
              {t(`console.settings.day.${day}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {error !== undefined && (
        <Text role="alert" c="var(--mantine-color-error)">
          {error}
        </Text>
      )}
      <Group gap="sm" align="end">
        <TextField path={[...path, 'from']} label={t('console.settings.from')} />
        <TextField path={[...path, 'to']} label={t('console.settings.to')} />
        {children}
      </Group>
    </fieldset>
  );
}

function newSpan(): Week[number] {
  return { days: [...WORKING_DAYS], from: '08:00', to: '12:00' };
}
