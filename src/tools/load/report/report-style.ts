/** How the report looks. */
export const REPORT_STYLE = `
:root { --ink: #1c2430; --soft: #66707f; --line: #dfe4ea; --paper: #f6f7f9; --good: #1f7a4d; --bad: #b3261e; --odd: #8a6100; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px; max-width: 1180px; background: var(--paper); color: var(--ink);
  font: 15px/1.45 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
header { padding: 20px 24px; border-radius: 10px; background: #fff; border-left: 8px solid var(--soft); }
header.passed { border-color: var(--good); } header.failed { border-color: var(--bad); } header.void { border-color: var(--odd); }
h1 { margin: 0; font-size: 24px; line-height: 1.25; }
header ul { margin: 12px 0 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: 8px; }
header li { padding: 4px 10px; border-radius: 6px; background: #e6f3ec; color: var(--good); }
header li.missed { background: #fbe9e7; color: var(--bad); }
header p { margin: 12px 0 0; color: var(--soft); }
code { font: 13px ui-monospace, "DejaVu Sans Mono", monospace; font-weight: 600; }
.facts { display: flex; flex-wrap: wrap; gap: 8px 28px; padding: 18px 4px; }
.facts div { min-width: 0; } dt { color: var(--soft); font-size: 12px; } dd { margin: 0; }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(128px, 1fr)); gap: 10px; }
.tiles div { background: #fff; border-radius: 8px; padding: 12px 14px; color: var(--soft); font-size: 12.5px; }
.tiles b { display: block; color: var(--ink); font-size: 21px; font-weight: 600; font-variant-numeric: tabular-nums; }
.cost { color: var(--soft); margin: 12px 4px; }
.charts { display: grid; grid-template-columns: 1fr 1fr; gap: 14px; margin: 14px 0; }
figure { margin: 0; background: #fff; border-radius: 8px; padding: 14px 14px 8px; min-width: 0; }
figure.wide { grid-column: 1 / -1; }
figcaption, h2, summary { font-weight: 600; margin: 0 0 6px; font-size: 15px; }
h2 { margin: 22px 4px 8px; font-size: 17px; }
details { background: #fff; border-radius: 8px; padding: 12px 16px; margin: 12px 0; }
summary { cursor: pointer; font-size: 17px; }
table { border-collapse: collapse; width: 100%; margin: 10px 0; background: #fff; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: 5px 10px; border-bottom: 1px solid var(--line); white-space: nowrap; }
th { color: var(--soft); font-weight: 500; font-size: 12.5px; }
th:first-child, td:first-child { text-align: left; }
.u-legend { font-size: 12.5px; text-align: left; } .u-legend th { padding: 2px 4px; } .u-legend td, .u-legend th { border: 0; }
.u-legend.u-inline .u-series { padding-right: 8px; }
@media (max-width: 800px) { .charts { grid-template-columns: 1fr; } }
`;
