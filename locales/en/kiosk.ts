import type { KioskKey } from '../es-co/kiosk.ts';

/** The same sentences in English. */
export const kiosk = {
  'kiosk.title': 'Help at the office',
  'kiosk.start': 'Touch to begin',
  'kiosk.promise': 'When you finish, we erase what you wrote from this machine.',
  'kiosk.fullScreen': 'Full screen',
  'kiosk.leaveFullScreen': 'Leave full screen',
  'kiosk.phone': 'Go on with my phone',
  'kiosk.end': 'Finish',
  'kiosk.cleared': 'Done. We erased the conversation from this machine.',
  'kiosk.noNetwork': 'There is no connection right now. Try again in a few seconds.',
  'kiosk.noScript': 'This machine cannot open the chat. Ask for help at the office or call:',
  'kiosk.warning.title': 'Are you still there?',
  'kiosk.warning.text': 'To look after your data, we are about to erase what you wrote from this screen.',
  'kiosk.warning.left': 'Seconds left:',
  'kiosk.warning.stay': 'I am still here',
  'kiosk.warning.end': 'Finish now',
  'kiosk.warning.radicado':
    'Before you go, write down your radicado and its code, or take a photo of the screen:',
  'kiosk.warning.unsent': 'Some of your messages have not been sent yet. They would be erased too.',
  'kiosk.phone.title': 'Go on with your phone',
  'kiosk.phone.waiting': 'Preparing the code…',
  'kiosk.phone.scan': 'Open the camera of your phone and point it at this code.',
  'kiosk.phone.tap': 'Touch the link that appears. The conversation goes on there.',
  'kiosk.phone.confirm': 'When you see it on your phone, touch “I have it”. We erase it here.',
  'kiosk.phone.qr': 'QR code that opens this conversation on your phone',
  'kiosk.phone.type': 'If the camera does not read it, type this in the browser of your phone:',
  'kiosk.phone.failed': 'We could not prepare the code. Your conversation is still here. Try again.',
  'kiosk.phone.again': 'Ask for another code',
  'kiosk.phone.done': 'I have it',
  'kiosk.phone.back': 'Back to the chat',
} as const satisfies Record<KioskKey, string>;
