import type { EntityProfile } from '../../domain/entity/profile.ts';
import { type Scope, say, scopeOf } from '../scope.ts';
import type { DialogContext } from '../sdk.ts';

type Place = EntityProfile['offices'][number];

/** Where to pay, from the profile. */
export async function tellPaymentPoints(dc: DialogContext): Promise<void> {
  const scope = scopeOf(dc.context);
  const { paymentPoints, website } = scope.world.entity();
  await say(
    dc.context,
    paymentPoints.length > 0
      ? [scope.t('information.paymentTitle'), ...placeLines(scope, paymentPoints)].join('\n')
      : scope.t('information.paymentNone', { website }),
  );
}

/** Where the offices are and when they attend, from the profile. */
export async function tellOffices(dc: DialogContext): Promise<void> {
  const scope = scopeOf(dc.context);
  const { offices, website } = scope.world.entity();
  const lines =
    offices.length > 0
      ? [
          scope.t('information.officesTitle'),
          ...placeLines(scope, offices),
          scope.t('information.officesHoliday'),
        ]
      : [scope.t('information.officesNone', { website })];
  await say(dc.context, lines.join('\n'));
}

/** How to get a copy of the invoice. */
export async function tellInvoiceCopy(dc: DialogContext): Promise<void> {
  const { t, world } = scopeOf(dc.context);
  await say(dc.context, t('information.invoice', { website: world.entity().website }));
}

/** Where the programme of works is published. */
export async function tellInterventions(dc: DialogContext): Promise<void> {
  const { t, world } = scopeOf(dc.context);
  const { website, serviceLine } = world.entity();
  await say(dc.context, t('information.interventions', { website, line: serviceLine.number }));
}

/** The emergency lines, one a line. */
export function emergencyLines({ t, world }: Scope): string {
  return world
    .entity()
    .emergencyLines.map((line) => t('information.line', line))
    .join('\n');
}

function placeLines({ t }: Scope, places: readonly Place[]): string[] {
  return places.map((place) => t('information.place', place));
}
