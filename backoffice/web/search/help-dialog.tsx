import { Modal, Switch } from '@mantine/core';
import { listScreenKeys } from '../frame/screen-keys.ts';
import { useShortcutsSwitch } from '../frame/shortcuts.ts';
import { listDestinations } from '../navigation.ts';
import { useSession } from '../session.tsx';
import { t } from '../words.ts';

type Props = { readonly isOpen: boolean; readonly onClose: () => void };

/** Every shortcut that this colleague has, and the switch that turns the single keys off. */
export function HelpDialog({ isOpen, onClose }: Props) {
  const [isOn, setOn] = useShortcutsSwitch();
  const { permissions } = useSession();
  const places = listDestinations(permissions).filter(({ shortcut }) => shortcut !== null);
  const single = [
    [['/'], t('console.help.search')],
    [['?'], t('console.help.help')],
    [['j'], t('console.help.next')],
    [['k'], t('console.help.previous')],
    ...listScreenKeys().map(({ key, words }) => [[key], t(words)] as const),
    ...places.map(
      ({ shortcut, title }) => [['g', shortcut ?? ''], t('console.help.goTo', { place: t(title) })] as const,
    ),
  ] as const;
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('console.frame.shortcuts')}
      closeButtonProps={{ 'aria-label': t('console.frame.close') }}
    >
      <dl className="keys">
        <Keys keys={['Ctrl', 'K']} words={t('console.help.search')} />
        {single.map(([keys, words]) => (
          <Keys key={keys.join(' ')} keys={keys} words={words} isOff={!isOn} />
        ))}
      </dl>
      <Switch
        mt="md"
        label={t('console.help.switch')}
        description={t('console.help.switchHow')}
        checked={isOn}
        onChange={({ currentTarget }) => setOn(currentTarget.checked)}
      />
    </Modal>
  );
}

type KeysProps = { readonly keys: readonly string[]; readonly words: string; readonly isOff?: boolean };

function Keys({ keys, words, isOff = false }: KeysProps) {
  return (
    <div>
      <dt>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{isOff ? t('console.help.off', { what: words }) : words}</dd>
    </div>
  );
}
