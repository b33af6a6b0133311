import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { InboxDetail } from '../../contracts/handoff.ts';
import { ConfirmDialog } from '../frame/confirm-dialog.tsx';
import { Failure } from '../frame/failure.tsx';
import { Icon } from '../frame/icon.tsx';
import { ButtonLink } from '../frame/link.tsx';
import { t } from '../words.ts';
import { AssignDialog } from './assign-dialog.tsx';
import type { useAct } from './use-act.ts';
import type { useTake } from './use-take.ts';

type Props = {
  readonly talk: InboxDetail;
  readonly act: ReturnType<typeof useAct>;
  readonly taking: ReturnType<typeof useTake>;
};

/** What this colleague may do with the conversation at this moment, and why something was not done. */
export function TalkActions({ talk, act, taking }: Props) {
  const { possible } = talk;
  const isDoing = (name: string) => act.isPending && act.variables.act === name;
  if (possible.length === 0) {
    return null;
  }
  return (
    <>
      <Group gap="sm" role="group" aria-label={t('console.handoff.actions')}>
        {taking.isPossible && (
          <Button onClick={taking.press} loading={isDoing('take') || isDoing('reopen')} aria-keyshortcuts="t">
            {taking.isReopening ? t('console.handoff.reopen') : t('console.handoff.take')}
          </Button>
        )}
        {possible.includes('assign') && <Assign act={act} />}
        {possible.includes('answer') && (
          <ButtonLink
            to="/pqrs/nueva"
            search={{ conversacion: talk.id }}
            variant="default"
            leftSection={<Icon name="file" />}
          >
            {t('console.intake.fromTalk')}
          </ButtonLink>
        )}
        {possible.includes('give-back') && (
          <Button
            variant="default"
            onClick={() => act.mutate({ act: 'give-back' })}
            loading={isDoing('give-back')}
          >
            {t('console.handoff.giveBack')}
          </Button>
        )}
        {possible.includes('end') && <End act={act} />}
      </Group>
      <Failure error={act.error} title={t('console.handoff.notDone')} />
      <ConfirmDialog
        opened={taking.isAsked && taking.holder !== null}
        onClose={taking.cancel}
        onConfirm={taking.take}
        title={t('console.handoff.takeAsk')}
        confirm={t('console.handoff.takeYes')}
      >
        {taking.holder !== null && t('console.handoff.takeFrom', taking.holder)}
      </ConfirmDialog>
    </>
  );
}

function Assign({ act }: Pick<Props, 'act'>) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button
        variant="default"
        onClick={open}
        loading={act.isPending && act.variables.act === 'assign'}
        leftSection={<Icon name="people" />}
      >
        {t('console.handoff.assign')}
      </Button>
      <AssignDialog
        opened={opened}
        onClose={close}
        onAssign={(whom) => {
          close();
          act.mutate({ act: 'assign', ...whom });
        }}
      />
    </>
  );
}

function End({ act }: Pick<Props, 'act'>) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={open} loading={act.isPending && act.variables.act === 'end'}>
        {t('console.handoff.end')}
      </Button>
      <ConfirmDialog
        opened={opened}
        onClose={close}
        onConfirm={() => {
          close();
          act.mutate({ act: 'end' });
        }}
        title={t('console.handoff.endAsk')}
        confirm={t('console.handoff.endYes')}
      >
        {t('console.handoff.endWhat')}
      </ConfirmDialog>
    </>
  );
}
