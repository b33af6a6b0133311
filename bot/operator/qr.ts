import { toString as draw } from 'qrcode';

/**
 * A QR code for a terminal, half a line a module.
 *
 * On a real terminal it brings its own black and white, because many are dark and a camera wants dark on light;
 * anywhere else it is plain characters.
 */
export function drawQr(text: string, isTerminal: boolean): Promise<string> {
  const options = { errorCorrectionLevel: 'L' } as const;
  return isTerminal
    ? draw(text, { ...options, type: 'terminal', small: true })
    : draw(text, { ...options, type: 'utf8' });
}
