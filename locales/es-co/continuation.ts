/** Going on with a conversation in another place. */
export const continuation = {
  'continuation.whatsappText': 'Hola, quiero seguir por aquí. Mi código es {{code}}',
  'continuation.question':
    '¿Quieres unir este WhatsApp con el chat web abierto {{when}}? Desde ese chat se podrán ver tus solicitudes.',
  'continuation.whenToday': 'hoy a las {{time}}',
  'continuation.whenOn': 'el {{day}} a las {{time}}',
  'continuation.yes': 'Sí',
  'continuation.no': 'No',
  'continuation.questionHelp': 'Responde sí para unir los dos chats, o no para dejarlos como están.',
  'continuation.joined':
    'Listo, este WhatsApp y el chat web quedaron unidos. Aquí tienes lo que hiciste allá.',
  'continuation.joinedGoOn': 'Listo, quedaron unidos. Seguimos donde ibas.',
  'continuation.joinedKept':
    'Listo, quedaron unidos. Lo que tenías empezado en el chat web sigue allá, porque aquí ya tenías algo empezado.',
  'continuation.refused':
    'Listo, no los uní y nada cambia. Si alguien te pidió enviar ese mensaje, no le respondas.',
  'continuation.notValid':
    'Ese código no sirve o ya venció. Pide otro en el chat web, en «Seguir por WhatsApp», y envíamelo antes de 15 minutos.',
  'continuation.chatJoined':
    'Este chat quedó unido a tu WhatsApp. Sigue por allá; aquí también puedes leer lo que ya hablamos y escribir cuando quieras.',
  'continuation.chatRefused':
    'En WhatsApp no se aceptó unir este chat, así que todo sigue igual. Si quieres intentarlo otra vez, pide otro código.',
  'continuation.hint': 'Si prefieres la página web, escribe: seguir en la web.',
  'continuation.link':
    'Abre este enlace para seguir en la página web:\n{{link}}\nSirve una sola vez y durante 15 minutos. No se lo reenvíes a nadie: quien lo abra verá tus solicitudes.',
  'continuation.alreadyOnWeb':
    'Ya estás en la página web. Aquí puedes radicar, consultar y ver tus solicitudes.',
  'continuation.welcome':
    'Hola, soy {{assistant}}, de {{entity}}. Aquí sigue tu conversación de WhatsApp: puedes radicar, consultar y ver tus solicitudes.',
  'continuation.openedOnWeb': 'Abriste esta conversación en la página web. Si no fuiste tú, escribe asesor.',
  'continuation.openedOnWebGoOn':
    'Abriste esta conversación en la página web, y lo que tenías empezado sigue allá. Si no fuiste tú, escribe asesor.',
} as const;
