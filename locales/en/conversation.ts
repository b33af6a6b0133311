import type { conversation as source } from '../es-co/conversation.ts';

/** The same sentences in English. */
export const conversation = {
  'conversation.hello': 'Hello, I am {{assistant}}, from {{entity}}.',
  'conversation.helloBrief': 'I am {{assistant}}, from {{entity}}.',
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
  'conversation.locationKept': 'I got your location. If you file a request, I will note it there.',
  'conversation.sticker': 'Thanks for the sticker! I only understand words: write how I can help you.',
  'conversation.contact': 'I got a contact, but I cannot use it. If some detail is needed, please write it.',
  'conversation.viewOnce':
    'That photo or audio was to be seen once and I cannot open it. If you want me to have it, send it the normal way.',
  'conversation.poll': 'I cannot vote in polls. Write me what you need.',
  'conversation.liveLocation': 'I cannot follow a live location, so I keep the point where it began.',
  'conversation.unknownKind': 'I cannot open that kind of message. Can you tell me in writing?',
  'conversation.call':
    'I cannot take calls here, but I help you in writing: tell me what you need. If it is an emergency, call:\n{{lines}}',
  'conversation.reaction': 'I saw your reaction. To make it count, answer with the number or in words.',
  'conversation.voiceUnheard': 'I cannot listen to voice notes yet: can you answer that in writing?',
  'conversation.wordsPlease': 'I got your file, but here I need the answer in writing.',
  'conversation.editApplied': 'Done, I changed it. Now it says:\n{{line}}',
  'conversation.editAppliedTo': 'Done, I changed your answer: {{title}}.',
  'conversation.editNoted': 'I saw that you changed the message. I take what you wrote now.',
  'conversation.editRefused': 'I saw that you changed a message, but I cannot use it like that.',
  'conversation.editUnread':
    'I saw that you changed a message, but I could not read the change. Please write it again in another message.',
  'conversation.editAfterFiling':
    'I saw that you changed a message. The request {{radicado}} was already filed with what it said before, and the change is kept beside the original. If you want to add it to the request, write radicar and mention that number, or write asesor.',
  'conversation.deleteAfterFiling':
    'I saw that you deleted a message. The request {{radicado}} was already filed with what it said. If you want to add or correct something, write radicar and mention that number, or write asesor.',
  'conversation.answerRemoved': 'I saw that you deleted that message, so I removed this answer: {{title}}.',
  'conversation.fileRemoved': 'I saw that you deleted it, so I removed from your request: {{names}}.',
  'conversation.editKept':
    'I saw that you changed a message. I go on with what you had written; if something must change, write it again or correct it before confirming.',
  'conversation.deleteKept':
    'I saw that you deleted a message. If you do not want to go on, write cancelar; nothing is filed until you confirm it.',
  'conversation.answerByNumber': 'Answer with the number.',
  'conversation.pollTitle': 'You can also tap your answer',
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
