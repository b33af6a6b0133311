/** Asking where a PQRS stands. */
export const status = {
  'status.radicadoQuestion':
    '¿Cuál es el número de radicado? Está en el mensaje de confirmación, por ejemplo {{example}}.',
  'status.radicadoRefused': 'No reconocí ese número. Escríbelo así: {{example}}.',
  'status.codeQuestion':
    'Para cuidar los datos de quien la radicó, escribe el código de verificación que está en el mensaje de confirmación.',
  'status.codeRefused':
    'El código tiene 12 letras y números, por ejemplo ABCD-EFGH-JKMN. Escríbelo otra vez.',
  'status.denied':
    'Con esos datos no puedo mostrarte ninguna solicitud. Revisa el número de radicado y el código. Si lo intentas varias veces seguidas, tendrás que esperar una hora.',
  'status.found': 'Solicitud {{radicado}}, radicada el {{day}}.',
  'status.due': 'El plazo para responderte vence el {{day}}.',
  'status.recognised':
    '¡Qué bueno que volviste! Reconozco que eres la misma persona con otro teléfono, y aquí tienes otra vez tu historial.',
  'status.listTitle': 'Estas son tus últimas solicitudes:',
  'status.listItem': '{{radicado}} ({{kind}}): {{status}}',
  'status.listNone': 'Desde aquí no has radicado ninguna solicitud.',
  'status.is.BORRADOR': 'Todavía no se ha radicado.',
  'status.is.RADICADA': 'Está radicada y pronto se asignará.',
  'status.is.CLASIFICADA': 'Está radicada y clasificada.',
  'status.is.ASIGNADA': 'Ya tiene un equipo asignado.',
  'status.is.EN_TRAMITE': 'Está en trámite.',
  'status.is.PROYECTADA': 'La respuesta se está revisando.',
  'status.is.APROBADA': 'La respuesta ya fue aprobada y está por enviarse.',
  'status.is.RESPONDIDA': 'Ya fue respondida.',
  'status.is.NOTIFICADA': 'Ya fue respondida y notificada.',
  'status.is.EN_RECURSO': 'Hay un recurso en trámite.',
  'status.is.CERRADA': 'Está cerrada.',
  'status.is.REQUERIDA_COMPLETAR': 'Te pedimos información que falta para poder responder.',
  'status.is.DESISTIDA': 'Terminó por desistimiento.',
  'status.is.TRASLADADA': 'Se trasladó a la entidad que le corresponde.',
  'status.is.EN_PRUEBAS': 'Se están practicando pruebas.',
  'status.is.SAP_PRESUNTO': 'El plazo venció y se está revisando el silencio administrativo positivo.',
  'status.is.SAP_RECONOCIDO': 'Se resolvió a tu favor por silencio administrativo positivo.',
  'status.is.SAP_DESCARTADO': 'Se revisó el silencio administrativo positivo y no se reconoció.',
  'status.is.RECHAZADA': 'Fue rechazada.',
  'status.is.ARCHIVADA': 'Está archivada.',
} as const;
