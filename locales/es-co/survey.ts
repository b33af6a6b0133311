/** Questions that the system asks by itself. */
export const survey = {
  'survey.filingQuestion': '¿Qué tan fácil fue radicar tu solicitud?',
  'survey.filing1': 'Muy difícil',
  'survey.filing2': 'Difícil',
  'survey.filing3': 'Ni fácil ni difícil',
  'survey.filing4': 'Fácil',
  'survey.filing5': 'Muy fácil',
  'survey.careQuestion': '¿Cómo te pareció la atención de la persona que te respondió?',
  'survey.care1': 'Muy mala',
  'survey.care2': 'Mala',
  'survey.care3': 'Regular',
  'survey.care4': 'Buena',
  'survey.care5': 'Muy buena',
  'survey.thanks': '¡Gracias! Nos ayuda a mejorar.',
  'survey.late': 'Gracias por responder. Esa pregunta ya estaba cerrada, así que no cambia nada.',
  'survey.consentQuestion':
    '¿Podemos escribirte después para preguntarte cómo te fue? Es una sola pregunta, y puedes decir que no.',
  'survey.consentYes': 'Sí, pueden escribirme',
  'survey.consentNo': 'No, gracias',
  'survey.consentGiven': 'Gracias. Te haremos una sola pregunta. Si cambias de idea, escribe BAJA.',
  'survey.consentRefused': 'Entendido. No te enviaremos encuestas.',
} as const;
