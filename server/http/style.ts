/** @module The one style sheet of the plain pages, in the colours of the editor: dark and light, from 390 pixels up. */

export const STYLE = `
:root { color-scheme: light dark; --ink: #1c2530; --dim: #57626f; --paper: #f6f7f9; --card: #ffffff; --line: #dce1e7; --accent: #22577a; --on-accent: #ffffff; --bad: #a8322d; --bad-soft: #fae7e5; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e9ee; --dim: #9ba6b2; --paper: #14181d; --card: #1b2027; --line: #323a44; --accent: #7fb3d5; --on-accent: #14181d; --bad: #f0938c; --bad-soft: #452322; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.65; font-size: 16px;
  font-family: system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; }
header { background: var(--card); display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: baseline; justify-content: space-between; padding: .9rem 1.25rem; border-bottom: 1px solid var(--line); }
.brand { font-weight: 700; color: var(--ink); text-decoration: none; font-size: 1.1rem; }
.brand span { font-weight: 400; color: var(--dim); }
nav { display: flex; gap: 1.25rem; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem 1.25rem 3rem; }
h1 { font-size: 1.7rem; margin: 1rem 0 .25rem; }
h2 { font-size: 1.25rem; margin: 2.2rem 0 .6rem; }
h3 { font-size: 1.02rem; margin: 0 0 .35rem; overflow-wrap: anywhere; }
.lead { color: var(--dim); margin-top: 0; }
a { color: var(--accent); }
.cards { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr)); }
article, section { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.1rem; }
section { margin-bottom: .9rem; }
article p, section p { margin: .3rem 0 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .4rem 0; }
dt { color: var(--dim); }
dd { margin: 0; overflow-wrap: anywhere; }
code, pre { font-family: ui-monospace, "SFMono-Regular", Consolas, "Noto Sans Mono CJK SC", monospace; font-size: .92em; }
pre { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .9rem 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.method { display: inline-block; min-width: 3.2em; font-size: .8em; font-weight: 700; color: var(--accent); }
.types { color: var(--dim); font-size: .92em; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: .4rem 0; }
caption { text-align: left; color: var(--dim); font-size: .92em; }
th, td { text-align: left; vertical-align: top; padding: .35rem .8rem .35rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
th { font-weight: 500; width: 34%; }
.box { width: 100%; max-width: 380px; margin: 8vh auto 0; padding: 32px 28px; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.box h1 { font-size: 22px; font-weight: 600; margin: 0 0 20px; }
label { display: block; }
input { width: 100%; min-height: 40px; margin-top: 4px; padding: 4px 11px; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 5px; }
.button, button { display: block; width: 100%; min-height: 40px; padding: 4px 15px; font: inherit; text-align: center; text-decoration: none; color: var(--on-accent); background: var(--accent); border: 0; border-radius: 5px; cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
[role=alert] { padding: 8px 12px; color: var(--bad); background: var(--bad-soft); border-radius: 5px; }
footer { color: var(--dim); padding: 1rem 1.25rem; border-top: 1px solid var(--line); font-size: .9rem; }
`;
