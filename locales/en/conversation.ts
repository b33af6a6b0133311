import type { conversation as source } from '../es-co/conversation.ts';

/** The same sentences in English. */
export const conversation = {
  'conversation.hello': 'Hello, I am {{assistant}}, from {{entity}}.',
  'conversation.helloAgain': 'Hello again! We go on where we were.',
  'conversation.menuQuestion': 'How can I help you? Answer with the number or in your own words.',
  'conversation.menuFile': 'File a petition, complaint or claim',
  'conversation.menuStatus': 'Ask about a request',
  'conversation.menuMine': 'See my requests',
  'conversation.menuFailure': 'Report a failure',
  'conversation.menuPayment': 'Where to pay',
  'conversation.menuHours': 'Offices and hours',
  'conversation.menuPerson': 'Talk to a person',
  'conversation.menuResume': 'Go on with what I left',
  'conversation.optionNotFound':
    'I did not recognise that answer. Choose one of the options, by number or by name.',
  'conversation.notUnderstood': 'Sorry, I did not understand. Choose an option or tell me in other words.',
  'conversation.whichTopic': 'I want to understand you well. Is it one of these?',
  'conversation.noneOfThese': 'None of these',
  'conversation.help':
    'At any moment you can write: menú, to see the options; atrás, to return to the previous question; cancelar, to leave it saved; asesor, to talk to a person.',
  'conversation.cancelled': 'Done, we leave it there.',
  'conversation.cancelledKept':
    'Done, we leave it there. I kept what you had: write retomar when you want to go on.',
  'conversation.nothingToCancel': 'Nothing is open.',
  'conversation.firstQuestion': 'This is the first question. To leave, write menú.',
  'conversation.restarted': 'We had an update. I kept what you had.',
  'conversation.truncated':
    'Your message is very long and I could only read the first 4,096 characters. If something important is missing, send it in another message.',
  'conversation.emptyMessage':
    'I can read texts and receive photos, PDF documents and audio. Can you tell me in writing?',
  'conversation.locationOnly':
    'I received your location, but I cannot use it yet. Tell me in writing how I can help and in which barrio.',
  'conversation.editKept':
    'I saw that you changed a message. I go on with what you had written; if something must change, write it again or correct it before confirming.',
  'conversation.deleteKept':
    'I saw that you deleted a message. If you do not want to go on, write cancelar; nothing is filed until you confirm it.',
  'conversation.stuckQuestion': 'It seems that we do not understand each other. What do you prefer?',
  'conversation.stuckContinue': 'Keep trying',
  'conversation.stuckSkip': 'Skip this question',
  'conversation.stuckPerson': 'Talk to a person',
  'conversation.stuckMenu': 'Go to the menu',
  'conversation.resumeQuestion': 'You have an unfinished request. What do you want to do?',
  'conversation.resumeContinue': 'Go on with it',
  'conversation.resumeFresh': 'Erase it and start another',
  'conversation.resumeLater': 'Leave it for later',
  'conversation.goodbye': 'You are welcome. I am here when you need me.',
  'conversation.whatNext': 'How can I help you?',
  'conversation.outOfScope':
    'That is beyond me: I attend the services of {{entity}}. If it has to do with them, tell me a little more.',
  'conversation.otherService':
    'Another entity gives that service. {{entity}} attends {{services}}. If you want, I can file your request and it will be transferred to whoever is responsible.',
  'conversation.serviceAcueducto': 'water',
  'conversation.serviceAlcantarillado': 'sewer',
  'conversation.serviceAseo': 'waste',
} as const satisfies Record<keyof typeof source, string>;
