import { NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core';
import { Card } from '../frame/card.tsx';
import { useMay } from '../session.tsx';
import { t } from '../words.ts';
import type { IntakeDraft } from './intake-draft.ts';
import type { PartProps } from './intake-matter.tsx';
import { PersonFinder } from './person-finder.tsx';

const WHO = ['new', 'known', 'anonymous'] as const satisfies readonly IntakeDraft['who'][];
const AVISOS = ['de-palabra', 'firmado', 'sin-autorizacion'] as const;

/** Whose it is, and where the answer goes. */
export function IntakePerson(props: PartProps) {
  const { draft, change } = props;
  const mayLook = useMay('people:read');
  return (
    <Card title={t('console.intake.person')}>
      <Stack gap="md">
        <Radio.Group
          label={t('console.intake.who')}
          value={draft.who}
          onChange={(who) => change({ who: WHO.find((one) => one === who) ?? 'new' })}
        >
          <Stack gap="xs" mt="xs">
            {WHO.filter((who) => who !== 'known' || mayLook).map((who) => (
              <Radio key={who} value={who} label={t(`console.intake.who.${who}`)} className="intake-choice" />
            ))}
          </Stack>
        </Radio.Group>
        {draft.who === 'anonymous' ? (
          <Text>{t('console.intake.anonymousWhat')}</Text>
        ) : (
          <Details {...props} />
        )}
      </Stack>
    </Card>
  );
}

function Details({ draft, change, problems }: PartProps) {
  const line = (field: 'name' | 'document' | 'phone' | 'postalAddress', maxLength: number) => (
    <TextInput
      id={`intake-${field}`}
      label={t(`console.intake.${field}`)}
      maxLength={maxLength}
      value={draft[field]}
      onChange={({ currentTarget }) => change({ [field]: currentTarget.value })}
    />
  );
  return (
    <>
      {draft.who === 'known' && <PersonFinder draft={draft} change={change} problems={problems} />}
      {line('name', 120)}
      {line('document', 40)}
      <Text size="sm" c="dimmed">
        {t('console.intake.answerTo')}
      </Text>
      {line('phone', 40)}
      <TextInput
        id="intake-email"
        label={t('console.intake.email')}
        type="email"
        maxLength={200}
        value={draft.email}
        error={problems.email}
        onChange={({ currentTarget }) => change({ email: currentTarget.value })}
      />
      {line('postalAddress', 200)}
      <NativeSelect
        id="intake-aviso"
        label={t('console.intake.aviso')}
        description={t('console.intake.avisoHint')}
        data={[
          { value: '', label: t('console.intake.aviso.nada') },
          ...AVISOS.map((aviso) => ({ value: aviso, label: t(`console.intake.aviso.${aviso}`) })),
        ]}
        value={draft.aviso}
        onChange={({ currentTarget }) => change({ aviso: currentTarget.value as IntakeDraft['aviso'] })}
      />
    </>
  );
}
