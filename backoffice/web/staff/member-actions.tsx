import { ActionIcon, Menu } from '@mantine/core';
import { useState } from 'react';
import type { StaffList, StaffView } from '../../contracts/staff.ts';
import { ConfirmDialog } from '../frame/confirm-dialog.tsx';
import { Icon } from '../frame/icon.tsx';
import { notify, notifyFailure } from '../frame/notify.tsx';
import { useSession } from '../session.tsx';
import { t } from '../words.ts';
import { EditMember } from './edit-member.tsx';
import { HandedLink, type MadeLink } from './handed-link.tsx';
import { useDeactivate, useInviteAgain, useMakePasswordLink, useReactivate } from './use-staff.ts';

type Props = { readonly member: StaffView; readonly roles: StaffList['roles'] };

type Asked = 'edit' | 'deactivate';

/** What may be done with a colleague at this moment. */
export function MemberActions({ member, roles }: Props) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [made, setMade] = useState<MadeLink | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      <Actions member={member} onAsk={setAsked} onMade={setMade} />
      {member.state === 'invited' && <InviteAgain member={member} onMade={setMade} />}
      <HandedLink made={made} onClose={() => setMade(null)} />
      <EditMember member={member} roles={roles} opened={asked === 'edit'} onClose={close} />
      <Deactivate member={member} opened={asked === 'deactivate'} onClose={close} />
    </>
  );
}

type MemberProps = { readonly member: StaffView };
type OnMade = (made: MadeLink) => void;
type ActionsProps = MemberProps & { readonly onAsk: (asked: Asked) => void; readonly onMade: OnMade };

function Actions({ member, onAsk, onMade }: ActionsProps) {
  const { id, name, state } = member;
  const isOneself = useSession().staff.id === id;
  const reactivate = useReactivation(member);
  const makePasswordLink = usePasswordLink(member, onMade);
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon variant="default" size={44} aria-label={t('console.staff.actionsOf', { name })}>
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon name="edit" />} onClick={() => onAsk('edit')}>
          {t('console.staff.edit')}
        </Menu.Item>
        {state === 'active' && !isOneself && (
          <Menu.Item leftSection={<Icon name="link" />} onClick={makePasswordLink}>
            {t('console.staff.passwordLink')}
          </Menu.Item>
        )}
        {state === 'inactive' ? (
          <Menu.Item leftSection={<Icon name="restore" />} onClick={reactivate}>
            {t('console.staff.reactivate')}
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<Icon name="ban" />} onClick={() => onAsk('deactivate')}>
            {t('console.staff.deactivate')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Lives beside the menu, which is gone by the time the answer comes. */
function useReactivation({ id, name }: StaffView): () => void {
  const { mutate } = useReactivate();
  const onSuccess = () => notify(t('console.staff.reactivated', { name }));
  return () => mutate(id, { onSuccess, onError: notifyFailure });
}

/** Lives beside the menu for the same reason. */
function usePasswordLink({ id, name }: StaffView, onMade: OnMade): () => void {
  const { mutate } = useMakePasswordLink();
  return () =>
    mutate(id, {
      onSuccess: (handed) => onMade({ purpose: 'password', name, handed }),
      onError: notifyFailure,
    });
}

function InviteAgain({ member: { id, name }, onMade }: MemberProps & { readonly onMade: OnMade }) {
  const again = useInviteAgain();
  return (
    <ActionIcon
      variant="default"
      size={44}
      ml="xs"
      aria-label={`${t('console.staff.inviteAgain')}: ${name}`}
      title={t('console.staff.inviteAgain')}
      loading={again.isPending}
      onClick={() =>
        again.mutate(id, {
          onSuccess: (handed) => onMade({ purpose: 'invitation', name, handed }),
          onError: notifyFailure,
        })
      }
    >
      <Icon name="link" />
    </ActionIcon>
  );
}

type DialogProps = MemberProps & { readonly opened: boolean; readonly onClose: () => void };

function Deactivate({ member: { id, name }, opened, onClose }: DialogProps) {
  const deactivate = useDeactivate();
  const onSuccess = () => {
    onClose();
    notify(t('console.staff.deactivated', { name }));
  };
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      onConfirm={() => deactivate.mutate(id, { onSuccess })}
      title={t('console.staff.deactivateTitle', { name })}
      confirm={t('console.staff.deactivateYes')}
      pending={deactivate.isPending}
      error={deactivate.error}
      danger
    >
      {t('console.staff.deactivateHow')}
    </ConfirmDialog>
  );
}
