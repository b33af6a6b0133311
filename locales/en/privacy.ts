import type { privacy as source } from '../es-co/privacy.ts';

/** The same sentences in English. */
export const privacy = {
  'privacy.aviso':
    'Before we begin: {{responsible}} (NIT {{nit}}) is responsible for your data and uses them to process your requests and answer you. You can see them, correct them, ask to have them erased or withdraw this permission at {{email}}. The whole policy is at {{url}}. Do you accept?',
  'privacy.accept': 'I accept',
  'privacy.refuse': 'I do not accept',
  'privacy.accepted': 'Thank you. It is recorded.',
  'privacy.refused':
    'Understood, no problem. You can file and ask all the same: your data will only be used to attend your request, as the law orders, and for nothing else.',
  'privacy.unclear': 'To go on I need to know whether you accept. Answer 1 to accept or 2 not to accept.',
  'privacy.unanswered':
    'Let us go on without your permission: your data will only be used to attend what you ask, as the law orders.',
  'privacy.help':
    'You can accept or not: I attend you in both cases. If you accept, I keep the proof of your permission; if not, I use your data only for what you ask.',
  'privacy.rightsQuestion':
    'Your data are yours. I can file your request; you can also write to {{email}}. What do you want to do?',
  'privacy.rightsSee': 'See the data you have about me',
  'privacy.rightsChange': 'Correct or erase my data',
  'privacy.rightsNothing': 'Nothing for now',
  'privacy.offQuestion': 'What do you not want to receive any more?',
  'privacy.onQuestion': 'What do you want to receive?',
  'privacy.choiceAvisos': 'Notices of works and failures',
  'privacy.choiceEncuestas': 'Surveys',
  'privacy.choiceNeither': 'Neither of them',
  'privacy.choiceBoth': 'Both',
  'privacy.choiceKeep': 'Leave everything as it is',
  'privacy.off.avisos':
    'Done: I will send you no more notices; the service and the answers to your PQRS and your messages go on as before.',
  'privacy.off.encuestas':
    'Done: I will send you no more surveys; the service and the answers to your PQRS and your messages go on as before.',
  'privacy.off.all':
    'Done: I will send you neither notices nor surveys; the service and the answers to your PQRS and your messages go on as before.',
  'privacy.on.avisos':
    'Done: I will send you notices of works and failures, besides the answers to your PQRS and your messages, which always reach you; if you change your mind, write STOP notices.',
  'privacy.on.encuestas':
    'Done: we will send you surveys of a single question, besides the answers to your PQRS and your messages, which always reach you; if you change your mind, write STOP surveys.',
  'privacy.on.all':
    'Done: I will send you notices and surveys, besides the answers to your PQRS and your messages, which always reach you; if you change your mind, write STOP.',
  'privacy.choiceKept': 'Everything stays as it was. Tell me what else I can help you with.',
} as const satisfies Record<keyof typeof source, string>;
