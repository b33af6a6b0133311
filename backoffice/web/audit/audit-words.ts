import { sayAuditField } from '../../../locales/audit-field.ts';
import type { AuditLineView, AuditValueView } from '../../contracts/audit.ts';
import { isWordKey, type PlainWordKey, t } from '../words.ts';

/** Values that have words of their own, by the last named part of their path. */
const WORDS_OF_VALUES: Readonly<Record<string, readonly string[]>> = {
  cause: ['console.channels.cause.'],
  days: ['console.settings.day.'],
  greeting: ['console.settings.greeting.'],
  kind: ['console.barrios.kind.'],
  reason: ['sending.stop.', 'sending.skip.'],
  list: ['console.audit.list.'],
  role: ['console.role.'],
  secondFactor: ['console.audit.secondFactor.'],
  services: ['console.settings.service.'],
  side: ['console.settings.side.'],
};

/** What was done, in words; an action without words is said by its code. */
export function actionWords(action: string): string {
  return findWords(`console.audit.action.${action}`) ?? action;
}

/** What kind of thing it was done to. */
export function kindWords(kind: string): string {
  return findWords(`console.audit.subject.${kind}`) ?? kind;
}

/** Who did it. */
export function actorWords({ kind, name }: AuditLineView['actor']): string {
  return name ?? t(`console.audit.actor.${kind}`);
}

/** What the value is that changed: 'Oficina 1, nombre'. */
export function fieldWords(path: string): string {
  return sayAuditField(path, {
    field: (name) => findWords(`console.audit.field.${name}`),
    ownText: (key) => findWords(`console.settings.text.${key}`),
  });
}

/** A value as it can be read, or why it cannot. */
export function valueWords(path: string, seen: AuditValueView | null): string {
  if (seen === null) {
    return t('console.audit.nothing');
  }
  if (!('value' in seen)) {
    return t(`console.audit.value.${seen.kind}`);
  }
  if (typeof seen.value === 'boolean') {
    return t(seen.value ? 'console.audit.value.yes' : 'console.audit.value.no');
  }
  if (seen.value === null || seen.value === '') {
    return t('console.audit.nothing');
  }
  return findValueWords(path, seen.value) ?? String(seen.value);
}

function findValueWords(path: string, value: string | number): string | null {
  const named = path.split('.').findLast((part) => !/^\d+$/.test(part)) ?? '';
  const said = (WORDS_OF_VALUES[named] ?? []).flatMap((words) => findWords(`${words}${value}`) ?? []);
  return said[0] ?? null;
}

function findWords(key: string): string | null {
  return isWordKey(key) ? t(key as PlainWordKey) : null;
}
