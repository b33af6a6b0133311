import { Button, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { WhatsAppView } from '../../contracts/channels.ts';
import { Card } from '../frame/card.tsx';
import { Failure } from '../frame/failure.tsx';
import { t } from '../words.ts';
import { useAsk } from './use-whatsapp.ts';

/** A number with its country, or a Colombian mobile, however it is written. */
const PHONE = /^(?:[1-9]\d{9,14}|3\d{9})$/;

/** The two ways to link a phone, while none is linked. */
export function PairingForms({ view: { possible } }: { readonly view: WhatsAppView }) {
  if (!possible.includes('pair-qr')) {
    return null;
  }
  return (
    <Card title={t('console.channels.pair.title')}>
      <Text mb="md">{t('console.channels.pair.before')}</Text>
      <div className="ways">
        <ByQr />
        <ByCode />
      </div>
    </Card>
  );
}

function ByQr() {
  const ask = useAsk();
  return (
    <div>
      <Title order={3} size="h6">
        {t('console.channels.pair.qrTitle')}
      </Title>
      <Text mb="sm">{t('console.channels.pair.qrHow')}</Text>
      <Failure error={ask.error} />
      <Button loading={ask.isPending} onClick={() => ask.mutate({ request: 'pair-qr' })}>
        {t('console.channels.pair.qrSubmit')}
      </Button>
    </div>
  );
}

function ByCode() {
  const ask = useAsk();
  const form = useForm({
    initialValues: { phone: '' },
    validate: {
      phone: (phone) => (PHONE.test(digitsOf(phone)) ? null : t('console.channels.pair.notAPhone')),
    },
  });
  const submit = form.onSubmit(
    ({ phone }) => ask.mutate({ request: 'pair-code', phone }),
    () => form.getInputNode('phone')?.focus(),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Title order={3} size="h6">
        {t('console.channels.pair.codeTitle')}
      </Title>
      <Text mb="sm">{t('console.channels.pair.codeHow')}</Text>
      <TextInput
        label={t('console.channels.pair.codePhone')}
        type="tel"
        inputMode="tel"
        autoComplete="off"
        maxLength={40}
        required
        withAsterisk={false}
        mb="sm"
        {...form.getInputProps('phone')}
      />
      <Failure error={ask.error} />
      <Button type="submit" loading={ask.isPending}>
        {t('console.channels.pair.codeSubmit')}
      </Button>
    </form>
  );
}

function digitsOf(written: string): string {
  return written.replaceAll(/[\s().+-]/g, '');
}
