import type { HandoffReason } from '../../../domain/messages/conversation.ts';
import type { CareTopic } from '../../../domain/teams/care-topic.ts';

/** Something that was said or done in it. */
export type Step = {
  readonly minutesAgo: number;
  readonly who:
    | 'person'
    | 'correction'
    | 'assistant'
    | 'deal'
    | 'take'
    | 'assign'
    | 'answer'
    | 'note'
    | 'unanswered';
  readonly text: string;
  /** Of what did not arrive, why. */
  readonly failure?: string;
  readonly hasPhoto?: true;
};

/** A conversation that is open at this moment. Colleagues stand by the beginning of their address. */
export type OpenTalk = {
  readonly topic: CareTopic;
  readonly reason: HandoffReason;
  readonly askedMinutesAgo: number;
  /** Since when the person waits; null when nobody owes a word. */
  readonly waitsMinutes: number | null;
  /** Nobody has chosen a team yet. */
  readonly isNew?: true;
  readonly isFor?: string;
  readonly has?: string;
  /** A number to call, of nobody. */
  readonly call?: string;
  /** A petición was begun and not finished. */
  readonly hasForm?: true;
  readonly isUnread?: true;
  readonly steps: readonly Step[];
};

const step =
  (who: Step['who']) =>
  (minutesAgo: number, text = '', more: Partial<Step> = {}): Step => ({ minutesAgo, who, text, ...more });
const [person, assistant, answer, note] = [step('person'), step('assistant'), step('answer'), step('note')];
const [deal, take, assign, correction] = [step('deal'), step('take'), step('assign'), step('correction')];
const unanswered = step('unanswered');

const ASKED = 'Ya pedí que una persona del equipo te escriba por aquí. Mientras tanto puedes seguir conmigo.';
const NOBODY = 'Todavía nadie del equipo ha podido responderte, y lo siento. ¿Qué prefieres?';

