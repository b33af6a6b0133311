import { Badge, Button, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { AbsenceList, AbsenceView } from '../../contracts/absence.ts';
import type { StaffView } from '../../contracts/staff.ts';
import { Card } from '../frame/card.tsx';
import { ConfirmDialog } from '../frame/confirm-dialog.tsx';
import { LocalDay } from '../frame/date-time.tsx';
import { notify } from '../frame/notify.tsx';
import { useMay } from '../session.tsx';
import { t } from '../words.ts';
import { RecordAbsence } from './record-absence.tsx';
import { useEndAbsence } from './use-staff.ts';

type Props = { readonly absences: AbsenceList; readonly members: readonly StaffView[] };

/** Who is away, until when, and who answers for them. */
export function AbsencesCard({ absences: { items, today }, members }: Props) {
  const manages = useMay('absence:manage');
  return (
    <Card title={t('console.absence.title')}>
      {items.length === 0 && (
        <>
          <Text fw={600}>{t('console.absence.none')}</Text>
          <Text mb="md">{t('console.absence.noneHow')}</Text>
        </>
      )}
      {items.length > 0 && <Absences items={items} today={today} members={members} />}
      {manages && <RecordAbsence members={members} today={today} />}
    </Card>
  );
}

type AbsencesProps = {
  readonly items: readonly AbsenceView[];
  readonly today: string;
  readonly members: readonly StaffView[];
};

function Absences({ items, today, members }: AbsencesProps) {
  const manages = useMay('absence:manage');
  const nameOf = (id: string) => members.find((member) => member.id === id)?.name ?? id;
  return (
    <Table className="staff-table" aria-label={t('console.absence.title')} mb="md">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('console.absence.who')}</Table.Th>
          <Table.Th>{t('console.absence.substitute')}</Table.Th>
          <Table.Th>{t('console.absence.fromOn')}</Table.Th>
          <Table.Th>{t('console.absence.toOn')}</Table.Th>
          <Table.Th>{t('console.staff.state')}</Table.Th>
          {manages && <Table.Th className="staff-actions">{t('console.staff.actions')}</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((absence) => (
          <Row
            key={absence.id}
            absence={absence}
            today={today}
            name={nameOf(absence.staffId)}
            substitute={nameOf(absence.substituteId)}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

type RowProps = {
  readonly absence: AbsenceView;
  readonly today: string;
  readonly name: string;
  readonly substitute: string;
};

function Row({ absence, today, name, substitute }: RowProps) {
  const manages = useMay('absence:manage');
  const { fromOn, toOn, endedOn, reason } = absence;
  const state = stateOf(absence, today);
  return (
    <Table.Tr>
      <Table.Td className="staff-who">
        <Text fw={600}>{name}</Text>
        <Text size="sm" c="dimmed">
          {t(`console.absence.reason.${reason}`)}
        </Text>
      </Table.Td>
      <Table.Td data-label={t('console.absence.substitute')}>{substitute}</Table.Td>
      <Table.Td data-label={t('console.absence.fromOn')}>
        <LocalDay value={fromOn} />
      </Table.Td>
      <Table.Td data-label={t('console.absence.toOn')}>
        <LocalDay value={endedOn ?? toOn} />
      </Table.Td>
      <Table.Td>
        <Badge color={state === 'current' ? 'orange' : 'gray'}>{t(`console.absence.${state}`)}</Badge>
      </Table.Td>
      {manages && (
        <Table.Td className="staff-actions">{absence.canEnd && <End id={absence.id} name={name} />}</Table.Td>
      )}
    </Table.Tr>
  );
}

function stateOf({ isCurrent, canEnd, fromOn }: AbsenceView, today: string): 'current' | 'planned' | 'over' {
  if (isCurrent) {
    return 'current';
  }
  return canEnd && fromOn > today ? 'planned' : 'over';
}

function End({ id, name }: { readonly id: string; readonly name: string }) {
  const [isAsked, setAsked] = useState(false);
  const end = useEndAbsence();
  const onSuccess = () => {
    setAsked(false);
    notify(t('console.absence.ended'));
  };
  return (
    <>
      <Button
        variant="default"
        aria-label={t('console.absence.endOf', { name })}
        onClick={() => setAsked(true)}
      >
        {t('console.absence.end')}
      </Button>
      <ConfirmDialog
        opened={isAsked}
        onClose={() => setAsked(false)}
        onConfirm={() => end.mutate(id, { onSuccess })}
        title={t('console.absence.endTitle', { name })}
        confirm={t('console.absence.endYes')}
        pending={end.isPending}
        error={end.error}
      >
        {t('console.absence.endHow')}
      </ConfirmDialog>
    </>
  );
}
