import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { HandedLinkView, InvitationBody, StaffList } from '../../contracts/staff.ts';
import { Failure } from '../frame/failure.tsx';
import { Icon } from '../frame/icon.tsx';
import { t } from '../words.ts';
import { HandedLink, type MadeLink } from './handed-link.tsx';
import { useInvite } from './use-staff.ts';

type Roles = StaffList['roles'];

/** Lets somebody in: asks who, and shows the link to hand over. */
export function Invite({ roles }: { readonly roles: Roles }) {
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState<MadeLink | null>(null);
  return (
    <>
      <Button leftSection={<Icon name="add" />} onClick={() => setOpen(true)}>
        {t('console.staff.invite')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('console.staff.inviteTitle')}
        centered
        closeButtonProps={{ 'aria-label': t('console.frame.close') }}
      >
        <InviteForm
          roles={roles}
          onClose={() => setOpen(false)}
          onInvited={(name, handed) => {
            setOpen(false);
            setMade({ purpose: 'invitation', name, handed });
          }}
        />
      </Modal>
      <HandedLink made={made} onClose={() => setMade(null)} />
    </>
  );
}

type FormProps = {
  readonly roles: Roles;
  readonly onClose: () => void;
  readonly onInvited: (name: string, handed: HandedLinkView) => void;
};

function InviteForm({ roles, onClose, onInvited }: FormProps) {
  const invite = useInvite();
  const form = useForm<{ email: string; name: string; role: string }>({
    initialValues: { email: '', name: '', role: '' },
    validate: {
      email: (value) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? null : t('console.staff.emailMissing')),
      name: (value) => (value.trim() === '' ? t('console.staff.nameMissing') : null),
      role: (value) => (value === '' ? t('console.staff.roleMissing') : null),
    },
  });
  const submit = form.onSubmit(
    (typed) =>
      invite.mutate(typed as InvitationBody, {
        onSuccess: (handed) => onInvited(typed.name, handed),
      }),
    (problems) => form.getInputNode(Object.keys(problems)[0] ?? 'name')?.focus(),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text>{t('console.staff.inviteHow')}</Text>
        <TextInput
          label={t('console.staff.name')}
          autoComplete="off"
          maxLength={120}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('console.staff.email')}
          type="email"
          autoComplete="off"
          maxLength={254}
          {...form.getInputProps('email')}
        />
        <RoleSelect roles={roles} {...form.getInputProps('role')} />
        <Failure error={invite.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('console.frame.cancel')}
          </Button>
          <Button type="submit" loading={invite.isPending}>
            {t('console.staff.inviteSubmit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The roles that exist, in words. */
export function RoleSelect({ roles, ...input }: { readonly roles: Roles }) {
  const data = roles.map((role) => ({ value: role, label: t(`console.role.${role}`) }));
  return (
    <NativeSelect label={t('console.staff.role')} data={[{ value: '', label: '' }, ...data]} {...input} />
  );
}
