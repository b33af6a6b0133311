import './settings.css';
import { Alert, Stack, Tabs, Text } from '@mantine/core';
import { useState } from 'react';
import type { SettingsView } from '../../contracts/settings.ts';
import { ApiFailure } from '../api.ts';
import { Failure } from '../frame/failure.tsx';
import { useFilters } from '../frame/filters.ts';
import { Icon } from '../frame/icon.tsx';
import { Page } from '../frame/page.tsx';
import { SaveBar } from '../frame/save-bar.tsx';
import { useMay } from '../session.tsx';
import { t } from '../words.ts';
import { AssistantSection, TextsSection } from './assistant-section.tsx';
import { Conflict, sectionNames } from './conflict.tsx';
import type { SectionName } from './draft.ts';
import { SettingsForm } from './form.tsx';
import { IdentitySection } from './identity-section.tsx';
import {
  LinesSection,
  MapSection,
  NonWorkingDaysSection,
  PlacesSection,
  WebSection,
} from './list-sections.tsx';
import { LogoCard } from './logo.tsx';
import { Preview } from './preview.tsx';
import { useEditing, useSettingsView } from './use-settings.ts';

const SECTIONS = [
  'identity',
  'assistant',
  'texts',
  'offices',
  'paymentPoints',
  'lines',
  'nonWorkingDays',
  'web',
  'map',
] as const satisfies readonly SectionName[];

/** The settings of the utility, a tab a section; one draft and one button to save for all of them. */
export function Screen() {
  const { data, error, refetch } = useSettingsView();
  if (data) {
    return <Editing view={data} />;
  }
  return (
    <Page title={t('console.settings.title')} description={t('console.settings.description')}>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!error && <Text role="status">{t('console.frame.loading')}</Text>}
    </Page>
  );
}

function Editing({ view }: { readonly view: SettingsView }) {
  const isReadOnly = !useMay('settings:manage');
  const editing = useEditing(view);
  const { draft, issues, clash, saving } = editing;
  const wrong = SECTIONS.filter((section) => issues.some(({ path }) => path.split('.')[0] === section));
  const isTold = saving.error instanceof ApiFailure && saving.error.code === 'version-conflict';
  return (
    <Page
      title={t('console.settings.title')}
      description={t('console.settings.description')}
      actions={<Preview settings={draft.settings} onError={editing.fail} />}
    >
      {isReadOnly && <Text mb="md">{t('console.settings.readOnly')}</Text>}
      {editing.wasRestored && editing.isDirty && !clash && (
        <Text mb="md" role="status">
          {t('console.settings.draftBack')}
        </Text>
      )}
      {clash && <Conflict {...clash} onDiscard={editing.reset} />}
      {wrong.length > 0 && (
        <Alert role="alert" color="red" mb="md" icon={<Icon name="alert" />}>
          {t('console.settings.fixFields', { sections: sectionNames(wrong) })}
        </Alert>
      )}
      <SettingsForm settings={draft.settings} change={editing.change} issues={issues} isReadOnly={isReadOnly}>
        <Sections view={view} wrong={wrong} isReadOnly={isReadOnly} onLogo={editing.acceptLogo} />
      </SettingsForm>
      <SaveBar
        isDirty={editing.isDirty && !isReadOnly}
        isSaving={saving.isPending}
        onSave={() => saving.mutate()}
        onDiscard={editing.reset}
        error={isTold ? null : saving.error}
      />
    </Page>
  );
}

type SectionsProps = {
  readonly view: SettingsView;
  readonly wrong: readonly SectionName[];
  readonly isReadOnly: boolean;
  readonly onLogo: (view: SettingsView) => void;
};

function Sections({ view, wrong, isReadOnly, onLogo }: SectionsProps) {
  // The address only says where to begin: leaving it with a draft asks first, and a tab is no leaving.
  const [{ seccion: first }] = useFilters({ seccion: SECTIONS });
  const [section, choose] = useState<SectionName>(first);
  const parts: Readonly<Record<SectionName, React.ReactNode>> = {
    identity: (
      <Stack gap="lg">
        <IdentitySection radicadoPrefix={view.radicadoPrefix} />
        <LogoCard view={view} isReadOnly={isReadOnly} onSaved={onLogo} />
      </Stack>
    ),
    assistant: <AssistantSection />,
    texts: <TextsSection ownTexts={view.ownTexts} />,
    offices: <PlacesSection section="offices" />,
    paymentPoints: <PlacesSection section="paymentPoints" />,
    lines: <LinesSection />,
    nonWorkingDays: <NonWorkingDaysSection />,
    web: <WebSection />,
    map: <MapSection />,
  };
  return (
    <Tabs
      value={section}
      onChange={(next) => choose(SECTIONS.find((name) => name === next) ?? 'identity')}
      keepMounted={false}
    >
      <Tabs.List aria-label={t('console.settings.sections')} mb="md">
        {SECTIONS.map((name) => (
          <Tabs.Tab
            key={name}
            value={name}
            className="settings-tab"
            {...(wrong.includes(name) && { rightSection: <Icon name="alert" /> })}
          >
            {t(`console.settings.section.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {SECTIONS.map((name) => (
        <Tabs.Panel key={name} value={name}>
          {parts[name]}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
