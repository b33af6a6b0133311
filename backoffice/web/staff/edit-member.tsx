import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { StaffBody, StaffConflict, StaffList, StaffView } from '../../contracts/staff.ts';
import { ApiFailure } from '../api.ts';
import { Failure } from '../frame/failure.tsx';
import { notify } from '../frame/notify.tsx';
import { t } from '../words.ts';
import { RoleSelect } from './invite.tsx';
import { MemberConflict } from './member-conflict.tsx';
import { useChangeMember } from './use-staff.ts';

type Props = {
  readonly member: StaffView;
  readonly roles: StaffList['roles'];
  readonly opened: boolean;
  readonly onClose: () => void;
};

/** Another name or another role for a colleague. */
export function EditMember({ member, roles, opened, onClose }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('console.staff.editTitle', { name: member.name })}
      centered
      closeButtonProps={{ 'aria-label': t('console.frame.close') }}
    >
      <EditForm member={member} roles={roles} onClose={onClose} />
    </Modal>
  );
}

type Typed = Pick<StaffBody, 'name' | 'role'>;

function EditForm({ member, roles, onClose }: Omit<Props, 'opened'>) {
  const editing = useEditing(member, onClose);
  const form = useForm<Typed>({
    initialValues: { name: member.name, role: member.role },
    validate: {
      name: (value) => (value.trim() === '' ? t('console.staff.nameMissing') : null),
      role: (value: string) => (value === '' ? t('console.staff.roleMissing') : null),
    },
  });
  const submit = form.onSubmit(editing.save, (problems) =>
    form.getInputNode(Object.keys(problems)[0] ?? 'name')?.focus(),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {editing.conflict && <MemberConflict conflict={editing.conflict} onDiscard={onClose} />}
        <TextInput
          label={t('console.staff.name')}
          autoComplete="off"
          maxLength={120}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <RoleSelect roles={roles} {...form.getInputProps('role')} />
        <Text size="sm">{t('console.staff.editRole')}</Text>
        <Failure error={editing.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('console.frame.cancel')}
          </Button>
          <Button type="submit" loading={editing.isPending}>
            {t('console.frame.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Saving against the version that was seen: the one of the beginning, then the one that a conflict has shown. */
function useEditing(member: StaffView, onSaved: () => void) {
  const [version, setVersion] = useState(member.version);
  const { mutate, error, isPending } = useChangeMember(member.id);
  const conflict = conflictIn(error);
  const save = (typed: Typed) =>
    mutate(
      { ...typed, version },
      {
        onSuccess: () => {
          onSaved();
          notify(t('console.staff.changed'));
        },
        onError: (failure) => setVersion(conflictIn(failure)?.current.version ?? version),
      },
    );
  return { save, conflict, isPending, error: conflict ? null : error };
}

function conflictIn(error: Error | null): StaffConflict | null {
  const isConflict = error instanceof ApiFailure && error.code === 'version-conflict';
  return isConflict ? (error.body as StaffConflict) : null;
}
