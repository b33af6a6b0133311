/** The style of the console's pages: light and dark by the system, one column on a phone. Served as a file of ours. */
export const CONSOLE_STYLE = `
:root { color-scheme: light dark; --page: #f3f5f8; --card: #fff; --ink: #1b2530; --soft: #4b5866; --line: #d5dce3;
  --bar: #12395b; --on-bar: #fff; --link: #0b5394; --button: #0b5394; --on-button: #fff;
  --red: #9c1c1c; --red-bg: #fdeaea; --amber: #7a4100; --amber-bg: #fdf0dc; --green: #15592f; --green-bg: #e4f4e9;
  --grey: #414d59; --grey-bg: #e9edf1; --ours: #eaf2fb; }
@media (prefers-color-scheme: dark) {
  :root { --page: #10161d; --card: #19222c; --ink: #e7ecf1; --soft: #b2bdc9; --line: #37444f; --bar: #0d2a44;
    --link: #8cc4f5; --button: #8cc4f5; --on-button: #0c1a27; --red: #ffb3ad; --red-bg: #4a1715; --amber: #ffd391;
    --amber-bg: #44300d; --green: #a5e3b9; --green-bg: #12371f; --grey: #cbd4dd; --grey-bg: #2c3843; --ours: #1c3044; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: break-word; }
.wide { width: 100%; max-width: 80rem; margin: 0 auto; padding: 0 1rem; }
.narrow { max-width: 30rem; margin: 2rem auto; }
.skip { position: absolute; left: -999rem; padding: .75rem 1rem; background: var(--card); color: var(--link); z-index: 1; }
.skip:focus { left: .5rem; top: .5rem; }
.bar { background: var(--bar); color: var(--on-bar); }
.bar .wide { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.5rem; min-height: 3.5rem; padding-block: .5rem; }
.brand { margin: 0; font-weight: 600; }
.brand span { font-weight: 400; margin-left: .25rem; }
.bar nav { display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
.bar nav a { color: inherit; display: inline-block; padding: .5rem 0; }
.who { display: flex; align-items: center; gap: .25rem 1rem; margin-left: auto; font-size: .9375rem; }
main.wide { padding-block: 1.25rem 3rem; }
main:focus { outline: 0; }
a { color: var(--link); text-underline-offset: .15em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.bar :focus-visible { outline-color: var(--on-bar); }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; }
h2 { margin: 0 0 .75rem; font-size: 1.0625rem; line-height: 1.35; }
h3 { margin: 0 0 .5rem; font-size: 1rem; }
p { margin: 0 0 .75rem; }
.card > :last-child, .notice > :last-child, .problem > :last-child { margin-bottom: 0; }
.soft { color: var(--soft); font-size: .9375rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1.25rem; margin-bottom: 1rem; }
.words { white-space: pre-wrap; }
.words, dd, .annexes, .list td { overflow-wrap: anywhere; }
.list td { min-width: 6.5rem; }
button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: .5rem 1.25rem; border: 1px solid transparent;
  border-radius: .375rem; background: var(--button); color: var(--on-button); cursor: pointer; }
button:hover { filter: brightness(1.08); }
button.quiet { background: transparent; color: inherit; border-color: currentColor; font-weight: 400; padding: .375rem .875rem; }
label { display: block; margin-bottom: .25rem; font-weight: 600; }
input, select { font: inherit; width: 100%; min-height: 2.75rem; padding: .5rem .75rem; color: inherit;
  background: var(--card); border: 1px solid var(--soft); border-radius: .375rem; }
.field { margin-bottom: 1rem; }
.wrong { border-left: 4px solid var(--red); padding-left: .75rem; }
.wrong-words { color: var(--red); font-weight: 600; margin-bottom: .375rem; }
.problem { border: 2px solid var(--red); border-radius: .375rem; background: var(--red-bg); padding: 1rem; margin-bottom: 1.25rem; }
.problem h2 { color: var(--red); margin-bottom: .5rem; }
.problem ul { margin: 0; padding-left: 1.25rem; }
.problem a { color: var(--red); }
.notice { border: 1px solid var(--line); border-radius: .375rem; background: var(--ours); padding: 1rem; margin-bottom: 1.25rem; }
pre { margin: 0 0 .75rem; padding: .75rem; overflow-x: auto; background: var(--card); border: 1px solid var(--line);
  border-radius: .375rem; font-size: .875rem; white-space: pre-wrap; }
.filters { display: flex; flex-wrap: wrap; align-items: end; gap: .75rem 1rem; margin-bottom: 1rem; }
.filters .field { flex: 1 1 13rem; max-width: 20rem; margin: 0; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--soft); font-size: .9375rem; padding-bottom: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .625rem .75rem; border-bottom: 1px solid var(--line); }
thead th { font-size: .875rem; color: var(--soft); border-bottom-width: 2px; }
.list tbody { background: var(--card); }
.list tbody th { white-space: nowrap; font-weight: 600; }
.list tbody tr:hover { background: var(--ours); }
time { font-variant-numeric: tabular-nums; }
.list time { white-space: nowrap; }
.chip { display: inline-block; padding: .125rem .625rem; border-radius: 1rem; font-size: .875rem; font-weight: 600;
  color: var(--grey); background: var(--grey-bg); }
.chip.overdue, .chip.today, .chip.urgent { color: var(--red); background: var(--red-bg); }
.chip.soon { color: var(--amber); background: var(--amber-bg); }
.chip.in-time { color: var(--green); background: var(--green-bg); }
.pages { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; padding: 1rem 0; }
.pages a { padding: .375rem 0; }
.empty { text-align: center; padding: 2.5rem 1rem; }
.title { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1rem; margin-bottom: 1rem; }
.title h1, .title h2 { margin: 0; }
.columns { display: grid; gap: 0 1rem; grid-template-columns: minmax(0, 1fr); }
dl { margin: 0; }
dt { color: var(--soft); font-size: .875rem; }
dd { margin: 0 0 .625rem; }
summary { cursor: pointer; padding: .5rem 0; color: var(--link); }
details p { font-size: .9375rem; }
.scroll { overflow-x: auto; max-height: 26rem; overflow-y: auto; border: 1px solid var(--line); border-radius: .375rem; }
.term { font-size: .875rem; }
.term caption { padding: .5rem .75rem; }
.term th, .term td { padding: .375rem .75rem; }
.term tbody th { font-weight: 400; }
.term .off { color: var(--soft); background: var(--page); }
.annexes, .talk { list-style: none; margin: 0; padding: 0; }
.annexes li { padding: .375rem 0; }
.talk li { max-width: 42rem; padding: .625rem .875rem; margin: 0 auto .625rem 0; border-radius: .5rem; background: var(--page); }
.talk .out { margin: 0 0 .625rem auto; background: var(--ours); }
.talk p { margin: 0 0 .25rem; }
.meta { font-size: .875rem; color: var(--soft); }
.chip.open { color: var(--green); background: var(--green-bg); }
.chip.stopped, .chip.unattended { color: var(--red); background: var(--red-bg); }
.chip.closed, .chip.pairing, .chip.connecting { color: var(--amber); background: var(--amber-bg); }
.qr { display: block; width: 100%; max-width: 20rem; height: auto; margin: 0 0 .75rem; background: #fff; forced-color-adjust: none; }
.pairing-code { font: 600 2rem/1.25 ui-monospace, monospace; letter-spacing: .08em; }
.ways { display: grid; gap: 1rem 2rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr)); }
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem 1.25rem; }
.actions a { display: inline-block; padding: .625rem 0; }
@media (min-width: 64rem) { .columns { grid-template: "asked side" auto "talk side" 1fr / minmax(0, 3fr) minmax(0, 2fr); }
  .asked { grid-area: asked; } .side { grid-area: side; } .talk-card { grid-area: talk; align-self: start; }
  .due .chip { white-space: nowrap; } }
@media (max-width: 47.99rem) {
  .who { margin-left: 0; width: 100%; justify-content: space-between; }
  .filters .field { max-width: none; }
  .filters button { width: 100%; }
  .list, .list caption, .list tbody, .list tr, .list th, .list td { display: block; }
  .list thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .list tbody { background: none; }
  .list tbody tr { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; margin-bottom: .75rem; }
  .list th, .list td { border: 0; padding: .125rem 0; min-width: 0; }
  .list td[data-label]::before { content: attr(data-label) ": "; color: var(--soft); }
}
@media print { .bar nav, .who button, .filters, .skip, .pages { display: none; } body { background: #fff; color: #000; } }
`;
