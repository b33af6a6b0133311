import type { DomainErrorCode } from '../../domain/errors.ts';

/** What a person reads when a rule said no: one sentence for every code of the domain. */
export const errors = {
  'errors.continuation-not-valid': 'Ese enlace no sirve o ya venció. Pide otro donde estabas.',
  'errors.file-too-large': 'El archivo es muy grande. Envía uno más liviano, por favor.',
  'errors.file-type-not-accepted':
    'Ese tipo de archivo no lo puedo recibir. Puedo recibir fotos, PDF y audios.',
  'errors.file-broken': 'No pude abrir el archivo. ¿Lo puedes enviar otra vez?',
  'errors.forbidden': 'No tienes permiso para hacer eso.',
  'errors.message-too-large': 'El mensaje es muy grande. Envíalo en partes, por favor.',
  'errors.pqrs-not-found': 'No encontré esa solicitud.',
  'errors.quota-exceeded': 'Has enviado muchos archivos. Espera un poco e inténtalo otra vez.',
} as const satisfies Record<`errors.${DomainErrorCode}`, string>;
