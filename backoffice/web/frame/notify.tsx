import { notifications } from '@mantine/notifications';
import { t } from '../words.ts';
import { failureWords } from './failure.tsx';
import { Icon } from './icon.tsx';

const closeButtonProps = { 'aria-label': t('console.frame.close') };

/** Says that something was done, without taking anybody's focus. */
export function notify(text: string): void {
  notifications.show({
    message: text,
    color: 'green.9',
    icon: <Icon name="check" />,
    role: 'status',
    closeButtonProps,
  });
}

/** Says that something was not done; it stays until somebody closes it. */
export function notifyFailure(error: Error): void {
  notifications.show({
    message: failureWords(error),
    color: 'red.8',
    icon: <Icon name="alert" />,
    role: 'alert',
    autoClose: false,
    closeButtonProps,
  });
}
