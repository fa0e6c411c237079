#pragma once

#include <string_view>

namespace airmark::tools {

/// How the report looks on screen and paper. Fonts are the system's: the page fetches nothing.
inline constexpr std::string_view kPageStyle = R"(
:root { color-scheme: light; }
body { font: 16px/1.5 system-ui, "Noto Sans", "DejaVu Sans", sans-serif; color: #1c2530;
       background: #fff; max-width: 66rem; margin: 2rem auto; padding: 0 1.2rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin-bottom: .2rem; }
h2 { font-size: 1.35rem; margin: 2.4rem 0 .6rem; padding-bottom: .2rem;
     border-bottom: 2px solid #2f6fb2; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .4rem; }
.origin { color: #566270; margin-top: 0; }
.warnings { background: #fdf3e1; border-left: .35rem solid #d67826; padding: .3rem 1rem;
            margin: 1.2rem 0; }
.warnings h2 { border: 0; margin: .4rem 0 0; font-size: 1.1rem; }
.note { color: #a4500c; font-weight: 600; }
table { border-collapse: collapse; font-size: .86rem; margin: .5rem 0 1rem; }
th, td { padding: .28rem .6rem; text-align: left; vertical-align: top;
         border-bottom: 1px solid #dde3ea; overflow-wrap: break-word; }
thead th { border-bottom: 2px solid #9aa7b5; vertical-align: bottom; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
thead .number { white-space: normal; }
section { overflow-x: auto; }
.confusion td { border: 1px solid #fff; min-width: 1.9rem; text-align: center; }
.confusion thead th { text-align: center; font-weight: 500; }
figure { margin: 1rem 0; break-inside: avoid; }
figure img { max-width: 100%; height: auto; }
figcaption { color: #566270; font-size: .85rem; }
@media print {
  body { font-size: 10.5pt; margin: 0; max-width: none; padding: 0; }
  h2, h3 { break-after: avoid; }
  section { overflow: visible; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)";

}  // namespace airmark::tools
