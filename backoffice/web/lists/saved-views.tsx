import './lists.css';
import { ActionIcon, Button, Group, Modal, Popover, Stack, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import type { ViewItem } from '../../contracts/views.ts';
import { ConfirmDialog } from '../frame/confirm-dialog.tsx';
import { Failure } from '../frame/failure.tsx';
import { Icon } from '../frame/icon.tsx';
import { notify } from '../frame/notify.tsx';
import { useMay } from '../session.tsx';
import { t } from '../words.ts';
import { SaveViewForm } from './save-view-form.tsx';
import { type ListFilter, type ListName, useRemoveView, useViews } from './use-views.ts';

type Props = {
  readonly list: ListName;
  /** What the list shows at this moment. */
  readonly filter: ListFilter;
  readonly onOpen: (filter: ViewItem['filter']) => void;
};

/** Filters under a name: one's own and the shared ones, to open, to save and to remove. */
export function SavedViews({ list, filter, onOpen }: Props) {
  const [opened, menu] = useDisclosure(false);
  const [saving, form] = useDisclosure(false);
  const [removed, setRemoved] = useState<ViewItem | null>(null);
  const views = useViews(list);
  const open = (view: ViewItem) => {
    menu.close();
    onOpen(view.filter);
  };
  const save = () => {
    menu.close();
    form.open();
  };
  const remove = (view: ViewItem) => {
    menu.close();
    setRemoved(view);
  };
  return (
    <>
      <Popover
        opened={opened}
        onDismiss={menu.close}
        width={300}
        position="bottom-end"
        trapFocus
        returnFocus
        shadow="md"
      >
        <Popover.Target>
          <Button
            variant="default"
            leftSection={<Icon name="star" />}
            onClick={menu.toggle}
            aria-haspopup="dialog"
            aria-expanded={opened}
          >
            {t('console.views.open')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('console.views.title')} className="view-list">
          <Stack gap="xs">
            <Button leftSection={<Icon name="save" />} onClick={save}>
              {t('console.views.save')}
            </Button>
            <Failure error={views.error} />
            <Views views={views.data ?? []} onOpen={open} onRemove={remove} />
          </Stack>
        </Popover.Dropdown>
      </Popover>
      <Modal
        opened={saving}
        onClose={form.close}
        title={t('console.views.save')}
        closeButtonProps={{ 'aria-label': t('console.frame.close') }}
      >
        <SaveViewForm list={list} filter={filter} onSaved={form.close} />
      </Modal>
      <Removing view={removed} onClose={() => setRemoved(null)} />
    </>
  );
}

type ViewsProps = {
  readonly views: readonly ViewItem[];
  readonly onOpen: (view: ViewItem) => void;
  readonly onRemove: (view: ViewItem) => void;
};

function Views({ views, onOpen, onRemove }: ViewsProps) {
  const mayShare = useMay('views:share');
  if (views.length === 0) {
    return <Text size="sm">{t('console.views.none')}</Text>;
  }
  return (
    <ul className="view-items">
      {views.map((view) => (
        <li key={view.id}>
          <Group gap={4} wrap="nowrap">
            <UnstyledButton className="view-item" onClick={() => onOpen(view)}>
              {view.name}
              {view.shared && (
                <Text component="span" size="sm" c="dimmed" display="block">
                  {t('console.views.by', { owner: view.owner })}
                </Text>
              )}
            </UnstyledButton>
            {(view.shared ? mayShare : view.own) && (
              <ActionIcon
                variant="subtle"
                color="gray.7"
                size={44}
                aria-label={t('console.views.remove', { name: view.name })}
                onClick={() => onRemove(view)}
              >
                <Icon name="trash" />
              </ActionIcon>
            )}
          </Group>
        </li>
      ))}
    </ul>
  );
}

function Removing({ view, onClose }: { readonly view: ViewItem | null; readonly onClose: () => void }) {
  const remove = useRemoveView();
  const confirm = () =>
    view &&
    remove.mutate(view.id, {
      onSuccess: () => {
        notify(t('console.views.removed'));
        onClose();
      },
    });
  return (
    <ConfirmDialog
      opened={view !== null}
      onClose={onClose}
      onConfirm={confirm}
      title={t('console.views.removeTitle')}
      confirm={t('console.views.remove', { name: view?.name ?? '' })}
      danger
      pending={remove.isPending}
      error={remove.error}
    >
      <Text>{t('console.views.removeWhy', { name: view?.name ?? '' })}</Text>
    </ConfirmDialog>
  );
}
