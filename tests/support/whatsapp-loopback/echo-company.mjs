// The library as it comes, in a process of its own: it says back what it hears.
import { BufferJSON } from '@whiskeysockets/baileys';
import { toHeardMessage } from './heard-message.ts';
import { PlainCompany } from './plain-company.ts';
import { silenceLibsignal } from './silence.ts';

silenceLibsignal();
process.on('disconnect', () => process.exit(0));
process.once('message', async ({ url, credentials }) => {
  const company = new PlainCompany({ url, trust: {} }, JSON.parse(credentials, BufferJSON.reviver));
  const state = await company.connect();
  company.socket.ev.on('messages.upsert', async ({ messages, type }) => {
    for (const message of messages.filter(({ key, message }) => !key.fromMe && message)) {
      await company.say(message.key.remoteJid, { text: toHeardMessage(message, type).text });
    }
  });
  process.send({ state });
});
