import { create } from 'qrcode';

/** White around the code, in modules, without which cameras do not find it. */
const QUIET_MODULES = 4;

/** A QR code as a picture in an address (`data:image/svg+xml`), black on white in any colour scheme. */
export function drawQr(text: string): string {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const size = modules.size + 2 * QUIET_MODULES;
  const squares = [...modules.data.entries()]
    .filter(([, isDark]) => isDark)
    .map(([index]) => {
      const x = (index % modules.size) + QUIET_MODULES;
      const y = Math.floor(index / modules.size) + QUIET_MODULES;
      return `M${x} ${y}h1v1h-1z`;
    });
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${squares.join('')}"/></svg>`;
  return `data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}`;
}
