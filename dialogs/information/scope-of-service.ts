import type { EntityProfile } from '../../domain/entity/profile.ts';
import type { PlainMessageKey } from '../../locales/translate.ts';
import { showMenu } from '../main-menu.ts';
import { scopeOf } from '../scope.ts';
import type { DialogContext } from '../sdk.ts';

const SERVICE_KEYS: Readonly<Record<EntityProfile['services'][number], PlainMessageKey>> = {
  acueducto: 'conversation.serviceAcueducto',
  alcantarillado: 'conversation.serviceAlcantarillado',
  aseo: 'conversation.serviceAseo',
};

/** Says kindly that this is not the utility's business, and what is. */
export async function tellOutOfScope(dc: DialogContext): Promise<void> {
  const { t, world } = scopeOf(dc.context);
  await showMenu(dc, t('conversation.outOfScope', { entity: world.entity().name }));
}

/** Says that another entity gives that service; a petición is still filed and transferred (Ley 1437 of 2011, art. 21). */
export async function tellOtherService(dc: DialogContext): Promise<void> {
  const { t, world } = scopeOf(dc.context);
  const { name: entity, services } = world.entity();
  const names = services.map((service) => t(SERVICE_KEYS[service])).join(', ');
  await showMenu(dc, t('conversation.otherService', { entity, services: names }));
}
