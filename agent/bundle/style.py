"""How the report looks: on a screen by day and by night, and on paper."""

from __future__ import annotations

from typing import Final

STYLE: Final = """
:root { color-scheme: light dark;
  --background: #F6F5F2; --surface: #FFFFFF; --line: #E3DFD8; --text: #1D1B19;
  --muted: #5E5A55; --brand: #C23B1E; --well: #17735C; --ask: #8A5A00;
  --trouble: #B42318; --unsure: #54588F; }
@media (prefers-color-scheme: dark) { :root {
  --background: #161514; --surface: #211F1D; --line: #37332F; --text: #F3F0EC;
  --muted: #B0A9A1; --brand: #FF8A6B; --well: #5CC8A7; --ask: #F0B95A;
  --trouble: #FF8F85; --unsure: #AEB2F0; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--background); color: var(--text);
  font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 900px; margin: 0 auto; padding: 24px 24px 48px; }
header { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline;
  padding-bottom: 12px; border-bottom: 1px solid var(--line); }
header b { color: var(--brand); }
header span:last-child { margin-left: auto; }
h1 { font-size: 28px; line-height: 1.25; margin: 32px 0 4px; }
h2 { font-size: 20px; line-height: 1.3; margin: 32px 0 12px; }
h3 { font-size: 20px; line-height: 1.3; margin: 0 0 4px; }
h4 { font-size: 13px; margin: 16px 0 4px; color: var(--muted); }
p { margin: 0 0 8px; max-width: 68ch; }
h1, h3, p, dd, td, li { overflow-wrap: anywhere; hyphens: auto; }
code, .id { font: 13px/1.5 ui-monospace, monospace; hyphens: none;
  overflow-wrap: anywhere; }
small, .muted { font-size: 13px; color: var(--muted); }
article, .card { background: var(--surface); border: 1px solid var(--line);
  border-radius: 12px; padding: 16px 24px; margin: 0 0 12px; }
.card { padding: 4px 12px 8px; }
article > :first-child { margin-top: 0; } article > :last-child { margin-bottom: 0; }
article > .chips:first-child { margin-top: 2px; }
.chips { float: right; margin: 2px 0 4px 12px; }
.chip { font-size: 13px; font-weight: 600; white-space: nowrap; }
.chip::before { content: ""; display: inline-block; width: 8px; height: 8px;
  border-radius: 4px; background: currentColor; margin-right: 6px; }
.well { color: var(--well); } .ask { color: var(--ask); }
.trouble { color: var(--trouble); } .unsure { color: var(--unsure); }
.quiet { color: var(--muted); } .quiet.chip { font-weight: 400; }
dl { display: grid; grid-template-columns: minmax(110px, max-content) 1fr;
  gap: 4px 24px; margin: 8px 0; }
dt { color: var(--muted); font-size: 13px; line-height: 22px; max-width: 240px;
  overflow-wrap: anywhere; }
dd { margin: 0; min-width: 0; }
ul { margin: 0; padding-left: 20px; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th { text-align: left; font-size: 13px; font-weight: 600; color: var(--muted); }
th, td { padding: 8px 16px 8px 0; vertical-align: top;
  border-bottom: 1px solid var(--line); }
th:first-child, td:first-child { padding-left: 12px; }
th:last-child, td:last-child { padding-right: 12px; }
tr:last-child td { border-bottom: 0; }
td small, li small, article > small { display: block; }
article > small:last-child { margin-top: 12px; }
.moved { background: color-mix(in srgb, var(--well) 7%, transparent); }
.number { text-align: right; font-variant-numeric: tabular-nums; }
pre { background: var(--background); border-radius: 10px; padding: 12px 16px;
  margin: 8px 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.chart p { margin: 12px 0 4px; } .chart h4 + p { margin-top: 4px; }
.chart svg { display: block; width: 100%; border-radius: 3px; }
.chart .whole { fill: var(--line); } .chart .used { fill: var(--muted); }
.chart .lost { fill: var(--trouble); }
@media print {
  :root { color-scheme: light;
    --background: #FFFFFF; --surface: #FFFFFF; --line: #C9C4BB; --text: #000000;
    --muted: #4A4642; --brand: #C23B1E; --well: #17735C; --ask: #8A5A00;
    --trouble: #B42318; --unsure: #54588F; }
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  svg { print-color-adjust: exact; }
  article, tr, dl { break-inside: avoid; }
  h2, h3, h4 { break-after: avoid; }
  pre { border: 1px solid var(--line); }
  thead { display: table-header-group; } }
"""
