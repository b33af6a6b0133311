/** One message of the citizen, and the words by which its answer is known. */
export type Line = {
  readonly kind: 'text' | 'photo' | 'sticker';
  /** `{radicado}` stands for the number that was given. */
  readonly text: string;
  readonly answer: RegExp;
};

const say = (text: string, answer: RegExp): Line => ({ kind: 'text', text, answer });

/** A citizen without water: files a reclamo with a photo, asks how it goes, and wants no surveys. */
export const SCRIPT: readonly Line[] = [
  say('Hola, buenas', /¿Aceptas\?/),
  say('1', /¿En qué te ayudo\?/),
  say('1', /¿Qué quieres radicar\?/),
  say('reclamo', /Cuéntame qué pasó/),
  say('Desde el lunes no llega el agua a mi casa y nadie responde en la línea', /¿En qué barrio es\?/),
  say('Pescaíto', /número de cuenta/),
  say('saltar', /envía fotos/),
  { kind: 'photo', text: 'Así está la llave del patio', answer: /Archivos hasta ahora: 1/ },
  say('listo', /¿La radico\?/),
  say('sí', /Quedó radicada con el número/),
  say('¿Cómo va {radicado}?', /Solicitud .*\n?.*radicada/),
  { kind: 'sticker', text: '', answer: /Gracias por el sticker/ },
  say('BAJA encuestas', /no te enviaré más encuestas/),
  say('Muchas gracias', /Con mucho gusto/),
];

const RADICADO = /[A-Z]+-\d{4}-\d{6}/;

/** The radicado in what was said; null when there is none. */
export function findRadicadoIn(text: string): string | null {
  return RADICADO.exec(text)?.[0] ?? null;
}
