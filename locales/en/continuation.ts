import type { continuation as source } from '../es-co/continuation.ts';

/** The same sentences in English. */
export const continuation = {
  'continuation.whatsappText': 'Hello, I want to go on here. My code is {{code}}',
  'continuation.question':
    'Do you want to join this WhatsApp with the web chat opened {{when}}? Your requests can then be seen from that chat.',
  'continuation.whenToday': 'today at {{time}}',
  'continuation.whenOn': 'on {{day}} at {{time}}',
  'continuation.yes': 'Yes',
  'continuation.no': 'No',
  'continuation.questionHelp': 'Answer yes to join the two chats, or no to leave them as they are.',
  'continuation.joined': 'Done, this WhatsApp and the web chat are joined. What you did there is here.',
  'continuation.joinedGoOn': 'Done, they are joined. We go on where you were.',
  'continuation.joinedKept':
    'Done, they are joined. What you had begun in the web chat stays there, because you had begun something here.',
  'continuation.refused':
    'Done, I did not join them and nothing changes. If somebody asked you to send that message, do not answer them.',
  'continuation.notValid':
    'That code is not good, or has expired. Ask for another one in the web chat, at “Go on by WhatsApp”, and send it to me within 15 minutes.',
  'continuation.chatJoined':
    'This chat is joined with your WhatsApp. Go on there; here you can still read what we said and write whenever you want.',
  'continuation.chatRefused':
    'Joining this chat was not accepted on WhatsApp, so everything stays as it is. To try again, ask for another code.',
  'continuation.hint': 'If you prefer the web page, write: seguir en la web.',
  'continuation.link':
    'Open this link to go on on the web page:\n{{link}}\nIt works once and for 15 minutes. Do not forward it to anybody: whoever opens it will see your requests.',
  'continuation.alreadyOnWeb':
    'You are on the web page already. Here you can file, ask and see your requests.',
  'continuation.welcome':
    'Hello, I am {{assistant}}, of {{entity}}. Your conversation of WhatsApp goes on here: you can file, ask and see your requests.',
  'continuation.openedOnWeb':
    'You opened this conversation on the web page. If it was not you, write asesor.',
  'continuation.openedOnWebGoOn':
    'You opened this conversation on the web page, and what you had begun goes on there. If it was not you, write asesor.',
} as const satisfies Record<keyof typeof source, string>;
