import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import type { AbsenceBody } from '../../contracts/absence.ts';
import type { StaffView } from '../../contracts/staff.ts';
import { Failure } from '../frame/failure.tsx';
import { Icon } from '../frame/icon.tsx';
import { notify } from '../frame/notify.tsx';
import { t } from '../words.ts';
import { useRecordAbsence } from './use-staff.ts';

const REASONS = [
  'vacaciones',
  'licencia',
  'incapacidad',
  'otra',
] as const satisfies readonly AbsenceBody['reason'][];

type Props = { readonly members: readonly StaffView[]; readonly today: string };

/** Hands the work of somebody to somebody else for some days. */
export function RecordAbsence({ members, today }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" leftSection={<Icon name="calendar" />} onClick={() => setOpen(true)}>
        {t('console.absence.record')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('console.absence.record')}
        centered
        closeButtonProps={{ 'aria-label': t('console.frame.close') }}
      >
        <RecordForm members={members} today={today} onClose={() => setOpen(false)} />
      </Modal>
    </>
  );
}

const incomplete = (value: string) => (value === '' ? t('console.absence.incomplete') : null);

function RecordForm({ members, today, onClose }: Props & { readonly onClose: () => void }) {
  const record = useRecordAbsence();
  const form = useForm({
    initialValues: { staffId: '', substituteId: '', fromOn: today, toOn: today, reason: 'vacaciones' },
    validate: { staffId: incomplete, substituteId: incomplete, fromOn: incomplete, toOn: incomplete },
  });
  const { staffId } = form.values;
  const submit = form.onSubmit(
    (body) =>
      record.mutate(body as AbsenceBody, {
        onSuccess: () => {
          onClose();
          notify(t('console.absence.recorded'));
        },
      }),
    (problems) => form.getInputNode(Object.keys(problems)[0] ?? 'staffId')?.focus(),
  );
  const active = members.filter(({ state }) => state === 'active');
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text>{t('console.absence.recordHow')}</Text>
        <NativeSelect
          label={t('console.absence.who')}
          data={toOptions(active)}
          data-autofocus
          {...form.getInputProps('staffId')}
        />
        <NativeSelect
          label={t('console.absence.substitute')}
          data={toOptions(active.filter(({ id }) => id !== staffId))}
          {...form.getInputProps('substituteId')}
        />
        <Group grow gap="sm">
          <TextInput label={t('console.absence.fromOn')} type="date" {...form.getInputProps('fromOn')} />
          <TextInput
            label={t('console.absence.toOn')}
            type="date"
            min={form.values.fromOn}
            {...form.getInputProps('toOn')}
          />
        </Group>
        <NativeSelect
          label={t('console.absence.reason')}
          data={REASONS.map((reason) => ({ value: reason, label: t(`console.absence.reason.${reason}`) }))}
          {...form.getInputProps('reason')}
        />
        <Failure error={record.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('console.frame.cancel')}
          </Button>
          <Button type="submit" loading={record.isPending}>
            {t('console.absence.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Name and role, since two people may have one name. */
function toOptions(members: readonly StaffView[]) {
  return [
    { value: '', label: '' },
    ...members.map(({ id, name, role }) => ({ value: id, label: `${name} (${t(`console.role.${role}`)})` })),
  ];
}
