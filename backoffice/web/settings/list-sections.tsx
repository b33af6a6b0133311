import { NativeSelect, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { EntitySettings } from '../../contracts/settings.ts';
import { t } from '../words.ts';
import { DegreesField, Items, TextField } from './fields.tsx';
import { useField } from './form.tsx';
import type { Path } from './paths.ts';
import { HoursField } from './week-editor.tsx';

/** Where people go, and when somebody is there. */
export function PlacesSection({ section }: { readonly section: 'offices' | 'paymentPoints' }) {
  return (
    <Items
      path={[section]}
      what={t(section === 'offices' ? 'console.settings.office' : 'console.settings.paymentPoint')}
      create={() => ({ name: '', address: '', hours: '', week: null })}
      render={(path) => (
        <>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <TextField path={[...path, 'name']} label={t('console.settings.placeName')} />
            <TextField path={[...path, 'address']} label={t('console.settings.address')} />
          </SimpleGrid>
          <HoursField path={path} />
        </>
      )}
    />
  );
}

/** Where people call. */
export function LinesSection() {
  return (
    <Stack gap="md">
      <Title order={2} size="h6">
        {t('console.settings.serviceLine')}
      </Title>
      <LineFields path={['lines', 'service']} />
      <Text>{t('console.settings.emergencyHow')}</Text>
      <Items
        path={['lines', 'emergency']}
        what={t('console.settings.emergencyLine')}
        create={() => ({ name: '', number: '' })}
        render={(path) => <LineFields path={path} />}
      />
    </Stack>
  );
}

function LineFields({ path }: { readonly path: Path }) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
      <TextField path={[...path, 'name']} label={t('console.settings.lineName')} />
      <TextField path={[...path, 'number']} label={t('console.settings.lineNumber')} type="tel" />
    </SimpleGrid>
  );
}

/** Days without work by decree. */
export function NonWorkingDaysSection() {
  return (
    <Stack gap="md">
      <Text>{t('console.settings.nonWorkingHow')}</Text>
      <Items
        path={['nonWorkingDays']}
        what={t('console.settings.nonWorkingDay')}
        empty={t('console.settings.nonWorkingNone')}
        create={() => ({ on: '', act: '', issuer: '' })}
        render={(path) => (
          <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
            <TextField path={[...path, 'on']} label={t('console.settings.nonWorkingOn')} type="date" />
            <TextField path={[...path, 'act']} label={t('console.settings.nonWorkingAct')} />
            <TextField path={[...path, 'issuer']} label={t('console.settings.nonWorkingIssuer')} />
          </SimpleGrid>
        )}
      />
    </Stack>
  );
}

type Side = EntitySettings['web']['launcherSide'];

const SIDES: readonly Side[] = ['left', 'right'];

/** The chat on pages of other sites. */
export function WebSection() {
  const side = useField<Side>(['web', 'launcherSide']);
  return (
    <Stack gap="md">
      <NativeSelect
        maw="20rem"
        label={t('console.settings.launcherSide')}
        value={side.value}
        disabled={side.disabled}
        data={SIDES.map((value) => ({ value, label: t(`console.settings.side.${value}`) }))}
        onChange={({ currentTarget }) => side.set(currentTarget.value as Side)}
      />
      <Text>{t('console.settings.originsHow')}</Text>
      <Items
        path={['web', 'allowedOrigins']}
        what={t('console.settings.origin')}
        create={() => ''}
        render={(path) => (
          <TextField
            path={path}
            label={t('console.settings.origin')}
            hint={t('console.settings.originHint')}
            type="url"
          />
        )}
      />
    </Stack>
  );
}

const EDGES = ['south', 'west', 'north', 'east'] as const;

/** What is drawn of the city. */
export function MapSection() {
  const map = useField<EntitySettings['map']>(['map']);
  const bounds = useField<object>(['map', 'bounds']);
  if (map.value === null) {
    return <Text>{t('console.settings.mapNone')}</Text>;
  }
  return (
    <Stack gap="md">
      <Text>{t('console.settings.mapHow')}</Text>
      <Title order={2} size="h6">
        {t('console.settings.centre')}
      </Title>
      <PointFields path={['map', 'centre']} />
      <Title order={2} size="h6">
        {t('console.settings.bounds')}
      </Title>
      <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
        {EDGES.map((edge) => (
          <DegreesField key={edge} path={['map', 'bounds', edge]} label={t(`console.settings.${edge}`)} />
        ))}
      </SimpleGrid>
      {bounds.error !== undefined && (
        <Text role="alert" c="var(--mantine-color-error)">
          {bounds.error}
        </Text>
      )}
      <TextField path={['map', 'attribution']} label={t('console.settings.attribution')} />
      <Items
        path={['map', 'places']}
        what={t('console.settings.place')}
        create={() => ({ name: '', ...map.value?.centre })}
        render={(path) => (
          <>
            <TextField path={[...path, 'name']} label={t('console.settings.placeName')} />
            <PointFields path={path} />
          </>
        )}
      />
    </Stack>
  );
}

function PointFields({ path }: { readonly path: Path }) {
  return (
    <SimpleGrid cols={2} spacing="sm">
      <DegreesField path={[...path, 'latitude']} label={t('console.settings.latitude')} />
      <DegreesField path={[...path, 'longitude']} label={t('console.settings.longitude')} />
    </SimpleGrid>
  );
}
