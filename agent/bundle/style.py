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
.id span { display: inline-block; max-width: 100%; }
small, .muted { font-size: 13px; color: var(--muted); }
article, .card { background: var(--surface); border: 1px solid var(--line);
  border-radius: 12px; padding: 16px 24px; margin: 0 0 12px; }
.card { padding: 4px 12px 8px; }
article > :first-child { margin-top: 0; } article > :last-child { margin-bottom: 0; }
.chips { display: flex; flex-wrap: wrap; gap: 0 16px; margin: 0 0 4px; }
.chip { display: inline-block; padding-left: 14px; text-indent: -14px;
  font-size: 13px; font-weight: 600; overflow-wrap: anywhere; }
.chip::before { content: ""; display: inline-block; width: 8px; height: 8px;
  border-radius: 4px; background: currentColor; margin-right: 6px;
  print-color-adjust: exact; }
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
.moved { background: color-mix(in srgb, var(--well) 7%, transparent);
  print-color-adjust: exact; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
pre { background: var(--background); border-radius: 10px; padding: 12px 16px;
  margin: 8px 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.chart p { margin: 12px 0 4px; } .chart h4 + p { margin-top: 4px; }
.chart svg { display: block; width: 100%; border-radius: 3px; }
.chart .whole { fill: var(--line); } .chart .used { fill: var(--muted); }
.chart .lost { fill: var(--trouble); }
@media screen and (max-width: 640px) {
  main { padding: 16px 16px 32px; }
  header span:last-child { margin-left: 0; }
  article { padding: 12px 16px; }
  .card { padding: 4px 0; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dt { max-width: none; } dd { margin-bottom: 8px; }
  table, thead, tbody, tr, th, td { display: block; }
  th { width: auto !important; } th:not(:first-child) { display: none; }
  tr { padding: 8px 16px; border-bottom: 1px solid var(--line); }
  tr:last-child { border-bottom: 0; } thead tr:last-child { padding: 4px 16px; }
  th:first-child, td, td:first-child, td:last-child { padding: 0; border: 0;
    text-align: left; }
  td:empty { display: none; }
  td[data-of]::before { content: attr(data-of) ": "; font-size: 13px;
    color: var(--muted); } }
@page { margin: 14mm 16mm 18mm;
  @bottom-right { content: counter(page) " / " counter(pages);
    font: 8pt system-ui, sans-serif; color: #4A4642; } }
@media print {
  :root { color-scheme: light;
    --background: #FFFFFF; --surface: #FFFFFF; --line: #C9C4BB; --text: #000000;
    --muted: #4A4642; --brand: #C23B1E; --well: #17735C; --ask: #8A5A00;
    --trouble: #B42318; --unsure: #54588F; }
  body { font-size: 9.5pt; line-height: 1.4; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 18pt; margin-top: 20px; } h2 { font-size: 13pt; margin-top: 20px; }
  h3 { font-size: 12pt; } h4 { margin-top: 8px; }
  h4, th, dt, small, .muted, .chip { font-size: 8.5pt; }
  code, .id { font-size: 8pt; } dt { line-height: inherit; }
  article { padding: 10px 14px; }
  .card { padding: 0; border: 0; border-radius: 0; }
  th, td { padding: 4px 8px 4px 0; }
  th:first-child, td:first-child { padding-left: 0; }
  th:last-child, td:last-child { padding-right: 0; }
  svg { print-color-adjust: exact; }
  article, tr, dd, li, p { break-inside: avoid; }
  article, pre { -webkit-box-decoration-break: clone; box-decoration-break: clone; }
  h2, h3, h4 { break-after: avoid; }
  p, li { orphans: 2; widows: 2; }
  pre { border: 1px solid var(--line); }
  thead { display: table-header-group; } }
"""
