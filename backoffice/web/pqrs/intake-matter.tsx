import { NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { Card } from '../frame/card.tsx';
import { t } from '../words.ts';
import type { Problems } from './intake-body.ts';
import type { ChangeDraft, IntakeDraft } from './intake-draft.ts';
import { YesNo } from './intake-yes-no.tsx';
import { KINDS } from './more-filters.tsx';

export type PartProps = {
  readonly draft: IntakeDraft;
  readonly change: ChangeDraft;
  readonly problems: Problems;
};

/** Those that have a subject of their own: the others are about the service as they are. */
const NEEDS_SUBJECT: readonly string[] = ['peticion', 'queja', 'consulta', 'recurso', 'reclamo'];

/** What is asked. */
export function IntakeMatter(props: PartProps) {
  return (
    <Card title={t('console.intake.matter')}>
      <Stack gap="md">
        <Kind {...props} />
        <Words {...props} />
        <Where {...props} />
      </Stack>
    </Card>
  );
}

function Kind({ draft, change, problems }: PartProps) {
  return (
    <>
      <NativeSelect
        id="intake-kind"
        label={t('console.intake.kind')}
        data={[
          { value: '', label: '' },
          ...KINDS.map((kind) => ({ value: kind, label: t(`console.kind.${kind}`) })),
        ]}
        value={draft.kind}
        error={problems.kind}
        withAsterisk
        onChange={({ currentTarget }) => change({ kind: currentTarget.value as IntakeDraft['kind'] })}
      />
      {NEEDS_SUBJECT.includes(draft.kind) && (
        <YesNo
          id="intake-aboutService"
          label={t('console.intake.aboutService')}
          value={draft.aboutService}
          onChange={(aboutService) => change({ aboutService })}
        />
      )}
    </>
  );
}

function Words({ draft, change, problems }: PartProps) {
  return (
    <>
      <Textarea
        id="intake-object"
        label={t('console.intake.object')}
        description={t('console.intake.objectHint')}
        resize="vertical"
        rows={5}
        value={draft.object}
        error={problems.object}
        withAsterisk
        onChange={({ currentTarget }) => change({ object: currentTarget.value })}
      />
      <Textarea
        id="intake-reasons"
        label={t('console.intake.reasons')}
        description={t('console.intake.reasonsHint')}
        resize="vertical"
        rows={3}
        value={draft.reasons}
        onChange={({ currentTarget }) => change({ reasons: currentTarget.value })}
      />
    </>
  );
}

function Where({ draft, change, problems }: PartProps) {
  return (
    <>
      <TextInput
        id="intake-barrio"
        label={t('console.intake.barrio')}
        maxLength={120}
        value={draft.barrio}
        onChange={({ currentTarget }) => change({ barrio: currentTarget.value })}
      />
      <TextInput
        id="intake-accountNumber"
        label={t('console.intake.account')}
        description={t('console.intake.accountHint')}
        maxLength={20}
        value={draft.accountNumber}
        error={problems.accountNumber}
        onChange={({ currentTarget }) => change({ accountNumber: currentTarget.value })}
      />
    </>
  );
}
