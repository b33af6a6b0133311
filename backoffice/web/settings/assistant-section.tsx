import { NativeSelect, Stack, Text } from '@mantine/core';
import type { EntitySettings, SettingsView } from '../../contracts/settings.ts';
import { t } from '../words.ts';
import { OwnTextField, TextField } from './fields.tsx';
import { useField } from './form.tsx';

type Greeting = EntitySettings['assistant']['greeting'];

const GREETINGS: readonly Greeting[] = ['cordial', 'breve'];

/** Who the assistant is to citizens. */
export function AssistantSection() {
  const greeting = useField<Greeting>(['assistant', 'greeting']);
  return (
    <Stack gap="md" maw="32rem">
      <TextField path={['assistant', 'assistantName']} label={t('console.settings.assistantName')} />
      <NativeSelect
        label={t('console.settings.greeting')}
        value={greeting.value}
        disabled={greeting.disabled}
        error={greeting.error}
        data={GREETINGS.map((value) => ({ value, label: t(`console.settings.greeting.${value}`) }))}
        onChange={({ currentTarget }) => greeting.set(currentTarget.value as Greeting)}
      />
    </Stack>
  );
}

/** What the utility says in words of its own. */
export function TextsSection({ ownTexts }: Pick<SettingsView, 'ownTexts'>) {
  return (
    <Stack gap="md" maw="44rem">
      <Text>{t('console.settings.textsHow')}</Text>
      {ownTexts.map(({ key, text }) => (
        <OwnTextField
          key={key}
          path={['texts', key]}
          label={t(`console.settings.text.${key}` as 'console.settings.text.conversation.hello')}
          hint={t('console.settings.textOurs', { text })}
        />
      ))}
    </Stack>
  );
}
