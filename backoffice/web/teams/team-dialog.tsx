import { Button, Checkbox, Group, Modal, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { TeamBody, TeamsView, TeamView } from '../../contracts/teams.ts';
import { Failure } from '../frame/failure.tsx';
import { notify } from '../frame/notify.tsx';
import { t } from '../words.ts';
import { TOPICS } from './topics.ts';
import { useSaveTeam } from './use-teams.ts';

type Props = Pick<TeamsView, 'colleagues'> & {
  readonly opened: boolean;
  /** Null for a new one. */
  readonly team: TeamView | null;
  readonly onClose: () => void;
};

/** Asks what a team is called, what it cares for, and who is in it. */
export function TeamDialog({ opened, team, colleagues, onClose }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={team === null ? t('console.teams.add') : t('console.teams.editOf', { name: team.name })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('console.frame.close') }}
    >
      <TeamForm team={team} colleagues={colleagues} onClose={onClose} />
    </Modal>
  );
}

function TeamForm({ team, colleagues, onClose }: Omit<Props, 'opened'>) {
  const save = useSaveTeam(team);
  const form = useForm<TeamBody>({
    initialValues: bodyOf(team, colleagues),
    validate: { name: (name) => (name.trim() === '' ? t('console.teams.nameMissing') : null) },
  });
  const onSuccess = () => {
    onClose();
    notify(t('console.teams.saved'));
  };
  const submit = form.onSubmit(
    (body) => save.mutate(body, { onSuccess }),
    () => form.getInputNode('name')?.focus(),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label={t('console.teams.name')}
          autoComplete="off"
          maxLength={80}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Choices
          label={t('console.teams.topics')}
          options={TOPICS.map((value) => ({ value, label: t(`console.topic.${value}`) }))}
          {...form.getInputProps('topics')}
        />
        <Switch
          className="team-switch"
          label={t('console.teams.takesRest')}
          description={t('console.teams.takesRestWhy')}
          {...form.getInputProps('takesRest', { type: 'checkbox' })}
        />
        <Choices
          label={t('console.teams.members')}
          options={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('memberIds')}
        />
        <Switch
          className="team-switch"
          label={t('console.teams.isAutomatic')}
          description={t('console.teams.isAutomaticWhy')}
          {...form.getInputProps('isAutomatic', { type: 'checkbox' })}
        />
        <Failure error={save.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('console.frame.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('console.teams.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Whoever left meanwhile is no longer in it once it is saved. */
function bodyOf(team: TeamView | null, colleagues: TeamsView['colleagues']): TeamBody {
  return {
    name: team?.name ?? '',
    topics: team?.topics ?? [],
    takesRest: team?.takesRest ?? false,
    isAutomatic: team?.isAutomatic ?? true,
    memberIds: (team?.memberIds ?? []).filter((id) => colleagues.some((one) => one.id === id)),
  };
}

type ChoicesProps = {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value?: string[];
  readonly onChange?: (value: string[]) => void;
};

function Choices({ label, options, value = [], onChange }: ChoicesProps) {
  return (
    <Checkbox.Group label={label} value={value} {...(onChange && { onChange })}>
      <div className="team-choices">
        {options.map((option) => (
          <Checkbox key={option.value} className="team-choice" {...option} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
