import type { EntityProfile } from '../../../../domain/entity/profile.ts';
import { renderPageStyle } from '../page-style.ts';

/** The style of the chat page for people who stand before a large screen: larger letters and targets. */
export function renderKioskStyle(colors: EntityProfile['colors']): string {
  return renderPageStyle(colors) + STYLE;
}

const STYLE = `
@media(min-width:48rem){html{font-size:125%}}
[hidden],body[data-screen=start] #chat{display:none!important}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
button{font:inherit;min-height:44px;min-width:44px;padding:.375rem 1rem;border:1px solid var(--soft);border-radius:1.5rem;
color:var(--ink);background:var(--card);cursor:pointer;text-align:center}
@media(min-height:20rem){header{position:sticky;top:0;z-index:1}}
header button{color:inherit;background:none;border-color:currentColor}
header #end{color:var(--vecino-primary);background:var(--vecino-on-primary);border-color:var(--vecino-on-primary);font-weight:600}
.big{color:var(--vecino-on-primary);background:var(--vecino-primary);border-color:var(--vecino-on-primary);font-weight:600}
header div,footer div{max-width:none}
header>div{padding:.25rem 0;align-items:center}
.tools{display:flex;flex-wrap:wrap;gap:.5rem;margin:0}
main{max-width:56rem;padding:.5rem 1rem}
#chat{flex:1;min-height:0;display:flex;flex-direction:column}
#chat:focus{outline:0}
[data-screen=start] main{justify-content:center;align-items:center;text-align:center;gap:1.5rem}
[data-screen=start] h1{font-size:2rem}
[data-screen=start]{height:auto}
#start p{max-width:32rem;margin:0 auto 1.5rem}
#begin{font-size:1.5rem;padding:1.25rem 2rem;border-radius:3rem;margin-bottom:1.5rem}
footer p{margin:0}
@media(max-width:30rem){header button{font-size:.875rem;padding:.25rem .625rem}[data-screen=chat] #full-screen{display:none}}
dialog{width:min(36rem,calc(100vw - 1rem));max-height:calc(100vh - 1rem);overflow:auto;padding:1.25rem;border:2px solid var(--soft);border-radius:1rem;
color:var(--ink);background:var(--card);text-align:center}
dialog::backdrop{background:#000000a6}
h2{margin:0 0 .5rem;font-size:1.5rem;line-height:1.25}h2:focus{outline:0}
dialog p{margin:0 0 1rem}
dialog ol{margin:0 0 1rem;padding-left:1.5rem;text-align:left}
.count{font-size:1.25rem}.count b{font-size:1.5rem}
#radicado strong{display:block;font-size:1.375rem}
.choices{display:flex;flex-wrap:wrap;justify-content:center;gap:.75rem}
dialog .choices{margin:0}
.qr img{width:min(16rem,100%);height:auto;padding:.75rem;background:#fff;border-radius:.5rem}
#address{display:block;overflow-wrap:anywhere;user-select:all}
`.replaceAll('\n', '');
