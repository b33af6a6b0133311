import { sayAuditField } from '../../locales/audit-field.ts';
import { esCo } from '../../locales/es-co/catalogue.ts';
import type { PlainMessageKey, Translate } from '../../locales/translate.ts';

/** An action in words; a code without words stands for itself. */
export function verbOf(action: string, t: Translate): string {
  return findWords(`console.audit.action.${action}`, t) ?? action;
}

/** What was touched, in words and with its id: `Barrio essmar-1-0001`. */
export function subjectWords(subject: string, t: Translate): string {
  const [kind = '', ...id] = subject.split('/');
  return [findWords(`console.audit.subject.${kind}`, t) ?? kind, ...id].join(' ');
}

/** What the value is that changed: `Oficina 1, nombre`. */
export function fieldOf(path: string, t: Translate): string {
  return sayAuditField(path, {
    field: (name) => findWords(`console.audit.field.${name}`, t),
    ownText: (key) => findWords(`console.settings.text.${key}`, t),
  });
}

function findWords(key: string, t: Translate): string | null {
  return hasWords(key) ? t(key) : null;
}

function hasWords(key: string): key is PlainMessageKey {
  return Object.hasOwn(esCo, key);
}
