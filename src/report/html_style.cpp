// The page's style: dark and light, small screens, paper. Inline, because the report is one file that asks nobody.
#include "report/html.h"

namespace report {

std::string_view html_style() {
  return R"css(
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ground: #f4f5f7; --ink: #1c2430; --soft: #5b6675; --line: #dde1e7; --code: #f6f7f9;
  --good: #13733a; --good-fill: #2f9e5b; --good-ground: #e5f5eb;
  --warning: #8a5200; --warning-fill: #d98f1f; --warning-ground: #fdf1dc;
  --bad: #b01e2e; --bad-fill: #d63b4b; --bad-ground: #fde8ea;
  --neutral: #5b6675; --neutral-fill: #98a2b0; --neutral-ground: #eceff3;
  --plan: #7b8798; --accent: #1f5fbf;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #171c24; --ground: #0e1218; --ink: #e3e8ef; --soft: #9aa6b6; --line: #2b3340; --code: #10151c;
    --good: #6fd397; --good-fill: #3fae6b; --good-ground: #12301f;
    --warning: #f0bd66; --warning-fill: #c98a2b; --warning-ground: #352709;
    --bad: #ff8f9b; --bad-fill: #dd5160; --bad-ground: #3b151a;
    --neutral: #9aa6b6; --neutral-fill: #66717f; --neutral-ground: #222933;
    --plan: #8190a3; --accent: #7fb2ff;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
main { max-width: 68rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .4rem; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .7rem; }
h3 { font-size: 1rem; margin: 1.4rem 0 .4rem; }
p { margin: .4rem 0; }
a { color: var(--accent); }
.soft { color: var(--soft); }
.card { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.2rem; }
.card + .card { margin-top: .8rem; }
.top { border-left: 8px solid var(--neutral-fill); }
.top.good { border-left-color: var(--good-fill); } .top.bad { border-left-color: var(--bad-fill); }
.top.warning { border-left-color: var(--warning-fill); }
.state { display: inline-block; white-space: nowrap; font-weight: 600; font-size: .85rem; line-height: 1.3;
  padding: .1rem .5rem; border-radius: 1rem; }
.state.good { color: var(--good); background: var(--good-ground); }
.state.warning { color: var(--warning); background: var(--warning-ground); }
.state.bad { color: var(--bad); background: var(--bad-ground); }
.state.neutral { color: var(--neutral); background: var(--neutral-ground); }
h1 .state { font-size: 1rem; vertical-align: .2rem; padding: .15rem .7rem; margin-left: .3rem; }
.summary { margin: .6rem 0 0; padding-left: 1.1rem; }
.summary li { margin: .15rem 0; }
.facts { display: flex; flex-wrap: wrap; gap: .3rem 1.6rem; margin: .8rem 0 0; font-size: .9rem; }
.facts div { display: flex; gap: .4rem; } .facts dt { color: var(--soft); } .facts dd { margin: 0; overflow-wrap: anywhere; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .8rem; margin-top: .8rem; }
.tile { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: .7rem .9rem; }
.tile b { display: block; font-size: 1.35rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
.tile span { color: var(--soft); font-size: .85rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th { text-align: left; font-weight: 600; color: var(--soft); font-size: .82rem; white-space: nowrap; }
th, td { padding: .4rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child > td { border-bottom: 0; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.nowrap, span.nowrap, time { white-space: nowrap; font-variant-numeric: tabular-nums; }
td.third { min-width: 30%; } td.half { width: 40%; } td.most { width: 75%; } td.figure { min-width: 5.5rem; } td.bars { min-width: 9rem; vertical-align: middle; }
.bar + .bar { margin-top: 2px; }
td.wide { width: 100%; overflow-wrap: anywhere; }
.bar { height: .6rem; border-radius: 3px; background: var(--good-fill); min-width: 3px; }
.bar.bad { background: var(--bad-fill); } .bar.warning { background: var(--warning-fill); }
.bar.neutral { background: var(--neutral-fill); } .bar.plan { background: none; border: 1px solid var(--plan); }
pre, code { font: .85rem/1.45 ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace; }
pre { background: var(--code); border: 1px solid var(--line); border-radius: 6px; margin: .4rem 0; padding: .5rem .7rem;
  overflow-x: auto; max-height: 28rem; }
details > summary { cursor: pointer; }
details.phase { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; margin-top: .8rem; }
details.phase > summary { padding: .7rem 1.1rem; font-weight: 600; display: flex; flex-wrap: wrap; gap: .3rem .8rem;
  align-items: baseline; list-style-position: inside; }
details.phase > summary::before { content: "▸"; color: var(--soft); }
details.phase[open] > summary::before { content: "▾"; }
details.phase > summary::-webkit-details-marker { display: none; }
details.phase > summary .soft { font-weight: 400; font-size: .88rem; }
details.phase > .inside { padding: 0 1.1rem .8rem; }
.stage { display: flex; flex-wrap: wrap; gap: .1rem .8rem; align-items: baseline; margin: 1rem 0 .2rem; font-weight: 600;
  font-size: .95rem; }
.stage .soft { font-weight: 400; font-size: .85rem; }
.step { display: grid; grid-template-columns: 7.6rem 1fr auto; gap: .1rem .8rem; padding: .35rem 0;
  border-top: 1px solid var(--line); align-items: baseline; }
.step > div { min-width: 0; overflow-wrap: anywhere; }
.step .when { text-align: right; color: var(--soft); font-size: .85rem; white-space: nowrap; font-variant-numeric: tabular-nums; }
.step .verdict, .step .said { color: var(--soft); font-size: .9rem; }
.step.bad .verdict { color: var(--bad); }
.step details { font-size: .9rem; margin-top: .15rem; }
.step details > summary { color: var(--accent); }
.trouble { border-left: 6px solid var(--bad-fill); }
.trouble.resolved { border-left-color: var(--warning-fill); }
.trouble ul { margin: .3rem 0 0; padding-left: 1.2rem; }
svg { display: block; width: 100%; min-width: 46rem; height: auto; }
svg.narrow { display: none; min-width: 0; }
svg text { fill: var(--ink); font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
svg .soft { fill: var(--soft); font-size: 11px; }
svg .grid { stroke: var(--line); } svg .zero { stroke: var(--accent); stroke-dasharray: 3 3; }
svg .plan { fill: none; stroke: var(--plan); stroke-width: 1.2; }
svg .cut { fill: var(--neutral-ground); }
svg .good { fill: var(--good-fill); } svg .bad { fill: var(--bad-fill); } svg .warning { fill: var(--warning-fill); }
svg .neutral { fill: var(--neutral-fill); }
.plain { margin: .4rem 0; padding-left: 1.2rem; }
.blank { display: inline-block; min-width: 5rem; border-bottom: 1px solid var(--soft); height: 1em; }
.fill { margin-top: .8rem; } .fill .line { display: block; border-bottom: 1px dashed var(--soft); height: 1.9rem; }
.legend { color: var(--soft); font-size: .85rem; margin: .2rem 0 .4rem; }
footer { color: var(--soft); font-size: .85rem; margin-top: 2.5rem; overflow-wrap: anywhere; }
@media screen and (max-width: 40rem) {
  main { padding: .8rem .7rem 3rem; }
  h1 { font-size: 1.35rem; } h2 { margin-top: 1.7rem; }
  .card { padding: .8rem .9rem; }
  .tiles { grid-template-columns: 1fr 1fr; gap: .6rem; }
  .facts { gap: .2rem 1.2rem; }
  svg.wide { display: none; } svg.narrow { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody, tr { display: block; }
  tr { border-bottom: 1px solid var(--line); padding: .5rem 0; } tr:last-child { border-bottom: 0; }
  td, td.number, td.bars { display: grid; grid-template-columns: 6.4rem minmax(0, 1fr); gap: 0 .6rem; border: 0;
    padding: .1rem 0; width: auto; min-width: 0; text-align: left; white-space: normal; overflow-wrap: anywhere; }
  td:empty { display: none; }
  td::before { content: attr(data-title); color: var(--soft); font-size: .82rem; line-height: 1.8; }
  td[data-title=""] { grid-template-columns: 1fr; }
  td[data-title=""]::before, td:first-child::before { display: none; }
  td:first-child { grid-template-columns: 1fr; font-weight: 600; }
  .step { grid-template-columns: 1fr auto; }
  .step > .mark { grid-column: 1; grid-row: 1; } .step > .when { grid-column: 2; grid-row: 1; }
  .step > .body { grid-column: 1 / -1; }
}
@page { margin: 14mm 13mm; }
@media print {
  :root { color-scheme: light; --paper: #fff; --ground: #fff; --ink: #000; --soft: #444; --line: #bbb; --code: #fff;
    --good: #0b5a2b; --good-ground: #fff; --warning: #704200; --warning-ground: #fff; --bad: #94101f; --bad-ground: #fff;
    --neutral: #444; --neutral-ground: #eee; --good-fill: #2f9e5b; --warning-fill: #d98f1f; --bad-fill: #d63b4b;
    --neutral-fill: #98a2b0; --plan: #555; --accent: #000; }
  body { font-size: 10.5pt; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  main { max-width: none; padding: 0; }
  .card, .tile, .step, tr, .stage { break-inside: avoid; }
  .card.scroll { break-inside: auto; } .card.chart { break-inside: avoid; }  /* a table may go on overleaf, a row not */
  h2, h3, .stage, .legend, details.phase > summary { break-after: avoid; }
  td.third, td.half, td.most { width: auto; min-width: 0; }
  details.phase { border: 0; } details.phase > .inside { padding: 0; }
  .card { box-decoration-break: clone; -webkit-box-decoration-break: clone; }
  .scroll { overflow: visible; } svg { min-width: 0; }
  thead { display: table-header-group; } th, td { padding: .25rem .45rem; } table { font-size: .9em; }
  pre { max-height: none; white-space: pre-wrap; overflow-wrap: anywhere; }
}
)css";
}

}  // namespace report
