import { Markup } from './html.js';

/** Light or dark, following the reader's system; with a contents column if there is room. */
export const PAGE_STYLE = new Markup(`<style>
:root {
  --paper: #f7f7f4; --card: #ffffff; --ink: #1c2126; --soft: #5b656e; --line: #dfe1dc; --code: #f1f2ee;
  --accent: #0a6c74; --client: #2257c4; --client-soft: #e6edfb; --server: #1d7443; --server-soft: #e2f3e8;
  --key: #2257c4; --string: #1d7443; --number: #a2510e; --bits: #f3e9fb; --bits-ink: #6d3a9c;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #13171a; --card: #1a1f24; --ink: #e3e7ea; --soft: #98a3ad; --line: #2c343b; --code: #21272d;
    --accent: #5cc6c9; --client: #8fb5ff; --client-soft: #1f2d4a; --server: #7bd199; --server-soft: #17332a;
    --key: #8fb5ff; --string: #8ad6a5; --number: #f0ad74; --bits: #33244a; --bits-ink: #c9a3f0;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1.5rem; }
body {
  margin: 0; display: grid; grid-template-columns: 17rem minmax(0, 1fr);
  background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, "Segoe UI", Roboto, sans-serif;
}
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
code, pre, .no, .type { font-family: var(--mono); font-size: 0.86em; }
code { background: var(--code); border-radius: 4px; padding: 0.1em 0.35em; }
h1 { font-size: 2.4rem; line-height: 1.1; letter-spacing: -0.02em; margin: 0 0 0.6rem; }
h2 { font-size: 1.5rem; letter-spacing: -0.01em; margin: 4rem 0 1rem; padding-bottom: 0.4rem; border-bottom: 2px solid var(--line); }
h3 { font-size: 1.1rem; margin: 2rem 0 0.4rem; }
main > section:first-child h2 { margin-top: 0; }
p { margin: 0.5rem 0; max-width: 46rem; }

nav {
  position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.6rem 1.2rem 3rem;
  border-right: 1px solid var(--line); background: var(--card); font-size: 0.9rem;
}
nav a { color: inherit; }
nav .home { font-weight: 700; font-size: 1.1rem; }
nav details, nav .last { margin-top: 1.1rem; display: block; }
nav summary, nav .last { font-weight: 600; cursor: pointer; }
nav ul { list-style: none; margin: 0.25rem 0 0; padding: 0; }
nav li a { display: flex; align-items: baseline; gap: 0.6rem; padding: 0.12rem 0.5rem; margin-left: -0.5rem; border-radius: 5px; }
nav li a:hover { background: var(--code); text-decoration: none; }
nav .no { min-width: 2.6rem; text-align: right; color: var(--soft); }
nav li.client .no { color: var(--client); }
nav li.server .no { color: var(--server); }

nav form { margin: 0.8rem 0 0; }
nav input { width: 100%; font: inherit; padding: 0.35rem 0.6rem; color: var(--ink); background: var(--code); border: 1px solid var(--line); border-radius: 6px; }
nav input::placeholder { color: var(--soft); opacity: 1; }

main { padding: 3rem clamp(1.2rem, 4vw, 4rem) 6rem; max-width: 76rem; min-width: 0; }
header.page p { font-size: 1.08rem; }
.facts { display: flex; flex-wrap: wrap; gap: 0.4rem 1.4rem; color: var(--soft); font-size: 0.95rem !important; }
.facts code { color: var(--ink); }

.message {
  background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--line);
  border-radius: 8px; padding: 1.1rem 1.4rem 1.3rem; margin: 1.2rem 0;
}
.message.client { border-left-color: var(--client); }
.message.server { border-left-color: var(--server); }
.message:target { box-shadow: 0 0 0 3px color-mix(in srgb, var(--accent) 35%, transparent); }
.message > header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.3rem 0.8rem; }
.message h3 { margin: 0; font-size: 1.2rem; min-width: 0; overflow-wrap: anywhere; }
.message h3 a { color: inherit; }
.type { font-size: 1.05rem; font-weight: 700; }
.client .type { color: var(--client); }
.server .type { color: var(--server); }
.pill { font-size: 0.75rem; padding: 0.1rem 0.6rem; border-radius: 99px; background: var(--code); color: var(--soft); }
.pill.client { background: var(--client-soft); color: var(--client); }
.pill.server { background: var(--server-soft); color: var(--server); }
.doc { font-size: 1.02rem; }
.answer, .empty { color: var(--soft); font-size: 0.92rem; }

.scroll { overflow-x: auto; margin: 0.9rem 0; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
th, td { text-align: left; vertical-align: top; padding: 0.42rem 1.1rem 0.42rem 0; border-bottom: 1px solid var(--line); }
tbody tr:last-child > * { border-bottom: 0; }
thead th { font-size: 0.72rem; text-transform: uppercase; letter-spacing: 0.06em; color: var(--soft); font-weight: 600; }
tbody th { font-weight: 600; white-space: nowrap; }
td:first-child, table.forms .no { white-space: nowrap; }
td.meaning { min-width: 14rem; width: 45%; }
code.name { background: none; padding: 0; font-weight: 600; }
.optional { font-size: 0.75rem; color: var(--soft); font-style: italic; }
.bytes { color: var(--soft); font-size: 0.82rem; white-space: nowrap; }
tr:target { background: color-mix(in srgb, var(--accent) 14%, transparent); }

.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); gap: 1rem; margin-top: 1rem; }
figure { margin: 0; min-width: 0; }
figcaption { display: flex; justify-content: space-between; font-size: 0.72rem; text-transform: uppercase; letter-spacing: 0.06em; font-weight: 600; color: var(--soft); margin-bottom: 0.35rem; }
figcaption span { text-transform: none; letter-spacing: 0; font-weight: 400; font-size: 0.78rem; }
pre { margin: 0; padding: 0.8rem 1rem; background: var(--code); border-radius: 6px; overflow-x: auto; line-height: 1.5; }
pre code { background: none; padding: 0; font-size: 0.82rem; }
.json i { font-style: normal; }
.json .k { color: var(--key); }
.json .s { color: var(--string); }
.json .n { color: var(--number); }

.strip { display: flex; flex-wrap: wrap; gap: 4px; list-style: none; margin: 0; padding: 0; }
.strip li { background: var(--code); border-radius: 6px; padding: 0.35rem 0.65rem; display: flex; flex-direction: column; line-height: 1.35; }
.strip b { font: 600 0.82rem var(--mono); }
.strip span { font-size: 0.74rem; color: var(--soft); }
.strip .head { background: var(--client-soft); }
.server .strip .head { background: var(--server-soft); }
.strip .bits { background: var(--bits); max-width: 100%; }
.strip .bits b, .strip .bits span { color: var(--bits-ink); }
.hex { margin-top: 0.5rem; padding: 0.5rem 0.7rem; white-space: pre-wrap; }
.hex code { color: var(--soft); }
.strip i { font-style: normal; font-family: var(--mono); }
.strip .optional { outline: 1px dashed var(--soft); outline-offset: -1px; font-style: normal; }

.card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 0.9rem 1.4rem; margin: 0.8rem 0; }
.card h3 { margin: 0; }
.card p { max-width: none; line-height: 1.9; }
.card p a { font-family: var(--mono); font-size: 0.82rem; margin-right: 0.6rem; overflow-wrap: anywhere; }
.card a.client { color: var(--client); }
.card a.server { color: var(--server); }
.hits { list-style: none; margin: 0; padding: 0; }
.hits li { padding: 0.6rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.hits li > a { font-weight: 600; }
.hits .no { color: var(--soft); }
.hits p { margin: 0.1rem 0 0; }

@media (max-width: 60rem) {
  body { display: block; }
  nav { position: static; height: auto; max-height: none; border-right: 0; border-bottom: 1px solid var(--line); padding: 1.2rem; display: flex; flex-wrap: wrap; gap: 0.3rem 1.1rem; align-items: baseline; }
  nav form { flex: 1 1 100%; order: -1; margin: 0; }
  nav details, nav .last { margin: 0; }
  nav details { display: contents; }
  nav summary { list-style: none; }
  nav ul { display: none; }
  main { padding-top: 2rem; }
}
@media (max-width: 40rem) {
  .message { padding: 1rem; }
  .fields thead { display: none; }
  .fields tr { display: flex; flex-wrap: wrap; gap: 0 0.9rem; padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
  .fields tr:last-child { border-bottom: 0; }
  .fields td { padding: 0; border: 0; min-width: 0; overflow-wrap: anywhere; }
  .answer, .doc { overflow-wrap: anywhere; }
  .fields td:empty { display: none; }
  .fields td:first-child, .fields td.meaning { width: 100%; }
}
@media print {
  nav { display: none; }
  body { display: block; background: none; }
  .message { break-inside: avoid; }
}
</style>`);
