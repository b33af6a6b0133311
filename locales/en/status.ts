import type { status as source } from '../es-co/status.ts';

/** The same sentences in English. */
export const status = {
  'status.radicadoQuestion':
    'What is the radicado number? It is in the confirmation message, for example {{example}}.',
  'status.radicadoRefused': 'I did not recognise that number. Write it like this: {{example}}.',
  'status.codeQuestion':
    'To protect the data of whoever filed it, write the verification code in the confirmation message.',
  'status.codeRefused': 'The code has 12 letters and digits, for example ABCD-EFGH-JKMN. Write it again.',
  'status.denied':
    'With those data I cannot show you any request. Check the radicado number and the code. If you try several times in a row, you will have to wait an hour.',
  'status.found': 'Request {{radicado}}, filed on {{day}}.',
  'status.due': 'The term to answer you ends on {{day}}.',
  'status.recognised':
    'Good to have you back! I recognise that you are the same person with another phone, and your history is here again.',
  'status.listTitle': 'These are your last requests:',
  'status.listItem': '{{radicado}} ({{kind}}): {{status}}',
  'status.listNone': 'You have filed no request from here.',
  'status.is.BORRADOR': 'It has not been filed yet.',
  'status.is.RADICADA': 'It is filed and will soon be assigned.',
  'status.is.CLASIFICADA': 'It is filed and classified.',
  'status.is.ASIGNADA': 'A team has it.',
  'status.is.EN_TRAMITE': 'It is being processed.',
  'status.is.PROYECTADA': 'The answer is being reviewed.',
  'status.is.APROBADA': 'The answer was approved and is about to be sent.',
  'status.is.RESPONDIDA': 'It was answered.',
  'status.is.NOTIFICADA': 'It was answered and notified.',
  'status.is.EN_RECURSO': 'An appeal is being processed.',
  'status.is.CERRADA': 'It is closed.',
  'status.is.REQUERIDA_COMPLETAR': 'We asked you for information that is missing to answer.',
  'status.is.DESISTIDA': 'It ended by withdrawal.',
  'status.is.TRASLADADA': 'It was transferred to the entity responsible.',
  'status.is.EN_PRUEBAS': 'Evidence is being gathered.',
  'status.is.SAP_PRESUNTO': 'The term ended and the positive silence is being reviewed.',
  'status.is.SAP_RECONOCIDO': 'It was decided in your favour by positive silence.',
  'status.is.SAP_DESCARTADO': 'The positive silence was reviewed and not recognised.',
  'status.is.RECHAZADA': 'It was rejected.',
  'status.is.ARCHIVADA': 'It is archived.',
} as const satisfies Record<keyof typeof source, string>;
