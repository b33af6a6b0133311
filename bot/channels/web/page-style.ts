import type { EntityProfile } from '../../../domain/entity/profile.ts';
import { readableColors } from './page-colors.ts';

/** The style of the public chat page, in the entity's colours. The widget brings its own. */
export function renderPageStyle(colors: EntityProfile['colors']): string {
  const { primary, onPrimary } = readableColors(colors);
  return `:root{--vecino-primary:${primary};--vecino-on-primary:${onPrimary}}${STYLE}`;
}

const STYLE = `
:root{color-scheme:light dark;--page:#eef2f6;--card:#fff;--ink:#1c2733;--soft:#4a5866;--line:#d3dbe3}
@media(prefers-color-scheme:dark){:root{--page:#10161d;--card:#18212b;--ink:#e8edf2;--soft:#b3bfcb;--line:#33414f}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;height:max(100vh,32rem);height:max(100dvh,32rem);display:flex;flex-direction:column;
font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;color:var(--ink);background:var(--page)}
.skip{position:absolute;left:-999rem;padding:.75rem 1rem;background:var(--card);color:var(--ink);z-index:1}
.skip:focus{left:.5rem;top:.5rem}
header{background:var(--vecino-primary);color:var(--vecino-on-primary);padding:.125rem 1rem}
header div{margin:0 auto;max-width:46rem;display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:0 1rem}
header p{margin:0;font-weight:600;font-size:1.0625rem;line-height:1.3}
main{flex:1;min-height:0;width:100%;max-width:48rem;margin:0 auto;display:flex;flex-direction:column}
main:focus{outline:0}
.intro{padding:.75rem 1rem .5rem}
h1{margin:0;font-size:1.125rem;line-height:1.35}
.intro p{margin:.125rem 0 0;color:var(--soft);font-size:.9375rem}
#vecino-chat>p{margin:1rem;padding:.5rem 1rem;width:fit-content;max-width:34rem;border-radius:1.25rem 1.25rem 1.25rem .25rem;background:var(--page);line-height:1.45}
#vecino-chat{flex:1;min-height:0;display:flex;flex-direction:column;background:var(--card)}
noscript{display:block;padding:1rem}
@media(scripting:none){#vecino-chat{display:none}}
footer{padding:.25rem 1rem;font-size:.875rem;color:var(--soft);background:var(--card);border-top:1px solid var(--line)}
footer div{max-width:46rem;margin:0 auto;display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1.25rem}
header a,footer a,noscript a{display:inline-flex;align-items:center;min-height:44px;color:inherit}
footer ul{display:flex;flex-wrap:wrap;gap:0 .75rem;margin:0;padding:0;list-style:none}footer li a{min-width:44px;justify-content:center}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
header :focus-visible{outline-color:var(--vecino-on-primary)}
@media(max-width:47.99rem){body{height:auto}main{flex:none;height:max(calc(100vh - 3.25rem),26rem);height:max(calc(100dvh - 3.25rem),26rem)}footer{font-size:.8125rem}footer div{gap:0 .75rem}.intro p{display:none}.intro{padding:.5rem 1rem}}
@media(min-width:48rem) and (min-height:36rem){main{padding:1rem}.intro{padding:0 .25rem .75rem}h1{font-size:1.375rem}
#vecino-chat{border:1px solid var(--line);border-radius:1rem;overflow:hidden;box-shadow:0 1px 2px #0f1c2a14,0 8px 24px #0f1c2a14}}
`.replaceAll('\n', '');
