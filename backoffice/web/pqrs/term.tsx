import { Text } from '@mantine/core';
import type { PqrsDetail } from '../../contracts/pqrs.ts';
import { LocalDay } from '../frame/date-time.tsx';
import { isWordKey, t } from '../words.ts';

type TermView = NonNullable<PqrsDetail['term']>;
type TermDay = TermView['days'][number];

/** The count of a legal term day by day, folded away until somebody doubts the date. */
export function Term({ term }: { readonly term: TermView }) {
  return (
    <details className="term">
      <summary>{t('console.term.summary', { days: term.businessDays })}</summary>
      <Text size="sm" my="xs">
        {t('console.term.article', { article: term.article, rule: term.ruleVersion })}
      </Text>
      {!term.matchesPromise && <Text fw={600}>{t('console.term.changed')}</Text>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it with the keyboard. */}
      <section className="term-scroll" aria-label={t('console.term.caption')} tabIndex={0}>
        <table>
          <caption>{t('console.term.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('console.term.day')}</th>
              <th scope="col">{t('console.term.number')}</th>
              <th scope="col">{t('console.term.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {numbered(term.days).map(({ day, number }) => (
              <tr key={day.on} className={day.counted ? undefined : 'off'}>
                <th scope="row">
                  <LocalDay value={day.on} long />
                </th>
                <td>{number ?? t('console.term.notCounted')}</td>
                <td>{reasonWords(day.reason)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

/** Each day with its number among those that count; null for one that does not. */
function numbered(days: readonly TermDay[]) {
  let counted = 0;
  return days.map((day) => {
    counted += day.counted ? 1 : 0;
    return { day, number: day.counted ? counted : null };
  });
}

function reasonWords(reason: TermDay['reason']): string {
  switch (reason.kind) {
    case 'festivo':
      return t('console.term.festivo', { name: festivoWords(reason.name) });
    case 'local':
      return t('console.term.local', { act: reason.act });
    case 'paused':
      return t(`console.term.paused.${reason.cause}`);
    default:
      return t(`console.term.${reason.kind}`);
  }
}

function festivoWords(name: string): string {
  const key = `console.festivo.${name}`;
  return isPlain(key) ? t(key) : name;
}

function isPlain(key: string): key is 'console.festivo.navidad' {
  return isWordKey(key);
}
