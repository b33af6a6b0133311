import type { DomainErrorCode } from '../../domain/errors.ts';

/** What a person reads when a rule said no: one sentence for every code of the domain. */
export const errors = {
  'errors.continuation-not-valid': 'Ese enlace no sirve o ya venció. Pide otro donde estabas.',
  'errors.conversation-not-ended':
    'Esa conversación ya no está terminada, o terminó hace mucho. Mira cómo quedó.',
  'errors.conversation-not-yours': 'Esa conversación no la tienes tú. Tómala primero.',
  'errors.conversation-taken': 'Otra persona del equipo acaba de tomar esa conversación.',
  'errors.file-too-large': 'El archivo es muy grande. Envía uno más liviano, por favor.',
  'errors.file-type-not-accepted':
    'Ese tipo de archivo no lo puedo recibir. Puedo recibir fotos, PDF y audios.',
  'errors.file-broken': 'No pude abrir el archivo. ¿Lo puedes enviar otra vez?',
  'errors.forbidden': 'No tienes permiso para hacer eso.',
  'errors.intake-changed':
    'Esa solicitud ya se había radicado con otros datos. Mira la que quedó o empieza una nueva.',
  'errors.intake-in-future': 'La fecha en que se recibió no puede ser después de ahora.',
  'errors.intake-late-reason': 'Escribe por qué se registra hasta ahora: se recibió hace días.',
  'errors.intake-read-back': 'Di si le leíste a la persona lo que quedó escrito.',
  'errors.message-too-large': 'El mensaje es muy grande. Envíalo en partes, por favor.',
  'errors.pqrs-appeal-possible':
    'Todavía se puede presentar un recurso. Se puede cerrar cuando pase ese plazo.',
  'errors.pqrs-appeal-too-late':
    'Pasó el plazo para el recurso, o la respuesta no lo tiene. Igual se radica y se responde.',
  'errors.pqrs-date-not-possible':
    'Revisa la fecha: no puede ser después de hoy, ni antes de lo que le da origen.',
  'errors.pqrs-electronic-not-accepted': 'La persona no aceptó que la notifiquen por correo electrónico.',
  'errors.pqrs-file-not-sent': 'Falta enviar el expediente a la Superservicios para la apelación.',
  'errors.pqrs-not-cited': 'Primero hay que citar a la persona para la notificación personal.',
  'errors.pqrs-not-classified': 'Antes de aprobar la respuesta hay que clasificar la solicitud.',
  'errors.pqrs-not-in-this-regime': 'La ley que rige esta solicitud no lo permite.',
  'errors.pqrs-not-in-this-state':
    'Eso no se puede hacer en el estado en que está la solicitud. Mírala otra vez: alguien pudo cambiarla.',
  'errors.pqrs-notice-not-for-regime': 'Esta respuesta se debe notificar: no basta con comunicarla.',
  'errors.pqrs-once-only': 'Eso ya se hizo, y solo se puede una vez.',
  'errors.pqrs-outcome-not-for-kind': 'Ese sentido de respuesta no corresponde a este tipo de solicitud.',
  'errors.pqrs-own-answer': 'La escribiste tú: la debe aprobar otra persona.',
  'errors.pqrs-person-has-time': 'La persona todavía está en su plazo.',
  'errors.pqrs-silence-waits':
    'El término venció: primero alguien debe reconocer o descartar el silencio administrativo positivo.',
  'errors.pqrs-term-is-over': 'Ya pasó el plazo para hacer eso.',
  'errors.pqrs-too-long': 'Esa fecha va más allá de lo que permite la ley. Elige una anterior.',
  'errors.pqrs-not-found': 'No encontré esa solicitud.',
  'errors.quota-exceeded': 'Has enviado muchos archivos. Espera un poco e inténtalo otra vez.',
  'errors.reply-decided':
    'Esa versión ya no espera: alguien la aprobó, la retiró o la reemplazó. Mira cómo quedó.',
  'errors.reply-gap': 'Falta llenar un dato entre corchetes. Escríbelo o bórralo antes de enviar.',
  'errors.reply-not-approved':
    'Esa respuesta guardada ya no se usa. Revisa lo que escribiste y quita la marca, o elige otra.',
  'errors.reply-own-version': 'La propusiste tú: la debe aprobar otra persona.',
  'errors.reply-variable-unknown':
    'Entre llaves dobles solo pueden ir estas palabras: nombre, radicado, colega, asistente, entidad, horario, linea, sitio.',
  'errors.reply-waiting':
    'Otra versión de esa respuesta espera aprobación. Primero hay que aprobarla o retirarla.',
  'errors.absence-circle':
    'Con ese reemplazo nadie quedaría a cargo: las dos personas se reemplazan entre sí. Elige a otra.',
  'errors.absence-dates':
    'Revisa las fechas: la última no puede ser anterior a la primera ni a hoy, y son máximo 366 días.',
  'errors.absence-overlaps': 'Esa persona ya tiene una ausencia en esos días.',
  'errors.absence-substitute':
    'Quien reemplaza debe ser otra persona, estar activa y tener al menos los mismos permisos.',
  'errors.last-admin': 'Es la única persona activa que administra. Da ese rol a alguien más primero.',
  'errors.password-common':
    'Esa contraseña es fácil de adivinar. Prueba con varias palabras que no tengan que ver entre sí.',
  'errors.password-length': 'La contraseña debe tener entre 12 y 128 caracteres.',
  'errors.password-personal': 'La contraseña no puede estar hecha con tu nombre o tu correo.',
  'errors.staff-is-substitute':
    'Esa persona reemplaza a alguien del equipo. Termina primero esa ausencia o elige otro reemplazo.',
} as const satisfies Record<`errors.${DomainErrorCode}`, string>;
