import type { whatsapp as source } from '../es-co/whatsapp.ts';

/** The same sentences in English. */
export const whatsapp: Record<keyof typeof source, string> = {
  'whatsapp.state.waiting': 'Waiting',
  'whatsapp.state.unpaired': 'Not linked',
  'whatsapp.state.pairing': 'Linking',
  'whatsapp.state.connecting': 'Connecting',
  'whatsapp.state.open': 'Connected',
  'whatsapp.state.closed': 'Reconnecting',
  'whatsapp.state.stopped': 'Stopped',

  'whatsapp.about.waiting': 'Vecino is starting, or another process of it has this number.',
  'whatsapp.about.unpaired': 'No phone is linked.',
  'whatsapp.about.pairing': 'A code waits for the phone.',
  'whatsapp.about.connecting': 'Vecino is connecting to WhatsApp.',
  'whatsapp.about.open': 'People can write on WhatsApp and Vecino answers them.',
  'whatsapp.about.closed':
    'The connection dropped. Vecino tries again by itself, each time after a longer pause.',
  'whatsapp.about.stopped': 'Vecino does not try again until a person asks for it.',

  'whatsapp.reason.logged-out':
    'The phone closed the session of Vecino, or WhatsApp did. It must be linked again.',
  'whatsapp.reason.banned':
    'WhatsApp blocked the number or refused it. Do not connect it again and again: open WhatsApp on the phone and do what it says.',
  'whatsapp.reason.replaced':
    'Another program entered with the same session, almost always a copy of Vecino. Stop the copy before you connect.',
  'whatsapp.reason.version-refused':
    'WhatsApp no longer accepts the version that Vecino presents. Update Vecino or change WA_VERSION.',
  'whatsapp.reason.multidevice-mismatch':
    'The phone is not ready for linked devices. Update WhatsApp on the phone.',
  'whatsapp.reason.network':
    'WhatsApp does not answer. Check the connection of this machine to the internet.',
  'whatsapp.reason.server': 'The servers of WhatsApp are failing.',
  'whatsapp.reason.pairing-expired': 'The code expired before a phone used it. Ask for another.',

  'whatsapp.stopped.proactive': 'Vecino answers whoever writes, but sends no notices and no surveys.',
  'whatsapp.stopped.all': 'Vecino sends nothing on WhatsApp, not even answers.',

  'whatsapp.cli.usage':
    'Usage: npm run whatsapp -- pair [--phone 573001112233] | status | connect | logout\n\npair     links a phone: shows a QR code or, with --phone, a code of eight letters and digits\nstatus   tells how the number is\nconnect  connects a stopped number again\nlogout   unlinks the phone',
  'whatsapp.cli.unknownCommand': 'I did not recognise what you wrote.',
  'whatsapp.cli.notAPhone':
    'That phone does not look valid. Write it with the code of the country, for example 573001112233.',
  'whatsapp.cli.state': 'WhatsApp: {{state}}',
  'whatsapp.cli.phone': 'Number: {{phone}}',
  'whatsapp.cli.connectedAt': 'Connected since: {{at}}',
  'whatsapp.cli.updatedAt': 'Last change: {{at}}',
  'whatsapp.cli.unattended':
    'Nobody attends WhatsApp at this moment. Vecino must be running with WHATSAPP=baileys and the role whatsapp in ROLES.',
  'whatsapp.cli.untouched': 'Nothing was changed.',
  'whatsapp.cli.stopped': 'Sending is stopped. {{what}}',
  'whatsapp.cli.withdrawn': 'The request was withdrawn.',
  'whatsapp.cli.notPossible': 'That cannot be done now.',
  'whatsapp.cli.waiting': 'One moment…',
  'whatsapp.cli.scan':
    'On the phone: WhatsApp, Linked devices, Link a device. Point the camera at this code. It changes often; always use the last one.',
  'whatsapp.cli.type':
    'On the phone: WhatsApp, Linked devices, Link a device, Link with phone number. Type this code:',
  'whatsapp.cli.linked': 'Done: the number {{phone}} is linked.',
  'whatsapp.cli.failed': 'I could not open the database: {{reason}}',
};
