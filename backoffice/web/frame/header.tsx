import { ActionIcon, Drawer, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { CSSProperties } from 'react';
import { readableOn } from '../color.ts';
import { useEntity } from '../entity.ts';
import { Bell } from '../notifications/bell.tsx';
import { openSearch } from '../search/open-search.ts';
import { t } from '../words.ts';
import { AccountMenu } from './account-menu.tsx';
import { Icon } from './icon.tsx';
import { Navigation } from './navigation.tsx';

/** Whose console this is, the search, and who is signed in. On a phone the navigation opens from here. */
export function Header() {
  const { colors } = useEntity();
  const { primary, onPrimary } = readableOn(colors);
  const style = { '--bar': primary, '--on-bar': onPrimary } as CSSProperties;
  return (
    <header className="bar" style={style}>
      <Burger />
      <Brand />
      <UnstyledButton className="bar-search" onClick={openSearch} aria-keyshortcuts="Control+K">
        <Icon name="search" />
        <span className="bar-search-words">{t('console.frame.search')}</span>
        <kbd>Ctrl K</kbd>
      </UnstyledButton>
      <Bell />
      <AccountMenu />
    </header>
  );
}

function Brand() {
  const { name, logo } = useEntity();
  return (
    <Link to="/" className="brand">
      {logo !== null && <img src={logo} alt="" height="32" />}
      <span className="brand-name">{name}</span>
      {name !== t('console.title') && <span className="brand-console">{t('console.title')}</span>}
    </Link>
  );
}

function Burger() {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <ActionIcon
        className="burger"
        variant="transparent"
        size={44}
        onClick={open}
        aria-label={t('console.frame.menu')}
        aria-haspopup="dialog"
        aria-expanded={opened}
      >
        <Icon name="menu" size={24} />
      </ActionIcon>
      <Drawer
        opened={opened}
        onClose={close}
        size="18rem"
        title={t('console.nav')}
        closeButtonProps={{ 'aria-label': t('console.frame.close'), size: 44 }}
      >
        <nav aria-label={t('console.frame.menuNav')}>
          <Navigation onGo={close} />
        </nav>
      </Drawer>
    </>
  );
}
