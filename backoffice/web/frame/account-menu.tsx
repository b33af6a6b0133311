import { type MantineColorScheme, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { screens } from '../screens.ts';
import { openHelp } from '../search/open-search.ts';
import { useSession } from '../session.tsx';
import { signOut } from '../sign-out.ts';
import { t } from '../words.ts';
import { Icon } from './icon.tsx';
import { notifyFailure } from './notify.tsx';

/** Where one's own account is, when the console has such a screen. */
const ACCOUNT_PATH = '/cuenta';

/** Who is signed in, how the console looks, the help, and the way out. */
export function AccountMenu() {
  const { name, role } = useSession().staff;
  return (
    <Menu
      position="bottom-end"
      width="16rem"
      shadow="md"
      withinPortal={false}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <UnstyledButton className="bar-account" aria-label={t('console.frame.account', { name })}>
          <Icon name="person" />
          <span className="bar-account-words">{name}</span>
          <Icon name="chevron-down" size={16} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('console.you', { name, role: t(`console.role.${role}`) })}</Menu.Label>
        {screens.some(({ path }) => path === ACCOUNT_PATH) && (
          <Menu.Item
            leftSection={<Icon name="settings" />}
            renderRoot={(props) => <Link to={ACCOUNT_PATH} {...props} />}
          >
            {t('console.frame.myAccount')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<Icon name="keyboard" />} onClick={openHelp}>
          {t('console.frame.shortcuts')}
        </Menu.Item>
        <Menu.Divider />
        <Schemes />
        <Menu.Divider />
        <SignOut />
      </Menu.Dropdown>
    </Menu>
  );
}

const SCHEMES = [
  { value: 'auto', icon: 'system' },
  { value: 'light', icon: 'sun' },
  { value: 'dark', icon: 'moon' },
] as const;

function Schemes() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label id="apariencia">{t('console.frame.appearance')}</Menu.Label>
      <Menu.RadioGroup
        value={colorScheme}
        onChange={(value) => setColorScheme(value as MantineColorScheme)}
        aria-labelledby="apariencia"
      >
        {SCHEMES.map(({ value, icon }) => (
          <Menu.RadioItem
            key={value}
            value={value}
            rightSection={<Icon name={icon} />}
            closeMenuOnClick={false}
          >
            {t(`console.frame.scheme.${value}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}

function SignOut() {
  const leave = useMutation({ mutationFn: signOut, onError: notifyFailure });
  return (
    <Menu.Item leftSection={<Icon name="leave" />} onClick={() => leave.mutate()}>
      {t('console.signOut')}
    </Menu.Item>
  );
}
