import { Checkbox, ColorInput, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import type { EntitySettings } from '../../contracts/settings.ts';
import { t } from '../words.ts';
import { TextField } from './fields.tsx';
import { useField } from './form.tsx';
import type { Path } from './paths.ts';

const SERVICES = ['acueducto', 'alcantarillado', 'aseo'] as const;

/** Who the utility is. */
export function IdentitySection({ radicadoPrefix }: { readonly radicadoPrefix: string }) {
  const services = useField<EntitySettings['identity']['services']>(['identity', 'services']);
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <TextField path={['identity', 'name']} label={t('console.settings.name')} />
        <TextField path={['identity', 'legalName']} label={t('console.settings.legalName')} />
        <TextField
          path={['identity', 'nit']}
          label={t('console.settings.nit')}
          hint={t('console.settings.nitHint')}
        />
        <TextField path={['identity', 'city']} label={t('console.settings.city')} />
        <TextField path={['identity', 'website']} label={t('console.settings.website')} type="url" />
        <TextField
          path={['identity', 'privacy', 'email']}
          label={t('console.settings.privacyEmail')}
          type="email"
        />
        <TextField
          path={['identity', 'privacy', 'url']}
          label={t('console.settings.privacyUrl')}
          type="url"
        />
      </SimpleGrid>
      <Checkbox.Group
        label={t('console.settings.services')}
        value={[...services.value]}
        error={services.error}
        onChange={(chosen) => services.set(SERVICES.filter((service) => chosen.includes(service)))}
      >
        <Group mt="xs" gap="lg">
          {SERVICES.map((service) => (
            <Checkbox
              key={service}
              value={service}
              size="md"
              disabled={services.disabled}
              label={t(`console.settings.service.${service}`)}
            />
          ))}
        </Group>
      </Checkbox.Group>
      <Colors />
      <Text c="dimmed">{t('console.settings.prefix', { prefix: radicadoPrefix })}</Text>
    </Stack>
  );
}

function Colors() {
  const colors = useField<EntitySettings['identity']['colors']>(['identity', 'colors']);
  const { primary, onPrimary } = colors.value;
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
      <ColorField path={['identity', 'colors', 'primary']} label={t('console.settings.primary')} />
      <ColorField path={['identity', 'colors', 'onPrimary']} label={t('console.settings.onPrimary')} />
      <div className="color-sample" style={{ background: primary, color: onPrimary }} aria-hidden="true">
        {t('console.settings.colorSample')}
      </div>
    </SimpleGrid>
  );
}

function ColorField({ path, label }: { readonly path: Path; readonly label: string }) {
  const { value, set, error, disabled } = useField<string>(path);
  return (
    <ColorInput
      label={label}
      description={t('console.settings.colorHint')}
      value={value}
      error={error}
      disabled={disabled}
      withPicker={false}
      withEyeDropper={false}
      swatches={[]}
      onChange={set}
    />
  );
}
