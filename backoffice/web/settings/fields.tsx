import { Button, Fieldset, Group, NumberInput, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon } from '../frame/icon.tsx';
import { t } from '../words.ts';
import { useField } from './form.tsx';
import type { Path } from './paths.ts';

type FieldProps = {
  readonly path: Path;
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'text' | 'date' | 'time' | 'email' | 'url' | 'tel';
  readonly required?: boolean;
};

/** A line of text. */
export function TextField({ path, label, hint, type = 'text', required = true }: FieldProps) {
  const { value, set, error, disabled } = useField<string>(path);
  return (
    <TextInput
      label={label}
      type={type}
      withAsterisk={false}
      required={required}
      disabled={disabled}
      value={value ?? ''}
      error={error}
      onChange={({ currentTarget }) => set(currentTarget.value)}
      {...(hint !== undefined && { description: hint })}
    />
  );
}

/** A sentence of the utility's own; empty means that it has none. */
export function OwnTextField({ path, label, hint }: Pick<FieldProps, 'path' | 'label' | 'hint'>) {
  const { value, set, error, disabled } = useField<string | undefined>(path);
  return (
    <Textarea
      label={label}
      autosize
      minRows={2}
      disabled={disabled}
      value={value ?? ''}
      error={error}
      onChange={({ currentTarget }) => set(currentTarget.value === '' ? undefined : currentTarget.value)}
      {...(hint !== undefined && { description: hint })}
    />
  );
}

/** Degrees, with a point or a comma. */
export function DegreesField({ path, label }: Pick<FieldProps, 'path' | 'label'>) {
  const { value, set, error, disabled } = useField<number>(path);
  return (
    <NumberInput
      label={label}
      hideControls
      decimalScale={6}
      disabled={disabled}
      value={value}
      error={error}
      allowedDecimalSeparators={['.', ',']}
      onChange={(next) => set(typeof next === 'number' ? next : 0)}
    />
  );
}

type ItemsProps<Item> = {
  readonly path: Path;
  /** What one of them is called: 'Oficina'. */
  readonly what: string;
  readonly empty?: string;
  readonly create: () => Item;
  readonly render: (path: Path) => ReactNode;
};

/** A list whose items are added at its end and taken away. */
export function Items<Item>({ path, what, empty, create, render }: ItemsProps<Item>) {
  const { value, set, error, disabled } = useField<readonly Item[]>(path);
  return (
    <Stack gap="md">
      {value.length === 0 && empty !== undefined && <Text>{empty}</Text>}
      {value.map((_, index) => {
        const legend = t('console.settings.number', { what, number: index + 1 });
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an item has no name of its own until it is saved.
          <Fieldset key={index} legend={legend} disabled={disabled}>
            <Stack gap="sm">
              {render([...path, index])}
              <Group>
                <Button
                  variant="default"
                  leftSection={<Icon name="trash" />}
                  onClick={() => set(value.filter((__, at) => at !== index))}
                >
                  {t('console.settings.removeNamed', { name: legend.toLowerCase() })}
                </Button>
              </Group>
            </Stack>
          </Fieldset>
        );
      })}
      {error !== undefined && (
        <Text role="alert" c="var(--mantine-color-error)">
          {error}
        </Text>
      )}
      <Group>
        <Button
          variant="default"
          disabled={disabled}
          leftSection={<Icon name="add" />}
          onClick={() => set([...value, create()])}
        >
          {t('console.settings.add')}: {what.toLowerCase()}
        </Button>
      </Group>
    </Stack>
  );
}
