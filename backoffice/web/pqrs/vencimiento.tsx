import { Badge } from '@mantine/core';
import type { PqrsListItem } from '../../contracts/pqrs.ts';
import { Icon, type IconName } from '../frame/icon.tsx';
import { t } from '../words.ts';

type Vencimiento = PqrsListItem['vencimiento'];

const LOOKS: Readonly<Record<Vencimiento['kind'], { readonly color: string; readonly icon: IconName }>> = {
  none: { color: 'gray', icon: 'info' },
  answered: { color: 'gray', icon: 'check' },
  overdue: { color: 'red', icon: 'alert' },
  today: { color: 'red', icon: 'alert' },
  urgent: { color: 'red', icon: 'clock' },
  soon: { color: 'yellow', icon: 'clock' },
  'in-time': { color: 'green', icon: 'clock' },
};

/** Where the term stands, in words first: the colour and the drawing only repeat them. */
export function Vencimiento({ value }: { readonly value: Vencimiento }) {
  const { color, icon } = LOOKS[value.kind];
  return (
    <Badge color={color} leftSection={<Icon name={icon} size={16} />}>
      {vencimientoWords(value)}
    </Badge>
  );
}

function vencimientoWords(value: Vencimiento): string {
  switch (value.kind) {
    case 'none':
    case 'answered':
    case 'today':
      return t(`console.vencimiento.${value.kind}`);
    case 'overdue':
      return overdueWords(value.businessDays);
    default:
      return value.businessDays === 1
        ? t('console.vencimiento.leftOne')
        : t('console.vencimiento.leftMany', { days: value.businessDays });
  }
}

/** On the weekend after the last day there is nothing to count yet, and still the term is over. */
function overdueWords(days: number): string {
  if (days === 0) {
    return t('console.vencimiento.overdue');
  }
  return days === 1 ? t('console.vencimiento.overdueOne') : t('console.vencimiento.overdueMany', { days });
}