/** One of each way in which a conversation can stand: who waits longest comes first. */
export const OPEN_TALKS: readonly OpenTalk[] = [
  {
    ...{ topic: 'danger', reason: 'danger', askedMinutesAgo: 16, waitsMinutes: 16, isUnread: true },
    steps: [
      person(16, 'Vecino se cayó un cable de la luz encima del agua que está regada, frente al colegio'),
      assistant(16, 'Si hay peligro, aléjate y llama ya:\nEmergencias: 123\nBomberos: 119'),
      assistant(16, 'Ya le avisé a una persona del equipo. Cuando estés a salvo, seguimos.'),
      deal(15),
      unanswered(6),
      assistant(6, NOBODY),
      person(4, 'Ya llegaron los bomberos, pero el agua sigue saliendo por montones'),
    ],
  },
  {
    ...{ topic: 'invoice', reason: 'not-understood', askedMinutesAgo: 13, waitsMinutes: 13, isUnread: true },
    call: '573000001234',
    steps: [
      person(14, 'Es por lo del convenio que hice con la muchacha de la ventanilla'),
      assistant(14, 'No te entendí bien. ¿Qué quieres hacer?'),
      person(13, 'Lo del convenio'),
      assistant(13, ASKED),
      deal(13),
      unanswered(3),
      assistant(3, NOBODY),
      person(2, 'Que me llamen'),
      assistant(2, '¿A qué número te llamamos? Escríbelo con el indicativo si es fijo.'),
      person(1, '300 000 1234'),
      assistant(1, 'Listo: te llamamos al 300 000 1234. Si alguien se desocupa antes, te escribe por aquí.'),
    ],
  },
  {
    ...{ topic: 'invoice', reason: 'asked', askedMinutesAgo: 8, waitsMinutes: 8, isUnread: true },
    steps: [
      person(8, 'Necesito un asesor, es sobre mi factura'),
      assistant(8, ASKED),
      deal(8),
      person(7, 'Me cobraron la reconexión y a mí nunca me cortaron el agua'),
    ],
  },
  {
    ...{ topic: 'status', reason: 'asked', askedMinutesAgo: 4, waitsMinutes: 4, isFor: 'atencion' },
    steps: [
      person(4, '¿Me puede atender alguien? Es para saber de mi solicitud'),
      assistant(4, ASKED),
      deal(4),
    ],
  },
  {
    ...{
      topic: 'filing',
      reason: 'asked',
      askedMinutesAgo: 3,
      waitsMinutes: 3,
      isUnread: true,
      hasForm: true,
    },
    steps: [
      person(9, 'Quiero poner un reclamo'),
      assistant(9, 'Cuéntame qué pasó, con tus palabras.'),
      person(6, 'El agua llega amarilla desde el lunes, en la casa hay dos niños pequeños'),
      assistant(6, '¿En qué barrio es?'),
      person(3, 'Mejor páseme a una persona, es que yo no sé cómo se llama aquí'),
      assistant(3, ASKED),
      deal(3),
    ],
  },
  {
    ...{
      topic: 'general',
      reason: 'asked',
      askedMinutesAgo: 1,
      waitsMinutes: 1,
      isNew: true,
      isUnread: true,
    },
    steps: [person(1, 'Quiero hablar con una persona, por favor'), assistant(1, ASKED)],
  },
  {
    ...{ topic: 'status', reason: 'asked', askedMinutesAgo: 22, waitsMinutes: 2, has: 'atencion' },
    steps: [
      person(22, 'Necesito un asesor, hace un mes radiqué por la fuga de la esquina y sigue igual'),
      assistant(22, ASKED),
      deal(22),
      take(19),
      assistant(19, 'Hola, soy Kelly Barros, de ESSMAR. Desde ahora te atiendo yo.'),
      answer(18, 'Hola. Ya leí lo que le contaste a Vecino. ¿Me envías una foto de cómo está hoy?'),
      person(12, 'Sí señora, ya salgo y se la tomo'),
      person(9, 'Así está', { hasPhoto: true }),
      correction(8, 'Así está, en toda la esquina'),
      note(6, 'La cuadrilla la dio por cerrada el 12. Preguntar a Camilo antes de prometer un día.'),
      answer(5, 'Gracias, se ve muy bien. Pido que vuelvan y te escribo por aquí con el día.'),
      person(2, '¿Y el agua que se está botando me la cobran?'),
    ],
  },
  {
    ...{ topic: 'failure', reason: 'asked', askedMinutesAgo: 35, waitsMinutes: null, has: 'atencion2' },
    steps: [
      person(35, 'Páseme a alguien, la alcantarilla se está rebosando otra vez'),
      assistant(35, ASKED),
      deal(34),
      take(33),
      assistant(33, 'Hola, soy Camilo Infante, de ESSMAR. Desde ahora te atiendo yo.'),
      answer(32, '¿En qué dirección es, y desde cuándo?'),
      person(28, 'En la 30 con 4, desde anoche que llovió'),
      answer(26, 'La cuadrilla sale en una hora. Te escribo por aquí cuando vaya en camino.', {
        failure: 'too-many-attempts',
      }),
    ],
  },
  {
    ...{ topic: 'rights', reason: 'asked', askedMinutesAgo: 50, waitsMinutes: 2, isFor: 'sac' },
    steps: [
      person(50, 'Un asesor por favor, mi teléfono aparece en la cuenta de otra persona'),
      assistant(50, ASKED),
      deal(50),
      take(48),
      assistant(48, 'Hola, soy Kelly Barros, de ESSMAR. Desde ahora te atiendo yo.'),
      answer(47, 'Hola. Lo corrijo con quien lleva los datos personales; te escribe por aquí.'),
      note(3, 'Es un reclamo de habeas data: diez días para responder. Tiene el documento a la mano.'),
      assign(2),
    ],
  },
];
