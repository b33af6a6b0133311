import { normalise } from '../understanding/normalise.ts';

/** What a person may stop and allow again by chat. Whoever writes is answered whatever they choose. */
export type MessagePurpose = 'avisos' | 'encuestas';

/** What somebody asked for: stop or allow, and which of them; null when it was not said. */
export type Preference = { readonly wanted: boolean; readonly what: MessagePurpose | 'all' | null };

/** A wish is short: anything longer is a story that only mentions the words. */
const MAX_CHARS = 80;

const NAMES: readonly (readonly [RegExp, MessagePurpose | 'all'])[] = [
  [/^(?:avisos?|notificaci?on(?:es)?|alertas?|notices?|alerts?|notifications?)$/, 'avisos'],
  [/^(?:encuestas?|surveys?)$/, 'encuestas'],
  [/^(?:tod[oa]s?|todo eso|avisos (?:y|ni) encuestas|encuestas (?:y|ni) avisos|all|everything)$/, 'all'],
];

const BEFORE = /^(?:(?:hola|buenas|buenos dias|por favor|oiga|oye|senores|ya|please) )+/;
const AFTER = / (?:por favor|gracias|ya|please|thanks|de ustedes|por aqui)$/;

/** "Baja", "no me manden más", "dejen de enviarme", "stop", "no more". */
const STOP =
  /^(?:(?:dar(?:me)? de |d[ae]me de |denme de |quiero la |la )?baja\b(?: (?:a|de|en|para)\b)?|stop\b(?: sending me\b)?|no more\b|cancelar\b|desactivar\b|(?:ya )?no (?:(?:quiero|deseo) (?:recibir |que me (?:manden|envien|hagan|escriban) )?|me (?:manden?|envien?|hagan|escriban?) )(?:mas )?|dejen de (?:mandar(?:me)?|enviar(?:me)?|hacer(?:me)?) |no mas )(.*)$/;

/** "Alta", "quiero recibir", "vuelvan a mandarme", "start". */
const ALLOW =
  /^(?:(?:dar(?:me)? de |d[ae]me de |quiero la |la )?alta\b(?: (?:a|de|en|para)\b)?|start\b(?: sending me\b)?|activar\b|reactivar\b|(?:si )?quiero (?:volver a )?recibir |vuelvan a (?:mandar|enviar)(?:me)? |(?:manden|envien)me )(.*)$/;

const ARTICLE = /^(?:(?:mas|las|los|la|el|de|a|sus|the|me|any) )+/;

/** A command alone, without its purpose. Other ways of saying it are among the commands that any prompt obeys. */
const ALONE: ReadonlyMap<string, boolean> = new Map([
  ['baja', false],
  ['stop', false],
  ['dar de baja', false],
  ['alta', true],
  ['dar de alta', true],
  ['darme de alta', true],
  ['start', true],
]);

/**
 * The wish to stop or to allow messages that the whole text is, or null.
 *
 * "BAJA encuestas" and "no me manden más encuestas" are one; "no me llegó el aviso" and "no quiero más cobros" are none.
 */
export function findPreference(text: string): Preference | null {
  if (text.length > MAX_CHARS) {
    return null;
  }
  const words = normalise(text).replace(BEFORE, '').replace(AFTER, '');
  const alone = ALONE.get(words);
  if (alone !== undefined) {
    return { wanted: alone, what: null };
  }
  const wanted = wishIn(words);
  const what = wanted && purposeIn(wanted.rest);
  return what ? { wanted: wanted.value, what } : null;
}

function wishIn(words: string): { readonly value: boolean; readonly rest: string } | null {
  const stop = STOP.exec(words)?.[1];
  if (stop !== undefined) {
    return { value: false, rest: stop };
  }
  const allow = ALLOW.exec(words)?.[1];
  return allow === undefined ? null : { value: true, rest: allow };
}

function purposeIn(rest: string): MessagePurpose | 'all' | null {
  const name = rest.trim().replace(ARTICLE, '');
  return NAMES.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
