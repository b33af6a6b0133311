import { get } from 'node:http';
import type { Figure } from './figure.ts';

/** The widget with its style, in one file, by the project's own aim. */
const WIDGET_AIM_BYTES = 10_000;

const ADDRESSES = [
  '/',
  '/chat.css',
  '/widget.js',
  '/widget-extras.js',
  '/widget-extras.json',
  '/kiosco',
  '/kiosk.js',
  '/sw.js',
  '/manifest.webmanifest',
  '/consulta',
  '/radicar',
  '/ayuda',
  '/privacidad',
  '/accesibilidad',
];

type Answer = { readonly status: number; readonly encoding: string; readonly bytes: number };

/** What each page and script weighs on its way to a browser that takes gzip. What is not served is left out. */
export async function measureWebBytes(origin: string): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const address of ADDRESSES) {
    const { status, encoding, bytes } = await weigh(origin + address);
    if (status === 200) {
      figures.push({
        name: `bytes of ${address} (${encoding})`,
        measured: bytes,
        unit: 'B',
        ...(address === '/widget.js' ? { against: { kind: 'at most', value: WIDGET_AIM_BYTES } } : {}),
      });
    }
  }
  return figures;
}

function weigh(address: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get(address, { headers: { 'accept-encoding': 'gzip' }, agent: false }, (response) => {
      let bytes = 0;
      response.on('data', (piece: Buffer) => {
        bytes += piece.length;
      });
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          encoding: response.headers['content-encoding'] ?? 'as it is',
          bytes,
        }),
      );
    }).on('error', reject);
  });
}
