import type { care as source } from '../es-co/care.ts';

/** The same sentences in English. */
export const care = {
  'care.danger': 'If there is danger, get away and call now:\n{{lines}}',
  'care.dangerContinue': 'I told a person of the team. When you are safe, we go on.',
  'care.failureQuestion':
    'Tell me what is happening and in which barrio: for example, no water arrives, there is a leak or the waste truck did not come.',
  'care.failure':
    'I am sorry about what is happening. To have it attended as soon as possible, call {{name}}: {{number}}.',
  'care.health':
    'I am very sorry that you are going through this. Complain to your EPS first: it must answer in 24 hours if it is vital, in 48 if it is a priority and in 72 otherwise. If it does not, go to the Superintendencia Nacional de Salud. If it is an emergency, call now:\n{{lines}}',
  'care.healthPrivate': 'What you told me about health is kept confidential.',
  'care.person': 'I asked a person of the team to write to you here. Meanwhile you can go on with me.',
  'care.personHours':
    'I asked a person of the team to write to you here (hours: {{hours}}). Meanwhile you can go on with me.',
  'care.personAfterMisses':
    'I asked a person of the team to write to you here. What you had is kept: write retomar when you want to go on.',
} as const satisfies Record<keyof typeof source, string>;
