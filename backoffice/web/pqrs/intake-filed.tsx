import { Button, Group, Stack, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Card } from '../frame/card.tsx';
import { LocalDay } from '../frame/date-time.tsx';
import { Icon } from '../frame/icon.tsx';
import { ButtonLink, TextLink } from '../frame/link.tsx';
import { t } from '../words.ts';
import type { Filed } from './use-open-pqrs.ts';

type Props = {
  readonly filed: Filed;
  readonly conversationId: string;
  readonly onAnother: () => void;
};

/** The number, large enough to be read out, the deadline, and the paper for the person. */
export function IntakeFiled({ filed, conversationId, onAnother }: Props) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const { radicado, dueOn, code } = filed;
  return (
    <Stack gap="md" className="intake" ref={place} tabIndex={-1}>
      <Card title={t('console.intake.radicado')}>
        <Text className="intake-radicado" role="status">
          {radicado}
        </Text>
        <Text>
          {dueOn === null ? (
            t('console.detail.noTerm')
          ) : (
            <>
              {t('console.intake.dueOn')} <LocalDay value={dueOn} long />
            </>
          )}
        </Text>
        <Text>
          {code === null ? t('console.intake.codeSent') : t('console.intake.code')}
          {code !== null && <strong className="intake-code"> {code}</strong>}
        </Text>
      </Card>
      <Group gap="sm">
        <ButtonLink to={`/pqrs/${radicado}/constancia`} leftSection={<Icon name="file" />}>
          {t('console.constancia.open')}
        </ButtonLink>
        <ButtonLink to={`/pqrs/${radicado}`} variant="default">
          {t('console.intake.see')}
        </ButtonLink>
        {conversationId === '' ? (
          <Button variant="default" leftSection={<Icon name="add" />} onClick={onAnother}>
            {t('console.intake.another')}
          </Button>
        ) : (
          <TextLink to={`/conversaciones/${conversationId}`}>{t('console.intake.backToTalk')}</TextLink>
        )}
      </Group>
    </Stack>
  );
}
