import type { channels as source } from '../es-co/channels.ts';

/** The same sentences in English. */
export const channels: Record<keyof typeof source, string> = {
  'console.channels.title': 'Channels',
  'console.channels.whatsapp': 'WhatsApp',
  'console.channels.facts': 'Facts of the number',
  'console.channels.unattended': 'Unattended',
  'console.channels.unattendedWhy':
    'No process of Vecino attends WhatsApp at this moment. Whoever cares for the machine must start it with WHATSAPP=baileys. What follows is the last that was known.',
  'console.channels.pending': 'A request waits until Vecino takes it.',
  'console.channels.withdraw': 'Withdraw the request',
  'console.channels.phone': 'Number',
  'console.channels.connectedAt': 'Last connection',
  'console.channels.updatedAt': 'Last change',
  'console.channels.readOnly': 'Your role lets you see this, not change it.',

  'console.channels.pair.title': 'Link a phone',
  'console.channels.pair.code': 'The code for the phone',
  'console.channels.pair.before':
    'Use a number that is only for Vecino. Have the phone at hand before you begin: the codes do not last.',
  'console.channels.pair.qrTitle': 'With a QR code',
  'console.channels.pair.qrHow':
    'On the phone open WhatsApp, Linked devices, Link a device, and point the camera at this page.',
  'console.channels.pair.qrSubmit': 'Show the QR code',
  'console.channels.pair.codeTitle': 'With a written code',
  'console.channels.pair.codeHow':
    'Without a camera. You get eight letters and digits here, and type them on the phone.',
  'console.channels.pair.codePhone': 'Number of the phone, with the code of the country',
  'console.channels.pair.codeSubmit': 'Ask for the written code',
  'console.channels.pair.notAPhone':
    'Write the number with the code of the country, for example 57 300 111 2233.',
  'console.channels.pair.preparing': 'Vecino is preparing the code. It takes some seconds.',
  'console.channels.pair.qrAlt':
    'QR code to link the phone. If you cannot point the camera, ask for the written code, further down.',
  'console.channels.pair.qrScan': 'Point the camera of the phone here. The code changes often.',
  'console.channels.pair.codeType':
    'On the phone open WhatsApp, Linked devices, Link a device, Link with phone number, and type this code:',
  'console.channels.pair.secret': 'Do not share it nor photograph it: it opens every message of the number.',
  'console.channels.refreshing': 'This page updates itself while the phone is being linked.',
  'console.channels.stopRefreshing': 'Stop updating it',
  'console.channels.refresh': 'Update the page',

  'console.channels.connect': 'Connect again',
  'console.channels.logout': 'Unlink the phone',
  'console.channels.logoutAsk': 'Unlink the phone?',
  'console.channels.logoutWhat':
    'Vecino stops receiving and answering on WhatsApp. To come back, a phone must be linked again. Stored conversations are not erased.',
  'console.channels.logoutYes': 'Yes, unlink it',
  'console.channels.back': 'No, back to Channels',

  'console.channels.sending': 'What Vecino sends by itself',
  'console.channels.sendingFree': 'Notices and surveys leave normally, within the sending rules.',
  'console.channels.sendingToday':
    'Today it has sent {{sent}} of {{ceiling}} messages that nobody asked for at that moment.',
  'console.channels.alarmTitle': 'WhatsApp needs a person to look at it.',
  'console.channels.alarm.stopped':
    'The number is not connected and Vecino does not connect it again by itself: nobody gets an answer on WhatsApp.',
  'console.channels.alarm.unpaired':
    'The number has no linked phone any more: nobody gets an answer on WhatsApp.',
  'console.channels.alarmMore': 'See what happens, in Channels',
  'console.channels.stoppedTitle': 'Sending is stopped',
  'console.channels.stoppedSince': 'Since',
  'console.channels.resume': 'Let sending go on',
  'console.channels.resumeAsk': 'Let sending go on?',
  'console.channels.resumeWhat':
    'First open WhatsApp on the phone and check that it shows no restriction. If WhatsApp refused messages, wait for at least 24 hours: going on may get the number blocked for good.',
  'console.channels.resumeYes': 'Yes, go on',
  'console.channels.stop': 'Stop notices and surveys',
  'console.channels.stopAsk': 'Stop notices and surveys?',
  'console.channels.stopWhat':
    'Vecino still answers whoever writes. Notices and surveys of that time are not sent, and not later either.',
  'console.channels.stopYes': 'Yes, stop',
};
