import { NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { Card } from '../frame/card.tsx';
import { t } from '../words.ts';
import { isVerbal } from './intake-body.ts';
import type { IntakeDraft } from './intake-draft.ts';
import type { PartProps } from './intake-matter.tsx';
import { YesNo } from './intake-yes-no.tsx';

const CHANNELS = [
  'ventanilla',
  'telefono',
  'carta',
  'facebook',
  'correo',
] as const satisfies readonly IntakeDraft['channel'][];

/** How and when it came in. */
export function IntakeReception({ draft, change, problems }: PartProps) {
  return (
    <Card title={t('console.intake.reception')}>
      <Stack gap="md">
        <NativeSelect
          id="intake-channel"
          label={t('console.intake.channel')}
          data={CHANNELS.map((channel) => ({ value: channel, label: t(`console.channel.${channel}`) }))}
          value={draft.channel}
          onChange={({ currentTarget }) => change({ channel: currentTarget.value as IntakeDraft['channel'] })}
        />
        <TextInput
          id="intake-receivedAt"
          label={t('console.intake.receivedAt')}
          description={t(
            isVerbal(draft.channel) ? 'console.intake.receivedAtVerbal' : 'console.intake.receivedAtPaper',
          )}
          type="datetime-local"
          value={draft.receivedAt}
          error={problems.receivedAt}
          onChange={({ currentTarget }) => change({ receivedAt: currentTarget.value })}
        />
        {draft.receivedAt !== '' && (
          <Textarea
            id="intake-lateReason"
            label={t('console.intake.lateReason')}
            description={t('console.intake.lateReasonHint')}
            resize="vertical"
            maxLength={500}
            value={draft.lateReason}
            error={problems.lateReason}
            onChange={({ currentTarget }) => change({ lateReason: currentTarget.value })}
          />
        )}
        {isVerbal(draft.channel) && (
          <YesNo
            id="intake-readBack"
            label={t('console.intake.readBack')}
            value={draft.readBack}
            error={problems.readBack}
            required
            onChange={(readBack) => change({ readBack })}
          />
        )}
      </Stack>
    </Card>
  );
}
