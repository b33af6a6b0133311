import { Group, Radio } from '@mantine/core';
import { t } from '../words.ts';

type Props = {
  readonly id: string;
  readonly label: string;
  readonly value: 'si' | 'no' | '';
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly onChange: (value: 'si' | 'no') => void;
};

/** A question with two answers, of which neither is given beforehand unless `value` says so. */
export function YesNo({ id, label, value, error, required = false, onChange }: Props) {
  return (
    <Radio.Group
      label={label}
      value={value}
      error={error}
      withAsterisk={required}
      onChange={(chosen) => onChange(chosen === 'si' ? 'si' : 'no')}
    >
      <Group gap="lg" mt="xs">
        <Radio id={id} value="si" label={t('console.intake.yes')} className="intake-choice" />
        <Radio value="no" label={t('console.intake.no')} className="intake-choice" />
      </Group>
    </Radio.Group>
  );
}
