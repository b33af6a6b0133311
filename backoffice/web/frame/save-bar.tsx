import { Button, Group, Paper, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { t } from '../words.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Failure } from './failure.tsx';

type Props = {
  /** Something was changed and not saved. */
  readonly isDirty: boolean;
  readonly isSaving?: boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
  readonly error?: Error | null;
  readonly saveWords?: string;
};

/** Stands below a form as long as something is not saved, and asks before one leaves without saving. */
export function SaveBar({ isDirty, isSaving = false, onSave, onDiscard, error = null, saveWords }: Props) {
  const leaving = useBlocker({
    shouldBlockFn: () => isDirty && !isSaving,
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  });
  return (
    <>
      {isDirty && (
        <Paper
          withBorder
          shadow="sm"
          className="save-bar"
          p="sm"
          role="region"
          aria-label={t('console.frame.unsaved')}
        >
          <Failure error={error} title={t('console.frame.notSaved')} />
          <Group justify="space-between" gap="sm">
            <Text role="status">{t('console.frame.unsaved')}</Text>
            <Group gap="sm">
              <Button variant="default" onClick={onDiscard} disabled={isSaving}>
                {t('console.frame.discard')}
              </Button>
              <Button onClick={onSave} loading={isSaving}>
                {saveWords ?? t('console.frame.save')}
              </Button>
            </Group>
          </Group>
        </Paper>
      )}
      <ConfirmDialog
        opened={leaving.status === 'blocked'}
        onClose={() => leaving.reset?.()}
        onConfirm={() => leaving.proceed?.()}
        title={t('console.frame.leaveAsk')}
        confirm={t('console.frame.leaveYes')}
        cancel={t('console.frame.leaveNo')}
        danger
      >
        {t('console.frame.leaveWhat')}
      </ConfirmDialog>
    </>
  );
}
