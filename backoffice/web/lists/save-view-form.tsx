import { Button, Checkbox, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Failure } from '../frame/failure.tsx';
import { notify } from '../frame/notify.tsx';
import { useMay } from '../session.tsx';
import { t } from '../words.ts';
import { type ListFilter, type ListName, useSaveView } from './use-views.ts';

const MAX_NAME = 60;

type Props = { readonly list: ListName; readonly filter: ListFilter; readonly onSaved: () => void };

/** Gives the filter a name. What was typed stays when it cannot be saved. */
export function SaveViewForm({ list, filter, onSaved }: Props) {
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const mayShare = useMay('views:share');
  const save = useSaveView();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(
      { list, name: name.trim(), filter, shared },
      {
        onSuccess: () => {
          notify(t('console.views.saved'));
          onSaved();
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={t('console.views.name')}
          description={t('console.views.nameWhy')}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          maxLength={MAX_NAME}
          required
          data-autofocus
        />
        {mayShare && (
          <Checkbox
            label={t('console.views.share')}
            checked={shared}
            onChange={({ currentTarget }) => setShared(currentTarget.checked)}
          />
        )}
        <Failure error={save.error} />
        <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
          {t('console.views.save')}
        </Button>
      </Stack>
    </form>
  );
}
