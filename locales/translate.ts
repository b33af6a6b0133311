import { createInstance, type i18n } from 'i18next';
import { en } from './en/catalogue.ts';
import { esCo } from './es-co/catalogue.ts';

/** The languages that people can be answered in. Spanish of Colombia is the source of the others. */
export type Locale = 'es-CO' | 'en';

type Messages = typeof esCo;
export type MessageKey = keyof Messages;

/** Keys whose sentence needs no value. */
export type PlainMessageKey = {
  [Key in MessageKey]: [ParametersOf<Messages[Key]>] extends [never] ? Key : never;
}[MessageKey];

type ParametersOf<Sentence> = Sentence extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | ParametersOf<Rest>
  : never;

type Values<Key extends MessageKey> = [ParametersOf<Messages[Key]>] extends [never]
  ? []
  : [Readonly<Record<ParametersOf<Messages[Key]>, string | number>>];

/** Says a sentence. An unknown key or a missing value does not compile. */
export type Translate = <Key extends MessageKey>(key: Key, ...values: Values<Key>) => string;

const CATALOGUES: Readonly<Record<Locale, Record<MessageKey, string>>> = { 'es-CO': esCo, en };

const translators = new Map<Locale, Translate>();

/**
 * The words of one language. A missing value throws: a person must never read `{{radicado}}`.
 *
 * Values are put in as they are, never read as templates; whoever renders HTML escapes it.
 */
export function createTranslate(locale: Locale): Translate {
  const translator = translators.get(locale);
  if (translator) {
    return translator;
  }
  const instance = instanceOf(locale);
  const whole = new Map<MessageKey, string>();
  const translate: Translate = (key, ...values) => {
    const known = whole.get(key);
    if (known !== undefined) {
      return known;
    }
    const said = instance.t(key, { ...values[0], nest: false });
    if (values.length === 0) {
      whole.set(key, said);
    }
    return said;
  };
  translators.set(locale, translate);
  return translate;
}

/** The language for what a channel reports: English when it says so, Spanish for everything else. */
export function localeOf(reported: string | null): Locale {
  return reported !== null && /^en\b/i.test(reported) ? 'en' : 'es-CO';
}

function instanceOf(locale: Locale): i18n {
  const instance = createInstance();
  void instance.init({
    lng: locale,
    fallbackLng: false,
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false, skipOnVariables: true },
    missingInterpolationHandler: (_text: string, value: readonly string[]) => {
      throw new Error(`A sentence needs a value for ${value[0]}`);
    },
    resources: { [locale]: { translation: CATALOGUES[locale] } },
  });
  return instance;
}
