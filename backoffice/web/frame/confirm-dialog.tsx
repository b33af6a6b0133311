import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../words.ts';
import { Failure } from './failure.tsx';

type Props = {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
  /** A question: '¿Desvincular el teléfono?'. */
  readonly title: string;
  /** What happens then, and whether it can be undone. */
  readonly children?: ReactNode;
  /** The words of the button that does it: 'Sí, desvincular'. */
  readonly confirm: string;
  readonly cancel?: string;
  /** What it does cannot be taken back. */
  readonly danger?: boolean;
  readonly pending?: boolean;
  readonly disabled?: boolean;
  readonly error?: Error | null;
  /** False where what asked is gone once it is done, and the reader goes on somewhere else. */
  readonly returnsFocus?: boolean;
};

/** Asks once more before what cannot be taken back with one click. The focus returns to where it was asked. */
export function ConfirmDialog(props: Props) {
  const { opened, onClose, onConfirm, title, children, confirm, danger = false } = props;
  const { cancel = t('console.frame.cancel'), pending = false, disabled = false, error = null } = props;
  const { returnsFocus = true } = props;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      centered
      returnFocus={returnsFocus}
      closeButtonProps={{ 'aria-label': t('console.frame.close') }}
    >
      {children}
      <Failure error={error} />
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onClose} data-autofocus>
          {cancel}
        </Button>
        <Button {...(danger && { color: 'red.8' })} onClick={onConfirm} loading={pending} disabled={disabled}>
          {confirm}
        </Button>
      </Group>
    </Modal>
  );
}
