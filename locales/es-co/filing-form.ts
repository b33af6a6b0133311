/** The form at `/radicar`, which works without scripts, and its acuse. */
export const filingForm = {
  'filing.title': 'Radica una petición, queja o reclamo',
  'filing.intro':
    'Cuéntanos qué pasó y te damos un número de radicado. No tiene costo, no necesitas abogado y puedes hacerlo a cualquier hora.',
  'filing.danger': 'Si hay peligro, no esperes una respuesta aquí. Llama ya:',
  'filing.health':
    'Si es una queja por la atención en salud, primero reclama ante tu EPS; si no responde, acude a la Superintendencia Nacional de Salud.',
  'filing.required': 'obligatorio',
  'filing.optional': 'opcional',

  'filing.kind': '¿Qué quieres radicar?',
  'filing.description': '¿Qué pasó?',
  'filing.descriptionHint':
    'Escríbelo con tus palabras: qué, dónde y desde cuándo. Entre 10 y 4.000 letras. También puedes dejarlo vacío y adjuntar un audio.',
  'filing.aboutService': '¿Es sobre el servicio o la factura (agua, alcantarillado o aseo)?',
  'filing.aboutServiceHint': 'Solo hace falta para una petición o una queja.',
  'filing.barrio': '¿En qué barrio es?',
  'filing.barrioHint': 'Si no está en la lista, escríbelo como lo llaman.',
  'filing.account': 'Número de cuenta o contrato',
  'filing.accountHint': 'Está en la factura. Si no lo tienes, déjalo vacío.',
  'filing.files': 'Fotos, PDF o audios',
  'filing.filesHint': 'Hasta {{max}} archivos de 15 MB. Un PDF puede pesar hasta 20 MB.',
  'filing.filesKept': 'Archivos que ya recibimos',
  'filing.filesKeptHint': 'Quita la marca del que no quieras enviar.',
  'filing.filesAgain': 'Si habías elegido archivos, elígelos otra vez.',
  'filing.name': 'Tu nombre',
  'filing.nameHint': 'Puedes radicar sin decir quién eres.',
  'filing.anonymous': 'Quiero que sea anónima',
  'filing.anonymousHint':
    'No guardaremos tu nombre ni nada que te una a esta solicitud. La respuesta se lee en la página de consulta, con el código.',
  'filing.privacy': 'Tus datos personales',
  'filing.privacyFree':
    'No hace falta que aceptes para radicar: si no aceptas, tus datos se usan solo para atender tu solicitud, como lo ordena la ley.',
  'filing.accept': 'Acepto',
  'filing.submit': 'Radicar',

  'filing.problemTitle': 'Error: {{title}}',
  'filing.problem': 'Todavía no quedó radicada. Revisa esto:',
  'filing.notYet': 'Todavía no quedó radicada',
  'filing.error.kind': 'Elige qué quieres radicar. Si no sabes, elige «No sé cuál es».',
  'filing.error.description':
    'Cuéntanos qué pasó, con al menos 10 letras. También puedes adjuntar un audio y dejarlo vacío.',
  'filing.error.descriptionLong':
    'Caben 4.000 letras y escribiste {{count}}. Escríbelo más corto; lo que falte lo puedes adjuntar como PDF.',
  'filing.error.descriptionCut':
    'Caben 4.000 letras y escribiste muchas más. Guardamos el comienzo: escríbelo más corto o adjúntalo como PDF.',
  'filing.error.account':
    'Ese número no parece de una cuenta: son de 4 a 20 números o letras. Corrígelo o déjalo vacío.',
  'filing.error.barrio': 'El nombre del barrio es muy largo: caben 120 letras.',
  'filing.error.name': 'El nombre es muy largo: caben 120 letras.',
  'filing.error.file': '{{name}}: {{why}}',
  'filing.error.tooManyFiles':
    'Caben {{max}} archivos. No recibimos {{names}}: únelos en un PDF o radica lo que falte aparte.',
  'filing.error.tooFast':
    'En este momento hay muchas solicitudes desde tu red. Lo que escribiste sigue aquí: espera {{seconds}} segundos y envíalo otra vez.',
  'filing.error.busy':
    'En este momento no pudimos guardarla. Lo que escribiste sigue aquí: espera unos segundos y envíalo otra vez. No se radicará dos veces.',
  'filing.error.key':
    'No reconocimos esta página, quizás porque es una copia. Lo que escribiste sigue aquí: revísalo y envíalo otra vez.',
  'filing.error.used':
    'Desde esta página ya se radicó la solicitud {{radicado}}. Si lo que ves aquí es otra solicitud, envíala y tendrá su propio número.',
  'filing.error.otherSite': 'Esa solicitud venía de otra página. Ábrela aquí y escríbela de nuevo.',
  'filing.error.tooLarge': 'Lo que enviaste pesa demasiado. Envía menos archivos o archivos más livianos.',
  'filing.error.unreadable': 'No pudimos leer lo que enviaste. Usa el formulario de esta página.',
  'filing.error.back': 'Volver al formulario',

  'filing.done.title': 'Quedó radicada con el número {{radicado}}',
  'filing.done.keep': 'Guarda estos datos',
  'filing.done.keepHint':
    'El código solo se muestra aquí. Anótalo o toma una foto: con el número y el código puedes saber cómo va. No lo compartas.',
  'filing.done.radicado': 'Número de radicado',
  'filing.done.code': 'Código de verificación',
  'filing.done.received': 'Recibida',
  'filing.done.receivedAt': '{{day}}, a las {{time}}, por {{entity}}',
  'filing.done.due': 'Plazo para responderte',
  'filing.done.summary': 'Lo que recibimos',
  'filing.done.kind': 'Tipo',
  'filing.done.description': 'Lo que pasó',
  'filing.done.barrio': 'Barrio',
  'filing.done.account': 'Cuenta',
  'filing.done.files': 'Archivos',
  'filing.done.none': 'Ninguno',
  'filing.done.who': 'Quién la radica',
  'filing.done.anonymous': 'Es anónima',
  'filing.done.consult': 'Para saber cómo va, entra a {{page}} y escribe el número y el código.',
  'filing.done.consultPage': 'la página de consulta',
  'filing.done.health': 'Si se trata de tu salud',
  'filing.done.danger': 'Si hay peligro, aléjate y llama ya',
  'filing.done.another': 'Radicar otra solicitud',

  'filing.told.name': 'Nombre: {{name}}',
} as const;
