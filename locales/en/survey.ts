import type { survey as source } from '../es-co/survey.ts';

/** The same sentences in English. */
export const survey = {
  'survey.filingQuestion': 'How easy was it to file your request?',
  'survey.filing1': 'Very hard',
  'survey.filing2': 'Hard',
  'survey.filing3': 'Neither easy nor hard',
  'survey.filing4': 'Easy',
  'survey.filing5': 'Very easy',
  'survey.careQuestion': 'How was the attention of the person who answered you?',
  'survey.care1': 'Very bad',
  'survey.care2': 'Bad',
  'survey.care3': 'Fair',
  'survey.care4': 'Good',
  'survey.care5': 'Very good',
  'survey.thanks': 'Thank you! It helps us to improve.',
  'survey.late': 'Thank you for answering. That question was already closed, so nothing changes.',
  'survey.consentQuestion':
    'May we write to you later to ask how it went? It is a single question, and you can say no.',
  'survey.consentYes': 'Yes, you may',
  'survey.consentNo': 'No, thanks',
  'survey.consentGiven': 'Thank you. It will be a single question. If you change your mind, write BAJA.',
  'survey.consentRefused': 'Understood. We will not send you surveys.',
} as const satisfies Record<keyof typeof source, string>;
