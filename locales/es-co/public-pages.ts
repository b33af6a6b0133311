/** The public pages that work without scripts: consulta, help, privacy and accessibility. */
export const publicPages = {
  'public.skip': 'Ir al contenido',
  'public.govco': 'GOV.CO, el portal del Estado colombiano',
  'public.breadcrumb': 'Estás en',
  'public.home': 'Inicio',
  'public.nit': 'NIT {{nit}}',
  'public.print': 'Puedes imprimir esta página o guardarla como PDF desde tu navegador.',

  'public.status.title': 'Consulta cómo va tu solicitud',
  'public.status.intro':
    'Escribe el número de radicado y el código de verificación. Los dos están en el mensaje de confirmación que te dimos al radicar.',
  'public.status.radicado': 'Número de radicado',
  'public.status.radicadoHint': 'Por ejemplo, {{example}}.',
  'public.status.code': 'Código de verificación',
  'public.status.codeHint': 'Tiene 12 letras y números. Por ejemplo, ABCD-EFGH-JKMN.',
  'public.status.submit': 'Consultar',
  'public.status.lost':
    '¿No tienes el código? Escríbenos desde el mismo chat o WhatsApp con el que radicaste: allí no lo pedimos. Una solicitud anónima solo se abre con su código.',
  'public.status.private': 'Solo mostramos la solicitud a quien tiene su código. No lo compartas.',
  'public.status.problem': 'No pudimos mostrar la solicitud',
  'public.status.problemTitle': 'Error: {{title}}',
  'public.status.found': 'Solicitud {{radicado}}',
  'public.status.state': 'Cómo va',
  'public.status.next': 'Qué sigue',
  'public.status.dates': 'Fechas',
  'public.status.kind': 'Tipo',
  'public.status.received': 'Radicada',
  'public.status.receivedAt': '{{day}}, a las {{time}}',
  'public.status.due': 'Plazo para responderte',
  'public.status.duePassed': 'Venció el {{day}}.',
  'public.status.asked': 'Consultada',
  'public.status.documents': 'Documentos',
  'public.status.documentsNone': 'Esta solicitud no tiene documentos.',
  'public.status.documentPending': 'todavía en camino',
  'public.status.download': 'Descargar {{name}}',
  'public.status.downloadUntil':
    'Los botones para descargar sirven por {{minutes}} minutos. Después, consulta otra vez.',
  'public.status.another': 'Consultar otra solicitud',
  'public.status.leave':
    'Si este equipo no es tuyo, cierra esta ventana al terminar: así nadie más verá tu solicitud.',
  'public.status.silenceLate':
    'El plazo ya venció y no tenemos registrada la respuesta. Puedes pedir que se reconozca el silencio administrativo positivo (Ley 142 de 1994, art. 158). Si no lo reconocemos, puedes acudir a la Superintendencia de Servicios Públicos Domiciliarios.',
  'public.status.late':
    'El plazo ya venció. Puedes llamarnos para pedir la respuesta o pedir en el chat que te atienda una persona.',

  'public.next.BORRADOR': 'Vuelve al chat para terminarla.',
  'public.next.RADICADA': 'Vamos a asignarla al equipo que debe responderte. No tienes que hacer nada.',
  'public.next.CLASIFICADA': 'Vamos a asignarla al equipo que debe responderte. No tienes que hacer nada.',
  'public.next.ASIGNADA': 'El equipo va a estudiarla. No tienes que hacer nada.',
  'public.next.EN_TRAMITE': 'El equipo prepara la respuesta. No tienes que hacer nada.',
  'public.next.PROYECTADA': 'Cuando se apruebe la respuesta, te la enviaremos.',
  'public.next.APROBADA': 'Te enviaremos la respuesta.',
  'public.next.RESPONDIDA':
    'Falta notificarte la respuesta. Léela cuando te llegue: allí dice qué puedes hacer si no estás de acuerdo.',
  'public.next.NOTIFICADA':
    'Si no estás de acuerdo, puedes presentar un recurso dentro del plazo que dice la respuesta.',
  'public.next.EN_RECURSO': 'Vamos a decidir el recurso y te avisaremos.',
  'public.next.CERRADA': 'No falta nada. Si necesitas algo más, radica otra solicitud en el chat.',
  'public.next.REQUERIDA_COMPLETAR': 'Envíanos lo que te pedimos, por el mismo medio en que te escribimos.',
  'public.next.DESISTIDA': 'Si todavía lo necesitas, puedes radicarla de nuevo en el chat.',
  'public.next.TRASLADADA': 'Te responderá la entidad a la que se trasladó.',
  'public.next.EN_PRUEBAS': 'Cuando terminen las pruebas, preparamos la respuesta.',
  'public.next.SAP_PRESUNTO':
    'Te diremos si se reconoce. Si no lo reconocemos, puedes acudir a la Superintendencia de Servicios Públicos Domiciliarios.',
  'public.next.SAP_RECONOCIDO': 'Vamos a cumplir lo que se reconoció a tu favor.',
  'public.next.SAP_DESCARTADO':
    'Si no estás de acuerdo, puedes acudir a la Superintendencia de Servicios Públicos Domiciliarios.',
  'public.next.RECHAZADA': 'En la respuesta está el motivo. Puedes radicar otra solicitud en el chat.',
  'public.next.ARCHIVADA': 'Si todavía lo necesitas, puedes radicar otra solicitud en el chat.',

  'public.help.title': 'Ayuda',
  'public.help.intro':
    'Aquí encuentras qué puedes hacer en línea, a dónde ir y a dónde llamar. La atención no tiene costo y no necesitas abogado.',
  'public.help.emergency': 'Si hay peligro, llama ya',
  'public.help.service': 'Daños en el servicio',
  'public.help.can': 'Qué puedes hacer en línea',
  'public.help.canFile':
    'Radicar una petición, queja, reclamo, recurso, denuncia o sugerencia: a cualquier hora, en el {{chat}}.',
  'public.help.chat': 'chat',
  'public.help.canStatus': 'Consultar cómo va una solicitud, en {{page}}.',
  'public.help.statusPage': 'la página de consulta',
  'public.help.canFailure': 'Contarnos una falla del servicio y enviar fotos, un audio o un PDF.',
  'public.help.canPerson': 'Pedir que te atienda una persona: escribe asesor en el chat.',
  'public.help.canData': 'Conocer, corregir o borrar tus datos, como explica {{page}}.',
  'public.help.privacyPage': 'la página de privacidad',
  'public.help.words': 'Palabras que siempre sirven en el chat',
  'public.help.wordMenu': 'menú: para volver al comienzo.',
  'public.help.wordBack': 'atrás: para corregir la respuesta anterior.',
  'public.help.wordCancel': 'cancelar: para dejar lo que estás haciendo.',
  'public.help.wordHelp': 'ayuda: para que te explique la pregunta.',
  'public.help.wordPerson': 'asesor: para hablar con una persona.',
  'public.help.offices': 'Oficinas y horarios',
  'public.help.payment': 'Puntos de pago',
  'public.help.address': 'Dirección: {{address}}',
  'public.help.hours': 'Horario: {{hours}}',
  'public.help.website': 'Página web de la entidad',

  'public.privacy.title': 'Privacidad: cómo cuidamos tus datos',
  'public.privacy.responsible': 'Quién responde por tus datos',
  'public.privacy.responsibleIs': '{{responsible}}, NIT {{nit}}, en {{city}}.',
  'public.privacy.write': 'Para lo que tenga que ver con tus datos, escribe a',
  'public.privacy.purposes': 'Para qué los usamos',
  'public.privacy.purposesIntro':
    'Cada uso es aparte. Solo el primero hace falta para atenderte; los demás los permites o no, y puedes cambiar de idea.',
  'public.privacy.purpose.tramite':
    'Trámite: para atender tus solicitudes y responderte. La ley nos ordena hacerlo aunque no aceptes el aviso (Ley 1581 de 2012, art. 10).',
  'public.privacy.purpose.avisos': 'Avisos: para contarte de trabajos y daños en tu barrio.',
  'public.privacy.purpose.encuestas': 'Encuestas: para preguntarte cómo te atendimos.',
  'public.privacy.purpose.salud':
    'Salud: si nos cuentas algo de tu salud, lo guardamos con reserva y lo ve solo quien debe atenderlo. No estás obligado a contarlo.',
  'public.privacy.purpose.ubicacion':
    'Ubicación y fotos: para encontrar el lugar de una falla. No estás obligado a enviarlas.',
  'public.privacy.whatsapp':
    'Si nos escribes por WhatsApp, tus mensajes pasan también por esa empresa, que está fuera de Colombia. Si no quieres, usa el chat de esta página o nuestras oficinas.',
  'public.privacy.stop': 'Para no recibir más avisos o encuestas, escribe BAJA en el chat o en WhatsApp.',
  'public.privacy.rights': 'Tus derechos',
  'public.privacy.rightSee': 'Conocer qué datos tenemos de ti, gratis.',
  'public.privacy.rightChange': 'Pedir que los corrijamos o los pongamos al día.',
  'public.privacy.rightErase':
    'Pedir que los borremos o retirar tu permiso, salvo lo que la ley nos obliga a guardar.',
  'public.privacy.rightProof': 'Pedir la prueba del permiso que nos diste.',
  'public.privacy.rightComplain':
    'Presentar una queja ante la Superintendencia de Industria y Comercio, después de reclamar ante nosotros.',
  'public.privacy.how': 'Cómo usarlos',
  'public.privacy.howChat': 'En el chat: escribe mis datos y radicamos tu solicitud.',
  'public.privacy.howMail': 'Por correo: {{email}}.',
  'public.privacy.howOffice': 'En persona: en las oficinas que están en {{page}}.',
  'public.privacy.helpPage': 'la página de ayuda',
  'public.privacy.terms':
    'Si quieres conocer tus datos, te respondemos en 10 días hábiles, que pueden aumentar hasta 5 más. Si pides corregirlos o borrarlos, en 15 días hábiles, que pueden aumentar hasta 8 más (Ley 1581 de 2012, arts. 14 y 15). Si necesitamos más días, te diremos por qué.',
  'public.privacy.versions': 'Versiones del aviso de privacidad',
  'public.privacy.version': 'Versión {{version}}, vigente',
  'public.privacy.versionWords': 'Estas son las palabras que ves antes de empezar en el chat:',
  'public.privacy.versionNote':
    'Cuando cambian las palabras, cambia la versión y te preguntamos otra vez. Guardamos qué versión viste y qué respondiste.',
  'public.privacy.policy': 'Política completa de la entidad',
  'public.privacy.policyAt': 'La publica la entidad en',

  'public.accessibility.title': 'Accesibilidad',
  'public.accessibility.intro':
    'Queremos que cualquier persona pueda usar estas páginas. Las hacemos para cumplir las pautas WCAG 2.1, nivel AA, que pide la Resolución 1519 de 2020 de MinTIC.',
  'public.accessibility.done': 'Qué hicimos',
  'public.accessibility.keyboard': 'Puedes usarlas solo con el teclado, y siempre se ve dónde estás.',
  'public.accessibility.reader':
    'Los títulos, los campos y los botones tienen nombre para los lectores de pantalla.',
  'public.accessibility.contrast':
    'Los colores tienen contraste suficiente, en claro y en oscuro, según lo que tengas en tu equipo.',
  'public.accessibility.zoom':
    'Puedes agrandar la letra o leerlas en una pantalla pequeña sin moverte hacia los lados.',
  'public.accessibility.targets': 'Los enlaces y botones son grandes, para tocarlos con facilidad.',
  'public.accessibility.script':
    'La consulta, la ayuda, la privacidad y esta página sirven sin JavaScript, y no tienen límite de tiempo para leer ni escribir.',
  'public.accessibility.voice': 'En el chat puedes enviar un audio en lugar de escribir.',
  'public.accessibility.limits': 'Qué falta',
  'public.accessibility.limitsText':
    'Revisamos las páginas con una herramienta automática cada vez que cambian. Una herramienta no encuentra todas las barreras. Los documentos que envían las personas pueden no ser accesibles, y todavía no hay atención en lengua de señas.',
  'public.accessibility.tell': 'Si encuentras una barrera',
  'public.accessibility.tellText':
    'Cuéntanos en el chat, por teléfono o en una oficina: te atendemos por otro medio y la corregimos.',

  'public.error.title': 'Algo no salió bien',
  'public.error.notFound': 'Aquí no hay nada con esa dirección.',
  'public.error.notAllowed': 'Esta página no se usa de esa forma. Ábrela de nuevo desde el mapa del sitio.',
  'public.error.tooLarge': 'Lo que enviaste es demasiado largo. Escribe solo el radicado y el código.',
  'public.error.unsupported': 'No pudimos leer lo que enviaste. Usa el formulario de la página de consulta.',
  'public.error.badRequest': 'No pudimos leer lo que enviaste. Usa el formulario de la página de consulta.',
  'public.error.tooFast':
    'En este momento hay muchas consultas desde tu red. Espera {{seconds}} segundos y prueba otra vez.',
  'public.error.busy': 'En este momento hay mucha gente. Prueba otra vez en unos segundos.',
  'public.error.documentExpired':
    'Ese botón ya no sirve. Haz la consulta otra vez para descargar el documento.',
  'public.error.documentGone': 'Ese documento todavía no está o ya no lo tenemos. Escríbenos por el chat.',
  'public.error.unexpected': 'Algo salió mal de nuestro lado. Prueba otra vez en unos minutos.',
  'public.error.back': 'Volver a la consulta',
} as const;
