/** Ways of saying yes to a question that offers it. "Listo" is not one: it ends the files, and is often sent twice. */
export const YES_WORDS = [
  'si',
  'sí',
  'sii',
  'claro',
  'claro que si',
  'dale',
  'ok',
  'okay',
  'de una',
  'correcto',
  'confirmo',
  'confirmar',
  'si señor',
  'si por favor',
  'de acuerdo',
  'asi es',
  'esta bien',
  'vale',
  'hagale',
  'yes',
  '👍',
] as const;

/** Ways of saying no to a question that offers it. */
export const NO_WORDS = [
  'no',
  'nop',
  'no gracias',
  'no por ahora',
  'todavia no',
  'negativo',
  'nel',
  '👎',
] as const;

/** Ways of leaving an optional question unanswered. */
export const SKIP_WORDS = [
  'saltar',
  'omitir',
  'paso',
  'no se',
  'no lo se',
  'no la se',
  'no tengo',
  'no lo tengo',
  'no la tengo',
  'ninguno',
  'ninguna',
  'skip',
] as const;
