import { Button, Group, Text, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { t } from '../words.ts';

type Props = {
  /** How many places of the file are new and name no comuna. */
  readonly count: number;
  readonly isPending: boolean;
  readonly onComuna: (comuna: string) => void;
};

/** Asks once for the comuna of all the places of a file that name none. */
export function ComunaForm({ count, isPending, onComuna }: Props) {
  const [comuna, setComuna] = useState('');
  const look = (event: SyntheticEvent) => {
    event.preventDefault();
    onComuna(comuna.trim());
  };
  return (
    <form onSubmit={look}>
      <Text mb="xs">
        {count === 1 ? t('console.geojson.comunaOne') : t('console.geojson.comunaMany', { count })}
      </Text>
      <Group align="end" gap="sm" mb="md">
        <TextInput
          label={t('console.geojson.comuna')}
          maxLength={20}
          value={comuna}
          onChange={({ currentTarget }) => setComuna(currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={isPending} disabled={comuna.trim() === ''}>
          {t('console.geojson.comunaLook')}
        </Button>
      </Group>
    </form>
  );
}
