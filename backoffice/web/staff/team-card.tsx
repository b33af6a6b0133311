import { Badge, Group, Table, Text } from '@mantine/core';
import type { AbsenceView } from '../../contracts/absence.ts';
import type { StaffList, StaffView } from '../../contracts/staff.ts';
import { Card } from '../frame/card.tsx';
import { DateTime } from '../frame/date-time.tsx';
import { useMay } from '../session.tsx';
import { t } from '../words.ts';
import { MemberActions } from './member-actions.tsx';

const COLOR_OF = { active: 'green', invited: 'blue', inactive: 'gray' } as const;

type Props = { readonly team: StaffList; readonly absences: readonly AbsenceView[] };

/** Everybody who has or had an account. */
export function TeamCard({ team: { items, roles }, absences }: Props) {
  const manages = useMay('staff:manage');
  return (
    <Card title={t('console.staff.team')}>
      <Table className="staff-table" aria-label={t('console.staff.team')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('console.staff.name')}</Table.Th>
            <Table.Th>{t('console.staff.role')}</Table.Th>
            <Table.Th>{t('console.staff.state')}</Table.Th>
            <Table.Th>{t('console.staff.lastSignIn')}</Table.Th>
            {manages && <Table.Th className="staff-actions">{t('console.staff.actions')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((member) => (
            <Member
              key={member.id}
              member={member}
              roles={roles}
              isAway={absences.some(({ staffId, isCurrent }) => isCurrent && staffId === member.id)}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Card>
  );
}

type MemberProps = {
  readonly member: StaffView;
  readonly roles: StaffList['roles'];
  readonly isAway: boolean;
};

function Member({ member, roles, isAway }: MemberProps) {
  const manages = useMay('staff:manage');
  const { name, email, role, state, hasSecondFactor, lastSignInAt } = member;
  return (
    <Table.Tr>
      <Table.Td className="staff-who">
        <Text fw={600}>{name}</Text>
        <Text size="sm" c="dimmed">
          {email}
        </Text>
      </Table.Td>
      <Table.Td data-label={t('console.staff.role')}>{t(`console.role.${role}`)}</Table.Td>
      <Table.Td>
        <Group gap="xs">
          <Badge color={COLOR_OF[state]}>{t(`console.staff.state.${state}`)}</Badge>
          {isAway && <Badge color="orange">{t('console.staff.away')}</Badge>}
          {hasSecondFactor && <Badge color="gray">{t('console.staff.twoSteps')}</Badge>}
        </Group>
        <OpenLink member={member} />
      </Table.Td>
      <Table.Td data-label={t('console.staff.lastSignIn')}>
        {lastSignInAt === null ? t('console.staff.never') : <DateTime value={lastSignInAt} />}
      </Table.Td>
      {manages && (
        <Table.Td className="staff-actions">
          <MemberActions member={member} roles={roles} />
        </Table.Td>
      )}
    </Table.Tr>
  );
}

function OpenLink({ member: { invitationExpiresAt } }: { readonly member: StaffView }) {
  return invitationExpiresAt === null ? null : (
    <Text size="sm" mt={4}>
      {t('console.staff.invitedUntil')} <DateTime value={invitationExpiresAt} />
    </Text>
  );
}
