import { create } from 'qrcode';
import { type Html, html } from './html.ts';

/** White around the code, in modules, without which cameras do not find it. */
const QUIET_MODULES = 4;

/** A QR code as a drawing with a name, black on white in any colour scheme; without style or script. */
export function renderQr(text: string, name: string): Html {
  const { modules } = create(text, { errorCorrectionLevel: 'L' });
  const size = modules.size + 2 * QUIET_MODULES;
  const squares = [...modules.data.entries()]
    .filter(([, isDark]) => isDark)
    .map(([index]) => {
      const x = (index % modules.size) + QUIET_MODULES;
      const y = Math.floor(index / modules.size) + QUIET_MODULES;
      return `M${x} ${y}h1v1h-1z`;
    });
  return html`<svg class="qr" role="img" aria-label="${name}" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"
><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#000" d="${squares.join('')}"/></svg>`;
}
