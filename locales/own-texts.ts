import { OWN_TEXT_KEYS, type OwnTextKey, type OwnTexts } from '../domain/entity/own-texts.ts';
import type { Translate } from './translate.ts';

type Values = Readonly<Record<string, string | number>>;

/** The words of ours, but for the sentences that the utility says in words of its own. They are Spanish words. */
export function withOwnTexts(t: Translate, texts: OwnTexts): Translate {
  if (Object.keys(texts).length === 0) {
    return t;
  }
  const say = (key: string, values: Values = {}): string | null => {
    const own = isOwnTextKey(key) ? texts[key] : undefined;
    return own === undefined ? null : fill(own, values);
  };
  return (key, ...values) => say(key, values[0]) ?? t(key, ...values);
}

/** In one pass, so that what a value holds is never read as a place for another. */
function fill(text: string, values: Values): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_whole, name: string) => String(values[name]));
}

function isOwnTextKey(key: string): key is OwnTextKey {
  return OWN_TEXT_KEYS.some((own) => own === key);
}
