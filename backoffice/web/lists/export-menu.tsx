import { Button, Menu } from '@mantine/core';
import { Icon } from '../frame/icon.tsx';
import { useMay } from '../session.tsx';
import { t } from '../words.ts';
import type { ListFilter } from './use-views.ts';

const FORMATS = ['csv', 'xlsx'] as const;

/** The list as it is filtered, as a file. The browser fetches it by itself: it may be long. */
export function ExportMenu({ filter }: { readonly filter: ListFilter }) {
  const mayExport = useMay('pqrs:export');
  if (!mayExport) {
    return null;
  }
  return (
    <Menu position="bottom-end" shadow="md" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" leftSection={<Icon name="download" />}>
          {t('console.export.open')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label maw="18rem">{t('console.export.why')}</Menu.Label>
        {FORMATS.map((format) => (
          <Menu.Item key={format} component="a" href={addressOf(filter, format)} download>
            {t(`console.export.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function addressOf(filter: ListFilter, format: string): string {
  const given = Object.entries({ ...filter, format }).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value] as [string, string]],
  );
  return `/api/v1/pqrs/export?${new URLSearchParams(given)}`;
}
