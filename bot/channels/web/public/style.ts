import type { EntityProfile } from '../../../../domain/entity/profile.ts';
import { readableColors } from '../page-colors.ts';
import { FILING_STYLE } from './filing/style.ts';

/**
 * The style of the public pages: the proportions of GOV.CO in the entity's colours, light and dark by the system.
 *
 * Letters are the device's own and nothing is fetched from elsewhere.
 */
export function renderPublicStyle(colors: EntityProfile['colors']): string {
  const { primary, onPrimary } = readableColors(colors);
  return `:root{--primary:${primary};--on-primary:${onPrimary}}${STYLE}${FILING_STYLE}`;
}

const STYLE = `
:root{color-scheme:light dark;--page:#f6f8f9;--card:#fff;--ink:#1c2733;--soft:#4b4b4b;--line:#d3dbe3;--edge:#5d6b79;
--bad:#a80521;--bad-page:#fdecee;--unit:8px;--radius:4px;--target:44px;--wide:60rem}
@media(prefers-color-scheme:dark){:root{--page:#10161d;--card:#18212b;--ink:#e8edf2;--soft:#b9c4cf;--line:#33414f;--edge:#8fa0b0;
--bad:#ffb3ad;--bad-page:#43171a}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;min-height:100vh;display:flex;flex-direction:column;color:var(--ink);background:var(--page);
font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
.wide{width:100%;max-width:var(--wide);margin:0 auto;padding:0 calc(var(--unit)*2)}
.skip{position:absolute;left:-999rem;padding:.75rem 1rem;background:var(--card);color:var(--ink);z-index:1}
.skip:focus{left:.5rem;top:.5rem}
a{color:inherit;text-underline-offset:.15em}
.govco{background:var(--primary);color:var(--on-primary);font-size:.875rem;font-weight:700;letter-spacing:.02em}
.govco a,.brand a,.path a,footer a,.lines a,.touch a{display:inline-flex;align-items:center;min-height:var(--target);min-width:var(--target)}
.govco a{text-decoration:none}
.govco a:hover,.brand a:hover{text-decoration:underline}
.brand{background:var(--card);border-bottom:1px solid var(--line);font-size:1.25rem;font-weight:700;line-height:1.3}
.brand a{text-decoration:none}
.path{font-size:.875rem;color:var(--soft)}
.path ol,footer ul,.lines,.touch{list-style:none;margin:0;padding:0}
.path ol{display:flex;flex-wrap:wrap;align-items:center;gap:0 var(--unit)}
.path li+li::before{content:"/";margin-right:var(--unit)}
main{flex:1;padding-bottom:calc(var(--unit)*5)}
main:focus{outline:0}
h1{margin:calc(var(--unit)*2) 0;font-size:clamp(1.5rem,1.2rem + 1.5vw,2rem);line-height:1.25}
h2{margin:calc(var(--unit)*4) 0 var(--unit);font-size:1.25rem;line-height:1.35}
h3{margin:calc(var(--unit)*2) 0 0;font-size:1.0625rem}
p,ul{margin:0 0 calc(var(--unit)*2);max-width:42rem}
li{margin-bottom:calc(var(--unit)/2)}
.card{background:var(--card);border:1px solid var(--line);border-radius:var(--radius);padding:calc(var(--unit)*3);margin-bottom:calc(var(--unit)*3)}
.card>:last-child{margin-bottom:0}
.card>h2:first-child{margin-top:0}
.state{border-left:6px solid var(--primary);font-size:1.125rem}
.danger{border:2px solid var(--bad)}
.problem{border:2px solid var(--bad);background:var(--bad-page);border-radius:var(--radius);padding:calc(var(--unit)*2);margin-bottom:calc(var(--unit)*3)}
.problem h2{margin:0 0 var(--unit);color:var(--bad)}
.problem p{margin:0}
form{max-width:30rem}
label{display:block;font-weight:700}
.hint{margin:0 0 calc(var(--unit)/2);color:var(--soft);font-size:.9375rem}
input{font:inherit;width:100%;min-height:var(--target);padding:.5rem .75rem;color:var(--ink);background:var(--card);border:1px solid var(--edge);border-radius:var(--radius)}
input[aria-invalid]{border:2px solid var(--bad)}
.field{margin-bottom:calc(var(--unit)*3)}
button,.button{font:inherit;font-weight:700;min-height:var(--target);min-width:var(--target);padding:.5rem 1.5rem;border:1px solid var(--edge);
border-radius:1.5rem;color:var(--on-primary);background:var(--primary);cursor:pointer;text-align:left;max-width:100%}
.button{display:inline-flex;align-items:center;text-decoration:none}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
.govco :focus-visible,footer :focus-visible{outline-color:var(--on-primary)}
dl{margin:0;display:grid;gap:0 calc(var(--unit)*3)}
dt{font-weight:700}
dd{margin:0 0 var(--unit)}
@media(min-width:40rem){dl{grid-template-columns:14rem 1fr}}
blockquote{margin:0 0 calc(var(--unit)*2);padding:0 0 0 calc(var(--unit)*2);border-left:4px solid var(--line);max-width:42rem}
footer{background:var(--primary);color:var(--on-primary);padding:calc(var(--unit)*2) 0;font-size:.9375rem}
footer p{margin:0}
footer .entity{font-weight:700}
footer ul{display:flex;flex-wrap:wrap;gap:0 calc(var(--unit)*3);max-width:none}
footer li{margin:0}
.print-only{display:none}
@media print{.print-only{display:inline}.skip,.govco,.path,footer nav,form,.problem,.no-print{display:none}
:root{--page:#fff;--card:#fff;--ink:#000;--soft:#000;--line:#999}
body,main{display:block}.brand,footer,.card{border-color:#999;background:none;color:#000}.card{break-inside:avoid}
footer{border-top:1px solid #999}main a[href^=http]::after{content:" (" attr(href) ")"}}
`.replaceAll('\n', '');
