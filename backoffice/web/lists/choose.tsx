import './lists.css';
import { Checkbox, VisuallyHidden } from '@mantine/core';
import { t } from '../words.ts';
import type { Chosen } from './use-chosen.ts';

type Row = Parameters<Chosen['toggle']>[0];

/** Chooses one row. Its label is said, not shown: the radicado stands beside it. */
export function Choose({ item, chosen }: { readonly item: Row; readonly chosen: Chosen }) {
  return (
    <Checkbox
      className="choose"
      aria-label={t('console.bulk.choose', { radicado: item.radicado })}
      checked={chosen.has(item.radicado)}
      onChange={() => chosen.toggle(item)}
    />
  );
}

/** Chooses every row that is shown, or none. */
export function ChooseAll({ items, chosen }: { readonly items: readonly Row[]; readonly chosen: Chosen }) {
  const count = items.filter(({ radicado }) => chosen.has(radicado)).length;
  const isAll = count === items.length;
  return (
    <>
      <VisuallyHidden>{t('console.bulk.column')}</VisuallyHidden>
      <Checkbox
        className="choose"
        aria-label={t('console.bulk.chooseAll')}
        checked={isAll}
        indeterminate={count > 0 && !isAll}
        onChange={() => (isAll ? chosen.clear() : chosen.set(items))}
      />
    </>
  );
}
