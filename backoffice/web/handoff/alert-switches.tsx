import { Button, Popover, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { Icon } from '../frame/icon.tsx';
import { useMay } from '../session.tsx';
import { t } from '../words.ts';
import { useDesktopChoice, useSoundChoice } from './alert-choice.ts';
import { ring } from './ring.ts';
import { useArrivals } from './use-arrivals.ts';

/** Switches on what tells of somebody who begins to wait while nobody looks. Only for who may answer. */
export function AlertSwitches() {
  return useMay('conversations:work') ? <Alerts /> : null;
}

function Alerts() {
  useArrivals();
  return (
    <Popover position="bottom-end" width="min(20rem, calc(100vw - 2rem))" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button variant="default" leftSection={<Icon name="bell" />} aria-haspopup="dialog">
          {t('console.handoff.alerts')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('console.handoff.alerts')}>
        <Stack gap="sm">
          <Text size="sm">{t('console.handoff.alertsWhy')}</Text>
          <DesktopSwitch />
          <SoundSwitch />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

function DesktopSwitch() {
  const [isOn, setOn] = useDesktopChoice();
  const [isRefused, setRefused] = useState(false);
  const change = async (wanted: boolean) => {
    const granted = wanted && (await askPermission());
    setOn(granted);
    setRefused(wanted && !granted);
  };
  return (
    <>
      <Switch
        className="composer-switch"
        label={t('console.handoff.alertsDesktop')}
        checked={isOn}
        onChange={({ currentTarget }) => void change(currentTarget.checked)}
      />
      {isRefused && <Text role="alert">{t('console.handoff.alertsRefused')}</Text>}
    </>
  );
}

function SoundSwitch() {
  const [isOn, setOn] = useSoundChoice();
  const change = (wanted: boolean) => {
    setOn(wanted);
    if (wanted) {
      ring();
    }
  };
  return (
    <Switch
      className="composer-switch"
      label={t('console.handoff.alertsSound')}
      checked={isOn}
      onChange={({ currentTarget }) => change(currentTarget.checked)}
    />
  );
}

/** Over plain http browsers have no notices at all. */
async function askPermission(): Promise<boolean> {
  return 'Notification' in window && (await Notification.requestPermission()) === 'granted';
}
