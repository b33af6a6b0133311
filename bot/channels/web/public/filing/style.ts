/** What the form needs beside the style of every public page: long texts, choices that a thumb can hit, problems. */
export const FILING_STYLE = `
textarea{font:inherit;display:block;width:100%;padding:.5rem .75rem;color:var(--ink);background:var(--card);border:1px solid var(--edge);border-radius:var(--radius);resize:vertical}
textarea[aria-invalid]{border:2px solid var(--bad)}
input[type=file]{padding:.375rem}
fieldset{min-width:0;margin:0 0 calc(var(--unit)*3);padding:0;border:0}
fieldset[aria-invalid]{padding-left:calc(var(--unit)*2);border-left:4px solid var(--bad)}
legend{padding:0;font-weight:700}
.need{font-weight:400;color:var(--soft)}
.choice{display:flex;align-items:center;gap:var(--unit)}
.choice label{flex:1;min-height:var(--target);display:flex;align-items:center;font-weight:400}
.choice input{appearance:none;flex:none;display:grid;place-content:center;width:var(--target);height:var(--target);padding:0;border:0;background:none;cursor:pointer}
.choice input::before{content:"";width:24px;height:24px;border:2px solid var(--edge);border-radius:var(--radius);background:var(--card);box-shadow:inset 0 0 0 4px var(--card)}
.choice input[type=radio]::before{border-radius:50%}
.choice input:checked::before{background:var(--ink);border-color:var(--ink)}
.choice+.hint{padding-left:calc(var(--target) + var(--unit))}
@media(forced-colors:active){.choice input{appearance:auto}.choice input::before{content:none}}
.wrong{margin:0 0 var(--unit);color:var(--bad);font-weight:700}
.wrong span{display:block}
.problem:focus{outline:3px solid var(--ink);outline-offset:2px}
.problem ul{margin:0}
.told{white-space:pre-wrap}
.code{letter-spacing:.05em;white-space:nowrap}
main .across{display:flex;flex-wrap:wrap;gap:0 calc(var(--unit)*3)}
dd ul{margin:0;padding-left:1.25rem}
`.replaceAll('\n', '');
