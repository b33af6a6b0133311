import { expect, test } from 'vitest';
import { findPreference } from '../../../dialogs/privacy/preference.ts';

test.each([
  // what is written                              wanted, what
  ['BAJA', false, null],
  ['Baja.', false, null],
  ['stop', false, null],
  ['ALTA', true, null],
  ['start', true, null],
  ['BAJA encuestas', false, 'encuestas'],
  ['baja de encuestas', false, 'encuestas'],
  ['darme de baja de los avisos', false, 'avisos'],
  ['dar de baja avisos', false, 'avisos'],
  ['BAJA notificaciones', false, 'avisos'],
  ['baja todo', false, 'all'],
  ['baja a avisos y encuestas', false, 'all'],
  ['no me manden más encuestas', false, 'encuestas'],
  ['Por favor no me envien mas encuestas', false, 'encuestas'],
  ['ya no quiero recibir más avisos, gracias', false, 'avisos'],
  ['no quiero que me manden mas encuestas', false, 'encuestas'],
  ['no quiero encuestas', false, 'encuestas'],
  ['dejen de mandarme avisos', false, 'avisos'],
  ['no más encuestas por favor', false, 'encuestas'],
  ['ALTA avisos', true, 'avisos'],
  ['alta encuestas', true, 'encuestas'],
  ['alta a todo', true, 'all'],
  ['quiero recibir avisos', true, 'avisos'],
  ['quiero volver a recibir las encuestas', true, 'encuestas'],
  ['vuelvan a enviarme avisos', true, 'avisos'],
  ['STOP surveys', false, 'encuestas'],
  ['stop sending me notices', false, 'avisos'],
  ['no more surveys please', false, 'encuestas'],
  ['start notices', true, 'avisos'],
] as const)('%s', (text, wanted, what) => {
  expect(findPreference(text)).toEqual({ wanted, what });
});

test.each([
  'baja presión',
  'alta presión en la tubería',
  'la factura está muy alta',
  'me llegó muy alta',
  'no quiero más cobros',
  'no me manden más facturas',
  'no me llegó el aviso',
  'quiero recibir la factura',
  'no quiero nada',
  'no me manden al técnico',
  'quiero dar de baja la cuenta porque la casa se demolió',
  'no me hicieron la encuesta que me prometieron cuando fui a la oficina la semana pasada',
  'cancelar',
  'activar el servicio',
  `no quiero más encuestas${' de verdad'.repeat(20)}`,
  '',
])('%s is something else', (text) => {
  expect(findPreference(text)).toBeNull();
});
