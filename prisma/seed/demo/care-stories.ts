import type { CareTopic } from '../../../domain/teams/care-topic.ts';

/** What is said between a person and a colleague, from the asking on. */
export type CareStory = {
  readonly topic: CareTopic;
  readonly ask: string;
  readonly lines: readonly { readonly side: 'in' | 'out'; readonly text: string }[];
};

const person = (text: string) => ({ side: 'in', text }) as const;
const colleague = (text: string) => ({ side: 'out', text }) as const;

/** Talks that came to their end, as they go at the counter of a utility. */
export const CARE_STORIES: readonly CareStory[] = [
  {
    topic: 'invoice',
    ask: 'Quiero hablar con una persona, la factura me llegó por el doble',
    lines: [
      colleague('Claro que sí. ¿Me das el número de cuenta, que está arriba a la derecha?'),
      person('Es el 482113'),
      colleague(
        'Gracias. Este mes se cobraron dos lecturas juntas. Radico el reclamo por ti y mientras tanto pagas solo lo que no reclamas.',
      ),
      person('Ah bueno, muchas gracias'),
    ],
  },
  {
    topic: 'payment',
    ask: 'Necesito un asesor, pagué y me sale que debo',
    lines: [
      colleague('Vamos a mirarlo. ¿Qué día pagaste y en qué punto?'),
      person('El lunes, por PSE'),
      colleague('Ya lo encontré: el pago entró hoy. Mañana la cuenta aparece al día.'),
      person('Menos mal, gracias'),
    ],
  },
  {
    topic: 'failure',
    ask: 'Me puede atender alguien? Llevamos dos días sin agua',
    lines: [
      colleague('Siento mucho que estén así. ¿En qué barrio y con qué dirección?'),
      person('En la 22 con 7, al lado de la tienda'),
      colleague(
        'Hay una reparación en la línea de 12 pulgadas. La cuadrilla termina hoy al final de la tarde y el agua vuelve por la noche.',
      ),
      person('Listo, quedo pendiente'),
    ],
  },
  {
    topic: 'failure',
    ask: 'Necesito un asesor, el hueco que dejaron sigue abierto',
    lines: [
      colleague('¿Puedes enviarme una foto y la dirección? Así lo paso hoy mismo a la cuadrilla.'),
      person('Carrera 5 con calle 30, frente a la panadería'),
      colleague('Anotado. Van mañana en la mañana a cerrar el pavimento.'),
    ],
  },
  {
    topic: 'status',
    ask: 'Quiero hablar con alguien, mi solicitud no la responden',
    lines: [
      colleague(
        'Ya la estoy mirando. Está en trámite y te responden antes de la fecha límite que dice tu acuse.',
      ),
      person('Es que ya fui dos veces'),
      colleague('Te entiendo. Le dejé una nota a quien la tiene para que te escriba por aquí apenas salga.'),
      person('Dios le pague'),
    ],
  },
  {
    topic: 'filing',
    ask: 'Me puede ayudar una persona a poner una queja',
    lines: [
      colleague('Con mucho gusto. Cuéntame qué pasó y yo la radico por ti.'),
      person('El carro de la basura no pasa desde el jueves y ya hay moscas'),
      colleague('Quedó radicada. El número te llegó aquí arriba; con ese preguntas cómo va.'),
      person('Muchas gracias, muy amable'),
    ],
  },
  {
    topic: 'hours',
    ask: 'Un asesor por favor, abren el sábado?',
    lines: [
      colleague(
        'Los sábados no hay atención en la oficina. De lunes a viernes, desde las 8. Si quieres, por aquí te ayudo de una vez.',
      ),
      person('No, gracias, yo paso el lunes'),
    ],
  },
];
