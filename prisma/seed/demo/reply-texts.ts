import type { ReplyTopic } from '../../../domain/replies/reply.ts';

/** A saved reply with its versions, the oldest first; all but the last were replaced. */
export type DemoReply = {
  readonly name: string;
  readonly topic: ReplyTopic;
  readonly texts: readonly string[];
  /** What became of the last version. */
  readonly last: 'in-use' | 'waiting' | 'withdrawn';
  /** Who proposed the last version. */
  readonly author: string;
};

/** What people ask again and again, and what the utility answers. */
export const REPLIES: readonly DemoReply[] = [
  {
    name: 'Saludo',
    topic: 'person',
    author: 'atencion',
    last: 'in-use',
    texts: ['Hola, {{nombre}}. Soy {{colega}}, de {{entidad}}. Ya leí lo que le contaste a {{asistente}}.'],
  },
  {
    name: 'Horario de la oficina',
    topic: 'hours',
    author: 'sac',
    last: 'in-use',
    texts: ['Te atendemos en la oficina {{horario}}. Si prefieres no salir, por aquí también te ayudamos.'],
  },
  {
    name: 'Cómo va tu solicitud',
    topic: 'status',
    author: 'pqrs',
    last: 'in-use',
    texts: [
      'Tu solicitud {{radicado}} está en trámite.',
      'Tu solicitud {{radicado}} está en trámite. Antes de la fecha límite te llega la respuesta por aquí, y con tu código de verificación la consultas en {{sitio}}.',
    ],
  },
  {
    name: 'Duplicado de la factura',
    topic: 'invoice',
    author: 'atencion3',
    last: 'in-use',
    texts: [
      'El duplicado de la factura lo descargas en {{sitio}} con tu número de cuenta. Si no lo tienes a la mano, dime la dirección y te lo busco.',
    ],
  },
  {
    name: 'Pago con recargo',
    topic: 'payment',
    author: 'pqrs',
    last: 'in-use',
    texts: [
      'Si pagaste antes del vencimiento, el recargo no te corresponde. Mándanos una foto del comprobante.',
      'Si pagaste antes del vencimiento, el recargo no te corresponde. Envíame por aquí una foto del comprobante y radico el reclamo por ti; mientras se resuelve, puedes pagar solo lo que no reclamas.',
    ],
  },
  {
    name: 'Reportar un daño',
    topic: 'failure',
    author: 'atencion2',
    last: 'in-use',
    texts: [
      'Para que la cuadrilla salga de una vez, llama al {{linea}}: contestan a toda hora. Dime también la dirección y un punto de referencia, y lo dejo anotado.',
    ],
  },
  {
    name: 'Acuerdo de pago',
    topic: 'invoice',
    author: 'atencion3',
    last: 'waiting',
    texts: [
      'Para un acuerdo de pago trae tu cédula y la última factura a la oficina. Se difiere hasta en doce cuotas.',
      'Para un acuerdo de pago trae tu cédula y la última factura a la oficina, {{horario}}. Se difiere hasta en veinticuatro cuotas y no pagas la visita.',
    ],
  },
  {
    name: 'Revisión del medidor',
    topic: 'invoice',
    author: 'atencion',
    last: 'waiting',
    texts: [
      'Hola, {{nombre}}. La revisión del medidor no tiene costo la primera vez. Te visitan dentro de los próximos cinco días hábiles y te dejan copia del acta.',
    ],
  },
  {
    name: 'Turnos de agua por sequía',
    topic: 'interventions',
    author: 'atencion2',
    last: 'withdrawn',
    texts: [
      'Por la sequía el agua llega por turnos, día de por medio. Los turnos de cada sector están en {{sitio}}.',
    ],
  },
];
