import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent as HttpsAgent } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { Agent as FetchAgent } from 'undici';

/** A certificate authority of one test run and what it signed. */
export type MediaTrust = {
  /** The CA in a file, for NODE_EXTRA_CA_CERTS of the process under test. */
  readonly caPath: string;
  readonly ca: string;
  readonly serverKey: string;
  readonly serverCertificate: string;
  /** Trusts the CA in this process for what Baileys uploads (`fetchAgent`). */
  readonly uploads: HttpsAgent;
  /** Trusts the CA in this process for what is fetched (`dispatcher`). */
  readonly downloads: FetchAgent;
  readonly close: () => Promise<void>;
};

const ELLIPTIC = { keyType: 'ec', curve: 'P-256', algorithm: 'sha256' } as const;

/** Makes a CA and a certificate for 127.0.0.1 signed by it; verification stays on everywhere. */
export async function createMediaTrust(): Promise<MediaTrust> {
  const authority = await generate([{ name: 'commonName', value: 'Loopback CA' }], {
    ...ELLIPTIC,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const server = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    ...ELLIPTIC,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
  const folder = await mkdtemp(join(tmpdir(), 'loopback-ca-'));
  const caPath = join(folder, 'ca.pem');
  await writeFile(caPath, authority.cert);
  const uploads = new HttpsAgent({ ca: authority.cert });
  const downloads = new FetchAgent({ connect: { ca: authority.cert } });
  return {
    caPath,
    ca: authority.cert,
    serverKey: server.private,
    serverCertificate: server.cert,
    uploads,
    downloads,
    async close() {
      uploads.destroy();
      await downloads.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
