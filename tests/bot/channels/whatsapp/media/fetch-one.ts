import { text } from 'node:stream/consumers';
import { createMediaDownload } from '../../../../../bot/channels/whatsapp/media/media-download.ts';

// Run by a test in a process of its own: fetches one file with the certificates that this process trusts.
const [host = '', encoded = ''] = process.argv.slice(2);
const source = createMediaDownload({ host });
try {
  const { pieces } = await source.open({
    kind: 'document',
    encoded: new Uint8Array(Buffer.from(encoded, 'base64')),
    maxBytes: 1_000_000,
  });
  process.stdout.write(await text(pieces));
} catch (error) {
  const cause = error instanceof Error ? error.cause : null;
  process.stdout.write(`refused: ${cause instanceof Error ? Reflect.get(cause, 'code') : 'why?'}`);
}
await source.close();
