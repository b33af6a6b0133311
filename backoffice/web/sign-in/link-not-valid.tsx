import { Text } from '@mantine/core';
import { ButtonLink } from '../frame/link.tsx';
import { t } from '../words.ts';
import { Door } from './door.tsx';

/** A link that cannot be used: why that may be, and whom to ask. */
export function LinkNotValid({ how }: { readonly how: string }) {
  return (
    <Door title={t('console.invitation.notValid')}>
      <Text mb="md">{how}</Text>
      <ButtonLink to="/entrar" variant="default">
        {t('console.invitation.toSignIn')}
      </ButtonLink>
    </Door>
  );
}
