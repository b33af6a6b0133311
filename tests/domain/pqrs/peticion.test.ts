import { expect, test } from 'vitest';
import { PqrsKind, termOf } from '../../../domain/pqrs/peticion.ts';

const ART_158 = 'Ley 142 de 1994, art. 158';
const ART_14 = 'Ley 1437 de 2011, art. 14 (Ley 1755 de 2015)';
const ART_14_1 = 'Ley 1437 de 2011, art. 14, núm. 1 (Ley 1755 de 2015)';
const ART_14_2 = 'Ley 1437 de 2011, art. 14, núm. 2 (Ley 1755 de 2015)';
const DATOS_14 = 'Ley 1581 de 2012, art. 14';
const DATOS_15 = 'Ley 1581 de 2012, art. 15';

const SERVICIO = true;
const OTRO = false;

const TABLE = [
  // kind                 about     regime         days  silence            article
  ['peticion', SERVICIO, 'ley142', 15, 'positive', ART_158],
  ['peticion', OTRO, 'ley1755', 15, 'negative', ART_14],
  ['queja', SERVICIO, 'ley142', 15, 'positive', ART_158],
  ['queja', OTRO, 'ley1755', 15, 'negative', ART_14],
  ['reclamo', SERVICIO, 'ley142', 15, 'positive', ART_158],
  ['reclamo', OTRO, 'ley1755', 15, 'negative', ART_14],
  ['recurso', SERVICIO, 'ley142', 15, 'positive', ART_158],
  ['recurso', OTRO, 'ley1755', 15, 'negative', ART_14],
  // Both laws could apply: the shorter term, 10 rather than 15.
  ['peticion-informacion', SERVICIO, 'ley1755', 10, 'deemed-accepted', ART_14_1],
  ['peticion-informacion', OTRO, 'ley1755', 10, 'deemed-accepted', ART_14_1],
  // Both laws could apply: the shorter term, 15 rather than 30.
  ['consulta', SERVICIO, 'ley142', 15, 'positive', ART_158],
  ['consulta', OTRO, 'ley1755', 30, 'negative', ART_14_2],
  // Ley 142 names neither of these, also when they speak of the service.
  ['denuncia', SERVICIO, 'ley1755', 15, 'negative', ART_14],
  ['denuncia', OTRO, 'ley1755', 15, 'negative', ART_14],
  ['sugerencia', SERVICIO, 'ley1755', 15, 'negative', ART_14],
  ['sugerencia', OTRO, 'ley1755', 15, 'negative', ART_14],
  ['felicitacion', SERVICIO, 'sin-termino', null, null, null],
  ['felicitacion', OTRO, 'sin-termino', null, null, null],
  ['habeas-data-consulta', SERVICIO, 'ley1581', 10, null, DATOS_14],
  ['habeas-data-consulta', OTRO, 'ley1581', 10, null, DATOS_14],
  ['habeas-data-reclamo', SERVICIO, 'ley1581', 15, null, DATOS_15],
  ['habeas-data-reclamo', OTRO, 'ley1581', 15, null, DATOS_15],
] as const;

test.each(TABLE)('%s (about the service: %s) follows %s: %s business days, silence %s, %s', (...row) => {
  const [kind, aboutService, regime, businessDays, silence, article] = row;

  expect(termOf(kind, { aboutService })).toEqual({ regime, businessDays, silence, article });
});

test('the table has every kind twice', () => {
  const expected = PqrsKind.options.flatMap((kind) => [`${kind} true`, `${kind} false`]);

  expect(TABLE.map(([kind, aboutService]) => `${kind} ${aboutService}`).sort()).toEqual(expected.sort());
});
