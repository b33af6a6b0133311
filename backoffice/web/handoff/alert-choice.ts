import { useLocalStorage } from '@mantine/hooks';

/** Whether this browser gives notice on the desktop when somebody begins to wait; off until somebody wants it. */
export function useDesktopChoice() {
  return useLocalStorage({
    key: 'vecino.handoff.desktop',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
}

/** Whether it makes a sound. */
export function useSoundChoice() {
  return useLocalStorage({
    key: 'vecino.handoff.sound',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
}
