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
  'care.personQueue':
    'I asked a person of the team to write to you here (people before you: {{count}}). Meanwhile you can go on with me.',
  'care.personLater':
    'Nobody of the team is here at this hour. On {{day}} at {{hour}} they will read you; meanwhile you can go on with me.',
  'care.taken': 'Hello, I am {{name}}, of {{entity}}. From here on I attend you.',
  'care.givenBack': '{{name}} has finished. I go on with you, {{assistant}}.',
  'care.ended':
    'Thank you for writing to us. We close this conversation; if you need anything else, write to me whenever you want.',
  'care.reopened': 'Hello again, I am {{name}}. I go on with you in what we talked about.',
  'care.unanswered':
    'Nobody of the team has been able to answer you yet, and I am sorry. What do you prefer?',
  'care.unansweredFile': 'File my request',
  'care.unansweredCall': 'Be called',
  'care.unansweredWait': 'Go on waiting',
  'care.unansweredStays': 'All right. You keep your place and they will write to you here.',
  'care.unansweredOpen':
    'Nobody of the team has been able to answer you yet, and I am sorry. You keep your place; meanwhile let us finish this.',
  'care.callQuestion': 'Which number shall we call? With the area code if it is a fixed line.',
  'care.callRefused':
    'Write a mobile number (ten digits) or a fixed one with its area code, for example 300 123 4567.',
  'care.callKept': 'Done: we will call {{phone}}. If somebody is free before, they will write to you here.',
  'care.personAfterMisses':
    'I asked a person of the team to write to you here. What you had is kept: write retomar when you want to go on.',
} as const satisfies Record<keyof typeof source, string>;
