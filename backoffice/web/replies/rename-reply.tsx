import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type FormEvent, useState } from 'react';
import { Failure } from '../frame/failure.tsx';
import { notify } from '../frame/notify.tsx';
import { t } from '../words.ts';
import { useRename } from './use-replies.ts';

/** The longest name that the server takes. */
const MAX_NAME = 60;

type Props = { readonly id: string; readonly name: string };

/** Changes how a reply is called; its versions stay as they are. */
export function RenameReply({ id, name }: Props) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('console.replies.rename')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('console.replies.rename')}
        closeButtonProps={{ 'aria-label': t('console.frame.close') }}
      >
        <NameForm id={id} name={name} onClose={close} />
      </Modal>
    </>
  );
}

function NameForm({ id, name: before, onClose }: Props & { readonly onClose: () => void }) {
  const [name, setName] = useState(before);
  const rename = useRename(id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const done = () => {
      onClose();
      notify(t('console.replies.renamed'));
    };
    if (name.trim() !== '') {
      rename.mutate(name.trim(), { onSuccess: done });
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label={t('console.replies.name')}
          maxLength={MAX_NAME}
          value={name}
          error={name.trim() === '' && t('console.replies.nameNeeded')}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          data-autofocus
        />
        <Failure error={rename.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('console.frame.cancel')}
          </Button>
          <Button type="submit" loading={rename.isPending}>
            {t('console.replies.renameYes')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
