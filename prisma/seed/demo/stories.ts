import type { PqrsKind } from '../../../domain/pqrs/peticion.ts';

/** How often each kind is filed in the demo: most of what reaches a utility is about the service and the bill. */
export const KIND_WEIGHTS: readonly (readonly [PqrsKind, number])[] = [
  ['reclamo', 34],
  ['queja', 22],
  ['peticion', 18],
  ['peticion-informacion', 7],
  ['consulta', 4],
  ['recurso', 4],
  ['denuncia', 5],
  ['sugerencia', 3],
  ['felicitacion', 2],
  ['habeas-data-consulta', 1],
  ['habeas-data-reclamo', 1],
];

/** What people write, by kind, as it is said in Santa Marta. */
export const STORIES: Readonly<Record<PqrsKind, readonly string[]>> = {
  reclamo: [
    'Vecino, en la cuadra llevamos cuatro días sin agua y el recibo llegó completico, como si hubiera llegado todos los días.',
    'Este mes me cobraron el doble y en la casa somos los mismos de siempre. El contador ni se ve de tanto barro.',
    'La alcantarilla de la esquina se está rebosando y esa agua negra se nos mete a la casa cuando llueve.',
    'El agua llega amarilla y con mal olor desde el lunes, no se puede ni lavar la ropa.',
    'El carro de la basura no pasa desde el jueves y eso está lleno de moscas.',
    'Me están cobrando alcantarillado y en mi calle no hay tubo, aquí todos tenemos pozo.',
    'Se reventó un tubo frente a la tienda y el agua limpia se está yendo por la calle desde anoche.',
    'Pagué el recibo el día que era y este mes me sale otra vez en la factura con intereses.',
  ],
  queja: [
    'El muchacho que vino a leer el contador fue muy grosero con mi mamá, que es una persona mayor.',
    'Fui a la oficina tres veces y siempre me dicen que el sistema está caído, uno pierde la mañana.',
    'En la línea no contestan, uno dura media hora oyendo la musiquita y se cae la llamada.',
    'Los de la cuadrilla rompieron la calle, arreglaron el tubo y dejaron el hueco abierto.',
    'Me dieron cita para revisar el medidor y nunca llegaron ni avisaron nada.',
  ],
  peticion: [
    'Solicito que me instalen el medidor, ya pasé los papeles y el predio tiene todo listo.',
    'Quiero que revisen la presión del agua en el segundo piso, arriba casi no sube.',
    'Pido el cambio de nombre de la factura, la casa está a nombre de mi papá que ya falleció.',
    'Solicito limpieza del manhole de la carrera, cada aguacero se inunda la cuadra.',
    'Por favor, un acuerdo de pago para ponerme al día, debo tres meses.',
  ],
  'peticion-informacion': [
    'Necesito copia de las facturas del año pasado para un trámite en el banco.',
    'Quiero saber qué días y a qué horas llega el agua a mi sector.',
    'Solicito el estudio de calidad del agua que se reparte en la comuna.',
  ],
  consulta: [
    '¿Qué se necesita para pedir la independización de un servicio en una casa de dos pisos?',
    '¿A quién le corresponde el arreglo cuando el tubo roto está dentro del antejardín?',
  ],
  recurso: [
    'Presento recurso de reposición y en subsidio apelación, porque la respuesta no explica de dónde sale el consumo.',
    'No estoy de acuerdo con la decisión: el medidor nunca lo revisaron y así lo dice el acta.',
  ],
  denuncia: [
    'En la obra de la esquina tienen una conexión sin medidor, de ahí sacan agua para mezclar.',
    'Hay un señor cobrando por pegarlo a uno al tubo sin pasar por la empresa.',
    'Están botando escombros a la quebrada por las noches en una volqueta.',
  ],
  sugerencia: [
    'Sería bueno que avisaran por aquí cuando van a quitar el agua, así uno recoge.',
    'Ojalá pongan un punto de pago más cerca del mercado.',
  ],
  felicitacion: [
    'Quiero felicitar a la cuadrilla que vino ayer: rápidos, educados y dejaron todo limpio.',
    'Muchas gracias, el daño lo arreglaron el mismo día que escribí.',
  ],
  'habeas-data-consulta': ['Quiero saber qué datos míos tienen guardados y para qué los usan.'],
  'habeas-data-reclamo': ['Mi teléfono aparece en la cuenta de otra persona, por favor corríjanlo.'],
};

/** What comes before the filing. */
export const GREETINGS = [
  'Hola buenas',
  'Buenas tardes',
  'Hola vecino',
  'Buenos días, disculpe',
  'Buenas, una pregunta',
];

/** What people say when they have their number. */
export const THANKS = [
  'Muchas gracias',
  'Listo, gracias',
  'Dios le pague',
  'Ok, quedo pendiente',
  'Bueno, ojalá respondan',
];
